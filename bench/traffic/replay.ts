/** Lives of many messages at once, second by second, as a busy host writes them. */
import { chance as chanceOf } from "../chance.ts";
import type { Class } from "./class.ts";
import type { Learned } from "./learned.ts";
import type { Page } from "./page.ts";
import { population } from "./population.ts";
import type { Daemon } from "./recorded.ts";
import { stampOf } from "./stamp.ts";
import type { Template, TemplateLine } from "./template.ts";

export interface Traffic {
  readonly seed: number;
  /** Share of lives in trouble, 0 to 1. */
  readonly trouble: number;
  /** Share of lines that are about no mail: refusals, failed logins. */
  readonly sessions: number;
  /** Share of untroubled lives that go over TLS at least once: most mail does, much of what was recorded does not. */
  readonly encrypted: number;
  /** Share of messages of which nothing more is ever said after their arrival: a log cut in two, or an attack. */
  readonly unfinished: number;
}

export const ordinary: Traffic = { seed: 20_260_108, trouble: 0.06, sessions: 0.1, encrypted: 0.95, unfinished: 0 };

/** Of a thousand troubled lives. A host on which much is broken is no ordinary one. */
const troubles: readonly (readonly [Class, weight: number])[] = [
  ["deferred", 640],
  ["failed", 350],
  ["frozen", 6],
  ["broken", 4],
];
/** How many lives begin in a second at most, by the hour of the day: nobody writes at night. */
const pace = [1, 1, 1, 1, 1, 2, 2, 4, 6, 8, 8, 8, 6, 7, 8, 8, 7, 5, 4, 3, 3, 3, 2, 2];
/** Tuesday, 2026-01-06 00:00:00 UTC. */
const start = Date.UTC(2026, 0, 6) / 1000;
const queueRunEvery = 1_800;

interface Living {
  readonly template: Template;
  readonly values: readonly string[];
  next: number;
  /** How many of its lines are written. */
  readonly length: number;
}

/** Each call writes one second more, without end. The same traffic is the same lines. */
export function replay(daemon: Daemon, learned: Learned, traffic: Traffic, page: Page): () => void {
  const chance = chanceOf(traffic.seed);
  const people = population(chance, learned.subjects);
  const waiting = new Map<number, Living[]>();
  const of = (kind: Class) => learned.templates.get(kind) ?? [];
  const troubled = troubles.flatMap(([kind, weight]) => Array<readonly Template[]>(weight).fill(of(kind)));
  const [sessions, runs] = [of("session"), of("run")];
  const encrypted = of("clean").filter(({ isEncrypted }) => isEncrypted);
  const plain = of("clean").filter(({ isEncrypted }) => !isEncrypted);
  const isDestination = new Set([...of("deferred")]);
  let second = start - 1;
  let ofSessions = 0;

  function life(): Template {
    const kind = chance.happens(traffic.trouble) ? chance.pick(troubled) : [];
    // Of some trouble nothing was recorded: Dovecot defers nothing.
    if (kind.length === 0)
      return chance.pick(
        plain.length > 0 && (encrypted.length === 0 || !chance.happens(traffic.encrypted)) ? plain : encrypted,
      );
    // Short trouble is more frequent than long.
    const [one, other] = [chance.pick(kind), chance.pick(kind)];
    return one.lines.length < other.lines.length ? one : other;
  }

  function begin(template: Template, queue: Living[]): void {
    const values = people.valuesOf(template, second, isDestination.has(template));
    queue.push({ template, values, next: 0, length: lengthOf(template) });
  }

  function lengthOf({ lines }: Template): number {
    if (traffic.unfinished === 0 || !chance.happens(traffic.unfinished)) return lines.length;
    return lines.findIndex(({ kind }) => kind === "exim.arrival") + 1 || lines.length;
  }

  return () => {
    second++;
    const queue = waiting.get(second) ?? [];
    waiting.delete(second);
    const hour = Math.floor(second / 3600) % 24;
    for (let lives = chance.below((pace[hour] ?? 1) + 1); lives > 0; lives--) begin(life(), queue);
    if ((second - start) % queueRunEvery === 0 && runs.length > 0) begin(chance.pick(runs), queue);
    while (sessions.length > 0 && ofSessions < page.lines * traffic.sessions) {
      const session = chance.pick(sessions);
      ofSessions += session.lines.length;
      begin(session, queue);
    }
    if (second === start) page.plainLine(`${stampOf(daemon, second)}${learned.start}`);
    if (queue.length > 0) live(queue, stampOf(daemon, second));
  };

  /** Each one writes a line, or several at once, then it is the next one's turn. */
  function live(queue: Living[], stamp: string): void {
    for (let at = 0; at < queue.length; at++) {
      const one = queue[at] as Living;
      const steps = one.template.lines;
      for (;;) {
        page.line(stamp, steps[one.next] as TemplateLine, one.values);
        const step = steps[++one.next];
        if (step === undefined || one.next === one.length) break;
        if (step.wait > 0 || chance.happens(0.1)) {
          wait(one, second + step.wait + chance.below(1 + Math.min(step.wait, 60)) + (step.wait === 0 ? 1 : 0));
          break;
        }
        if (chance.happens(0.4)) {
          queue.push(one);
          break;
        }
      }
    }
  }

  function wait(one: Living, until: number): void {
    const others = waiting.get(until);
    if (others === undefined) waiting.set(until, [one]);
    else others.push(one);
  }
}
