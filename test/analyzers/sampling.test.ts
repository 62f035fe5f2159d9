import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { foldsOf } from "../../src/analyzers/build.ts";
import { ledgerWith } from "../../src/analyzers/ledger/fold.ts";
import type { LedgerState } from "../../src/analyzers/ledger/state.ts";
import { settled } from "../../src/analyzers/ledger/young.ts";
import { halve, isSampled, newSampling, oneIn } from "../../src/analyzers/sampling.ts";
import { sessionsWith } from "../../src/analyzers/sessions/fold.ts";
import { readLocatedEvents } from "../../src/api/read.ts";
import { buildReport, renderMarkdown } from "../../src/index.ts";
import type { MailEvent } from "../../src/parsers/events.ts";
import { renderText } from "../../src/report/text.ts";
import { expectFoldLaws, type PlacedEvent } from "../../src/testing/index.ts";
import { judge, of } from "./judge.ts";

const BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const START = Date.parse("2026-01-08T00:00:00Z");

function base62(value: number, digits: number): string {
  let text = "";
  for (let rest = value; text.length < digits; rest = Math.floor(rest / 62)) text = `${BASE_62[rest % 62]}${text}`;
  return text;
}

/** The id and the stamp of the nth message, one a second. */
function nth(n: number): { readonly id: string; readonly stamp: (after?: number) => string } {
  const at = START + n * 1000;
  const stamp = (after = 0) => new Date(at + after * 1000).toISOString().slice(0, 19).replace("T", " ");
  return { id: `${base62(at / 1000, 6)}-${base62(20_000 + n, 6)}-00`, stamp };
}

/** `<=` without an end. */
function arrivalLine(n: number): string {
  const { id, stamp } = nth(n);
  return `${stamp()} ${id} <= ann${n}@a.example U=ann P=local S=420 for bob${n}@b.example`;
}

const opened = (many: number): readonly string[] => Array.from({ length: many }, (_, n) => arrivalLine(n));

/** Mail that arrives and is delivered at once, mail that waits, and mail of which nothing more is heard. */
function mixed(many: number): readonly string[] {
  const lines: [number, string][] = [];
  for (let n = 0; n < many; n++) {
    const { id, stamp } = nth(n);
    lines.push([n, arrivalLine(n)]);
    if (n % 3 === 0) {
      const route = `R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1]`;
      lines.push(
        [n + 1, `${stamp(1)} ${id} => bob${n}@b.example ${route} C="250 ok"`],
        [n + 1, `${stamp(1)} ${id} Completed`],
      );
    } else if (n % 3 === 1) {
      const why = "defer (111): Connection refused";
      for (const after of [2, 4000])
        lines.push([n + after, `${stamp(after)} ${id} == bob${n}@b.example R=dnslookup T=remote_smtp ${why}`]);
    }
  }
  return lines.sort(([a], [b]) => a - b).map(([, line]) => line);
}

async function eventsOf(lines: readonly string[]): Promise<PlacedEvent<never>[]> {
  const stream = Readable.from([Buffer.from(`${lines.join("\n")}\n`)]);
  const events: PlacedEvent<MailEvent>[] = [];
  for await (const { event } of readLocatedEvents([{ name: "mainlog", stream }], { tz: "UTC", year: 2026 }))
    events.push({ event });
  return events as PlacedEvent<never>[];
}

const kept = (state: LedgerState) => {
  const { sampling, lives } = settled(state);
  return { halvings: sampling.halvings, ids: [...lives.keys()].sort() };
};

describe("a sample of ids", () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => nth(n).id);

  it.each([1, 2, 3, 5, 8])("%i halvings keep as many as they say", (halvings) => {
    const share = ids.filter((id) => isSampled({ limit: 1, halvings }, id)).length;
    const expected = ids.length / 2 ** halvings;
    expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it("keeps of a smaller share only what a larger one keeps", () => {
    const at = (halvings: number) => ids.filter((id) => isSampled({ limit: 1, halvings }, id));
    for (const halvings of [1, 2, 3, 4]) {
      const larger = new Set(at(halvings - 1));
      expect(at(halvings).every((id) => larger.has(id))).toBe(true);
    }
  });

  it("halves until every map fits", () => {
    const sampling = newSampling(100);
    const [many, few] = [new Map(ids.map((id) => [id, 1])), new Map([["1wZ4GW-000CqK-05", 1]])];
    halve(sampling, [many, few]);
    expect(sampling.halvings).toBe(8);
    expect(many.size).toBeLessThanOrEqual(100);
    expect(many.size).toBeGreaterThan(25);
    expect([...many.keys()].every((id) => isSampled(sampling, id))).toBe(true);
  });

  it("leaves alone what fits", () => {
    const sampling = newSampling(ids.length);
    const all = new Map(ids.map((id) => [id, 1]));
    halve(sampling, [all]);
    expect([sampling.halvings, all.size, oneIn(sampling)]).toEqual([0, ids.length, 1]);
  });
});

describe("a ledger with a limit", () => {
  it("keeps the same ids of never-completed mail whatever the cut, the order and the number of states", async () => {
    const events = await eventsOf(opened(10_000));
    const fold = ledgerWith({ maxOpen: 100 });
    expectFoldLaws(fold as never, events, kept as never, { rounds: 3, seed: 5 });
    const state = fold.create();
    for (const { event } of events) fold.observe(state, event, line);
    expect(kept(state).halvings).toBeGreaterThanOrEqual(7);
    expect(kept(state).ids.length).toBeGreaterThan(25);
    expect(kept(state).ids.length).toBeLessThanOrEqual(100);
  });

  it("never holds more than the limit", async () => {
    const fold = ledgerWith({ maxOpen: 100 });
    const state = fold.create();
    let most = 0;
    for (const { event } of await eventsOf(mixed(6000))) {
      fold.observe(state, event, line);
      most = Math.max(most, state.lives.size);
    }
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThanOrEqual(100);
  });

  it("keeps the same lives of a mixed log in any cut", async () => {
    const events = await eventsOf(mixed(3000));
    const whole = (state: LedgerState) => {
      ledgerWith().tidy?.(state);
      const { sampling, lives } = settled(state);
      const told = [...lives.values()].map(({ id, arrival, recipients, end, last }) => [
        id,
        arrival,
        [...recipients.values()].map(({ address, causes }) => [
          address,
          [...causes.values()].map(({ key, first, last: to }) => [key, first, to]),
        ]),
        end?.at,
        last,
      ]);
      return [sampling.halvings, told.sort()];
    };
    expectFoldLaws(ledgerWith({ maxOpen: 100 }) as never, events, whole as never, { rounds: 3, seed: 6 });
  });

  it("takes the smaller share of two", async () => {
    const fold = ledgerWith({ maxOpen: 100 });
    const [many, few] = [fold.create(), fold.create()];
    const events = await eventsOf(opened(2000));
    for (const { event } of events.slice(0, 1900)) fold.observe(many, event, line);
    for (const { event } of events.slice(1900, 1950)) fold.observe(few, event, line);
    fold.merge(few, many);
    expect(kept(few).halvings).toBe(kept(many).halvings);
    expect(kept(few).ids.every((id) => isSampled(few.sampling, id))).toBe(true);
  });

  it("is the limit of the run that reads a state, not of the one that wrote it", async () => {
    const [wide, narrow] = [ledgerWith({ maxOpen: 5000 }), ledgerWith({ maxOpen: 100 })];
    const state = wide.create();
    for (const { event } of await eventsOf(opened(3000))) wide.observe(state, event, line);
    const json = JSON.parse(JSON.stringify(wide.toJSON(state)));
    expect(kept(wide.revive(json)).ids).toHaveLength(3000);
    expect(kept(narrow.revive(json)).ids.length).toBeLessThanOrEqual(100);
  });
});

describe("Dovecot sessions with a limit", () => {
  it("are the same ones whatever the cut", async () => {
    const lines = Array.from({ length: 2000 }, (_, n) => {
      const { stamp } = nth(n);
      const session = base62(n * 7919 + 1, 6);
      return `${stamp()} imap-login: Info: Login: user=<u${n % 50}@a.example>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=${n + 1}, TLS, session=<${session}>`;
    });
    const events = await eventsOf(lines);
    const view = (state: {
      readonly sampling: { readonly halvings: number };
      readonly sessions: Map<string, unknown>;
    }) => [state.sampling.halvings, [...state.sessions.keys()].sort()];
    const fold = sessionsWith({ maxOpen: 100 });
    expectFoldLaws(fold as never, events, view as never, { rounds: 3, seed: 7 });
    const state = fold.create();
    for (const { event } of events) fold.observe(state, event, line);
    expect(state.sampling.halvings).toBeGreaterThanOrEqual(4);
    expect(state.sessions.size).toBeLessThanOrEqual(100);
  });
});

describe("an analysis of more than is kept", () => {
  it("estimates how many wait, and says so", async () => {
    const analysis = await judge({ mainlog: opened(10_000) }, { maxOpen: 500 });
    const each = analysis.sampling?.oneIn ?? 1;
    expect(each).toBeGreaterThanOrEqual(16);
    expect(analysis.sampling?.maxOpen).toBe(500);
    const [stuck] = of(analysis, "stuck-queue");
    const listed = stuck?.subjects.messages.length ?? 0;
    expect(listed).toBeGreaterThan(100);
    expect(listed).toBeLessThanOrEqual(500);
    expect(stuck?.affected.messages).toBe(listed * each);
    // of the 10,000 those of the last hour are not stuck yet
    expect((stuck?.affected.messages ?? 0) / 6400).toBeGreaterThan(0.7);
    expect((stuck?.affected.messages ?? 0) / 6400).toBeLessThan(1.3);
    expect(stuck?.facts.messages).toHaveLength(listed);
    expect(stuck?.facts.stillQueued).toBe(listed * each);
    expect(analysis.mail.queue.active % each).toBe(0);
    expect(analysis.mail.queue.active).toBeGreaterThan(7000);
    // minutes are counted, not estimated
    expect(analysis.mail.messages).toBe(10_000);
    expect(analysis.coverage.warnings[0]).toBe(
      `More than 500 messages were open or in trouble at once: 1 in ${each} of them was kept. Numbers of messages are estimates, what was kept times ${each}; lists, and what is counted in a list, are of those that were kept. A fault that hurt fewer than about ${3 * each} messages may be missing altogether, and so may the worst one; first errors and longest waits are those of messages that were kept. A larger --max-open keeps more of them, at some 4 kB of memory each.`,
    );
  });

  it("says it at the top of report and terminal", async () => {
    const analysis = await judge({ mainlog: opened(6000) }, { maxOpen: 200 });
    const report = buildReport(analysis, { now: START });
    const each = analysis.sampling?.oneIn ?? 1;
    const said = `More than 200 messages were open or in trouble at once: 1 in ${each} of them was kept.`;
    expect(each).toBeGreaterThanOrEqual(32);
    expect(report.notices[0]?.topic).toBe("Numbers of messages are estimates");
    expect(renderMarkdown(report)).toContain(said);
    expect(renderText(report).replace(/\s+/g, " ")).toContain(said);
    expect(buildReport(await judge({ mainlog: opened(150) }), { now: START }).notices).toEqual([]);
  });

  it("is the same as without a limit while there are not too many", async () => {
    const lines = mixed(900);
    const { sampling, ...limited } = await judge({ mainlog: lines }, { maxOpen: 1000 });
    expect(sampling).toBeUndefined();
    expect(limited).toEqual(await judge({ mainlog: lines }));
    expect(limited.findings.length).toBeGreaterThan(0);
    expect(limited.coverage.warnings).toEqual([]);
  });

  it("estimates attempts of mail that waits", async () => {
    const lines = mixed(3000);
    const [all] = of(await judge({ mainlog: lines }), "stuck-queue").filter(({ facts }) => facts.attempts > 0);
    const sampled = await judge({ mainlog: lines }, { maxOpen: 400 });
    const [some] = of(sampled, "stuck-queue").filter(({ facts }) => facts.attempts > 0);
    expect(sampled.sampling?.oneIn).toBeGreaterThanOrEqual(8);
    expect(some?.key).toBe(all?.key);
    expect((some?.facts.attempts ?? 0) / (all?.facts.attempts ?? 1)).toBeGreaterThan(0.7);
    expect((some?.facts.attempts ?? 0) / (all?.facts.attempts ?? 1)).toBeLessThan(1.3);
    expect(some?.facts.ages.max).toBeLessThanOrEqual(all?.facts.ages.max ?? 0);
  });

  it("says of a frozen bounce whose message is not kept that it is not, instead of that the logs lack it", async () => {
    const lines: string[] = [];
    for (let n = 0; n < 600; n += 2) {
      const [parent, bounce] = [nth(n), nth(n + 1)];
      const to = `nobody${n}@b.example`;
      lines.push(
        arrivalLine(n),
        `${parent.stamp()} ${parent.id} ** ${to} R=dnslookup T=remote_smtp: SMTP error from remote mail server after RCPT TO:<${to}>: 550 no such user`,
        `${bounce.stamp()} ${bounce.id} <= <> R=${parent.id} U=Debian-exim P=local S=900 for ann${n}@a.example`,
        `${bounce.stamp()} ${parent.id} Completed`,
        `${bounce.stamp()} ${bounce.id} ** ann${n}@a.example R=dnslookup T=remote_smtp: all relevant MX records point to non-existent hosts`,
        `${bounce.stamp()} ${bounce.id} Frozen (delivery error message)`,
      );
    }
    const subjects = of(await judge({ mainlog: lines }, { maxOpen: 100 }), "frozen-bounce").map(({ key }) => key);
    expect(subjects).toContain("frozen-bounce:parent not kept");
    expect(subjects).not.toContain("frozen-bounce:parent not in the logs");
  });
});

describe("the folds of a run", () => {
  it("have its limit, each once", () => {
    const folds = foldsOf([], { maxOpen: 7 });
    expect(folds.map(({ id }) => id)).toEqual(["ledger", "dovecot-sessions", "figures", "host", "unjudged"]);
    const limits = folds.slice(0, 2).map((fold) => fold.create().sampling.limit);
    expect(limits).toEqual([7, 7]);
  });
});

const line = {
  source: "mainlog",
  log: "mainlog",
  offset: 0,
  rangeStart: 0,
  lineInRange: 1,
  text: () => "",
};
