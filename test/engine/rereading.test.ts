/** What a file's beginning does not show: it is found out on the way, and everything is read anew. */
import { describe, expect, it } from "vitest";
import type { Fold } from "../../src/engine/fold.ts";
import { run } from "../../src/engine/run.ts";
import type { MailEvent } from "../../src/parsers/events.ts";
import { dialects } from "../../src/parsers/index.ts";
import { kinds } from "../../src/parsers/kinds.ts";
import { scratch } from "./inputs.ts";

const folder = scratch();
const now = Date.parse("2026-02-01T00:00:00Z");

/** Keeps every event with its place. */
const all: Fold<string[], MailEvent> = {
  id: "all",
  kinds,
  create: () => [],
  observe: (state, event, { offset, rangeStart, lineInRange }) => {
    state.push(`${offset} ${JSON.stringify(event)} <${rangeStart}+${lineInRange}>`);
  },
  merge: (into, other) => {
    into.push(...other);
  },
  toJSON: (state) => state,
  revive: (json) => json as string[],
};

async function readBy(rangeSize: number, path: string) {
  const { states, account, coverage, sources, assumptions, lineNumbers } = await run({
    inputs: [path],
    dialects,
    folds: [all],
    zone: "UTC",
    now,
    rangeSize,
  });
  const events = states.get(all).map((event) => {
    const [, before = "", start = "", line = ""] = /^(.*) <(\d+)\+(\d+)>$/s.exec(event) ?? [];
    const at = { source: path, rangeStart: Number(start), lineInRange: Number(line) };
    return `${before} line ${lineNumbers.lineOf(at)}`;
  });
  const ranges = account.sources[0]?.ranges.length;
  return { events: events.sort(), ranges, coverage, sources, assumptions };
}

/** Reads a file whole and by ranges. Expects the same, and says how many ranges there were. */
async function rangesOfSame(name: string, lines: readonly string[]): Promise<number | undefined> {
  const path = folder.file(name, lines.map((line) => `${line}\n`).join(""), "2026-01-31T00:00:00Z");
  const whole = await readBy(Number.POSITIVE_INFINITY, path);
  expect(whole.ranges).toBe(1);
  const { ranges, ...rest } = await readBy(3000, path);
  expect({ ...rest, ranges: 1 }).toEqual(whole);
  return ranges;
}

const pad = (number: number) => String(number).padStart(2, "0");
const time = (at: number) => `${pad(Math.floor(at / 3600) % 24)}:${pad(Math.floor(at / 60) % 60)}:${pad(at % 60)}`;
const exim = (at: number) => `2026-01-08 ${time(at)} 1vdp${String(at).padStart(2, "0").slice(-2)}-000CfU-1V Completed`;
const dovecot = (month: string, day: number, at: number) =>
  `${month} ${pad(day)} ${time(at)} imap-login: Info: Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=${at + 1}, TLS, session=<s${at}>`;
/** More than is looked at before. */
const plain = Array.from({ length: 1800 }, (_, at) => exim(at));

describe("a file", () => {
  it("of plain lines is cut", async () => {
    expect(await rangesOfSame("plain", plain)).toBeGreaterThan(20);
  });

  it("with envelopes far behind its beginning is not", async () => {
    // Nobody knows a program of this name until a line of it is certainly Exim's.
    const strange = (at: number, text: string) => `Jan  8 ${time(at)} mx1 smtpd9[4711]: ${text}`;
    const lines = Array.from({ length: 300 }, (_, at) =>
      strange(
        at,
        at === 0
          ? exim(at)
          : at % 3 === 0
            ? exim(at)
            : `2026-01-08 ${time(at)} no host name found for IP address 192.0.2.7`,
      ),
    );
    expect(await rangesOfSame("late-envelopes", [...plain, ...lines])).toBe(1);
  });

  it("with stamps without a year far behind its beginning is cut when the years are known", async () => {
    const lines = Array.from({ length: 200 }, (_, at) => dovecot("Jan", 8, at));
    expect(await rangesOfSame("late-years", [...plain, ...lines, ...plain.slice(0, 100)])).toBeGreaterThan(20);
  });

  it("over New Year, without years", async () => {
    const days = [
      ["Dec", 30],
      ["Dec", 31],
      ["Jan", 1],
      ["Jan", 2],
    ] as const;
    const lines = days.flatMap(([month, day]) => Array.from({ length: 200 }, (_, at) => dovecot(month, day, at * 400)));
    expect(await rangesOfSame("new-year", lines)).toBeGreaterThan(20);
  });

  it("of lines that no range can begin with is one range", async () => {
    expect(
      await rangesOfSame(
        "nobody",
        Array.from({ length: 500 }, (_, at) => `nobody writes like this ${at}`),
      ),
    ).toBe(1);
  });

  it("with a line longer than a range is cut around it", async () => {
    const long = `${exim(7)} ${"x".repeat(20_000)}`;
    const ranges = await rangesOfSame("long", [...plain.slice(0, 200), long, ...plain.slice(0, 200)]);
    expect(ranges).toBeGreaterThan(5);
  });

  it("with a byte order mark and empty lines", async () => {
    const lines = plain.slice(0, 300).flatMap((line, at) => (at % 5 === 0 ? [line, ""] : [line]));
    expect(await rangesOfSame("mark", [`\ufeff${lines[0]}`, ...lines.slice(1)])).toBeGreaterThan(2);
  });
});
