/** Recorded lines that belong together: the life of a message, a session, a run of the queue. */
import type { MailEvent } from "../../src/parsers/events.ts";
import type { RecordedLine } from "./recorded.ts";

export type Life = readonly RecordedLine[];

/** Lines of one host at most this long apart are of one session, milliseconds. */
const sessionGap = 60_000;

/** Groups the lines of one log, in the order of their beginnings. A bounce is part of the life that it reports on. */
export function livesOf(log: readonly RecordedLine[]): readonly Life[] {
  const ids = new Set(
    log.flatMap(({ event }) => ("messageId" in event && event.messageId !== null ? [event.messageId] : [])),
  );
  const lives = new Set<RecordedLine[]>();
  const held = new Map<string, { life: RecordedLine[]; at: number }>();
  for (const line of log) {
    const keys = keysOf(line, ids);
    const known = keys.flatMap((key) => {
      const found = held.get(key);
      return found !== undefined && !(key.startsWith("host:") && line.event.at - found.at > sessionGap)
        ? [found.life]
        : [];
    });
    const life = known[0] ?? [];
    lives.add(life);
    life.push(line);
    for (const other of new Set(known)) if (other !== life) merge(other, life);
    for (const key of keys) held.set(key, { life, at: line.event.at });
  }
  return [...lives];

  function merge(other: RecordedLine[], into: RecordedLine[]): void {
    into.push(...other);
    into.sort((a, b) => log.indexOf(a) - log.indexOf(b));
    lives.delete(other);
    for (const [key, { life, at }] of held) if (life === other) held.set(key, { life: into, at });
  }
}

/** What a line shares with the others of its life. */
function keysOf({ event, text }: RecordedLine, ids: ReadonlySet<string>): readonly string[] {
  if (isDovecot(event)) {
    const processes = [event.pid, "mailPid" in event ? event.mailPid : null].filter((pid) => pid !== null);
    // A delivery to several has one session: `<yfbcBRvhimnXvQAATU5/Hg:R2>`.
    const session = event.session === null ? [] : [`session:${event.session.split(":")[0]}`];
    return [...session, ...processes.map((pid) => `process:${pid}`)];
  }
  if (event.messageId !== null) {
    const parent = "parent" in event && event.parent !== null ? [`id:${event.parent}`] : [];
    return [`id:${event.messageId}`, ...parent];
  }
  if (event.kind === "exim.queue-run") return [`run:${event.process}`];
  // `cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1wN4XY-000CZp-0N`
  if (event.kind === "exim.arguments") return [...ids].filter((id) => text.includes(id)).map((id) => `id:${id}`);
  const ip = "ip" in event ? event.ip : "peer" in event && event.peer !== null ? event.peer.ip : null;
  return ip === null ? [] : [`host:${ip}`];
}

type DovecotOnly = Extract<MailEvent, { kind: `dovecot.${string}` }>;

function isDovecot(event: MailEvent): event is DovecotOnly {
  return event.kind.startsWith("dovecot.");
}
