import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, ChunkReader } from "../../src/engine/chunks.ts";
import { SourceClock } from "../../src/engine/clock.ts";
import { LineReader } from "../../src/engine/dialects.ts";
import { readEvents, readUnrecognised, run } from "../../src/engine/run.ts";
import { SourceScan } from "../../src/engine/scan.ts";
import { Shapes } from "../../src/engine/shapes.ts";
import { yearsUnknown } from "../../src/engine/year.ts";
import { WallZone } from "../../src/engine/zone.ts";
import type { Dialect } from "../../src/parsers/dialect.ts";
import { longestRecord, nextLine } from "../../src/parsers/records.ts";
import { dialects, type FakeEvent, fakeDialect } from "./fake.ts";
import { formsOf, pieces, scratch } from "./inputs.ts";

const folder = scratch();
const latin1 = (text: string) => Buffer.from(text, "latin1");

/** `R 2026-01-08 13:00:00 | good` and the lines behind it that begin with `+`; `;` ends the record before them. */
function recordDialect(): Dialect<FakeEvent> {
  const inner = fakeDialect("R");
  let end = 0;
  let several = false;
  let open = false;
  return {
    ...inner,
    read(text, bytes, from, clock, offset) {
      const event = inner.read(text, bytes, from, clock, offset);
      if (event === undefined) return undefined;
      end = inner.end();
      several = false;
      let said = event.text;
      let at = nextLine(text, bytes, end);
      for (; said.at(-1) !== ";" && text.charAt(at) === "+"; at = nextLine(text, bytes, end)) {
        several = true;
        const begin = at;
        end = bytes.indexOf(10, begin);
        said += `/${text.slice(begin, end)}`;
      }
      open = at >= text.length && said.at(-1) !== ";";
      return { ...event, text: said };
    },
    end: () => end,
    open: () => open,
    several: () => several,
  };
}

/** The same, without the word that saves the engine a look at each line. */
function withoutSeveral(): Dialect<FakeEvent> {
  const { several: _, ...rest } = recordDialect();
  return rest;
}

const kinds: [string, () => readonly Dialect<FakeEvent>[]][] = [
  ["that knows its records", () => [recordDialect(), ...dialects]],
  ["that leaves line ends to the engine", () => [...dialects, withoutSeveral()]],
];

/** Everything that the scan says of a text that is read in chunks of some size. */
async function scanned(text: string, size: number, tried: readonly Dialect<FakeEvent>[]) {
  const seen: string[] = [];
  const source = {
    name: "s",
    log: "s",
    forced: undefined,
    size: text.length,
    time: null,
    head: null,
    file: null,
    open: () => {
      throw new Error("not opened here");
    },
  };
  const clock = new SourceClock(new WallZone("UTC"), yearsUnknown, 0);
  const reader = new LineReader<FakeEvent>(tried);
  const scan = new SourceScan<FakeEvent>(source, clock, reader, new Shapes(), {
    event: (event, line, share) =>
      seen.push(`${line.lineInRange} ${line.offset} ${share} ${event.kind} ${event.text} <${line.text()}>`),
    unrecognised: (line) => seen.push(`${line.lineInRange} ${line.offset} raw ${latin1String(line.raw())}`),
  });
  const chunks = new ChunkReader(bytesOf([latin1(text)]), { size });
  for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
    const at = scan.scan(chunk, 0);
    if (scan.wantsMore) chunks.carry(chunk, at);
  }
  const { lines, recognised, continuation, other, unrecognised, partial } = scan;
  return { seen, counts: { lines, recognised, continuation, other, unrecognised, partial } };
}

const latin1String = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe.each(kinds)("a record of several lines, in a dialect %s", (_, tried) => {
  const line = fc.constantFrom(
    "R 2026-01-08 13:00:00 | good",
    "R 2026-01-08 13:00:01 | good;",
    "R 2026-01-08 13:00:02 | part",
    "R 2026-01-08 13:00:02 | what",
    "A 2026-01-08 13:00:03 | good",
    "+",
    "+ behind",
    "+ a line that is as long as a chunk, or longer",
    "\r+",
    "",
    "  blank",
    "F foreign",
    "huh",
  );
  const text = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 25 })
    .chain((lines) => fc.constantFrom(lines.flat().join(""), lines.flat().slice(0, -1).join("")));

  it("comes the same whatever the size of the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 200 }), async (log, size) => {
        const whole = await scanned(log, 1 << 16, tried());
        expect(await scanned(log, size, tried())).toEqual(whole);
        const { lines, recognised, continuation, other, unrecognised } = whole.counts;
        expect(lines).toBe(log.split("\n").length - (log.endsWith("\n") || log === "" ? 1 : 0));
        expect(recognised + continuation + other + unrecognised).toBe(lines);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("says with CRLF what it says with LF", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 99 }), async (lines, size) => {
        const withoutPlace = (seen: readonly string[]) =>
          seen.map((each) =>
            each
              .replace(/^(\d+) \d+/, "$1")
              .replaceAll("\r\n", "\n")
              .replace(/\n$/, ""),
          );
        const unix = await scanned(lines.map((each) => `${each}\n`).join(""), size, tried());
        const windows = await scanned(lines.map((each) => `${each}\r\n`).join(""), size, tried());
        expect(withoutPlace(windows.seen)).toEqual(withoutPlace(unix.seen));
        expect(windows.counts).toEqual(unix.counts);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it("has its first line as evidence and is raw as a whole; the lines behind it count as continuation", async () => {
    const log = "R 2026-01-08 13:00:00 | part\r\n+ two\r\n+ three\r\nA 2026-01-08 13:00:03 | good\r\n";
    expect(await scanned(log, 1 << 16, tried())).toEqual({
      seen: [
        "1 0 partial r.part part/+ two/+ three <R 2026-01-08 13:00:00 | part>",
        "1 0 raw R 2026-01-08 13:00:00 | part\r\n+ two\r\n+ three\r\n",
        "4 46 recognised a.good good <A 2026-01-08 13:00:03 | good>",
      ],
      counts: { lines: 4, recognised: 1, continuation: 2, other: 0, unrecognised: 1, partial: 1 },
    });
  });
});

describe("in a run", () => {
  const record = `R 2026-01-08 13:00:00 | good\n${"+ behind\n".repeat(20)}`;

  it.each(formsOf(folder, latin1(record)))("a record at the end of a %s is whole", async (_, input) => {
    const result = await run({ inputs: [input()], dialects: [recordDialect()], folds: [], zone: "UTC" });
    expect(result.coverage).toMatchObject({ lines: 21, recognised: 1, continuation: 20, unrecognised: 0 });
  });

  it.each([0, 1, 5, 27, 28, 29, 30, 37, 38, 100, 207, 208])(
    "a record %i bytes of which are before the border of a chunk is whole",
    async (before) => {
      const filling = `${"F".padEnd(65_536 - before - 1, " x")}\n`;
      const file = folder.file(`border-${before}.log`, filling + record.repeat(3));
      const found = [];
      for await (const { line, offset, event } of readEvents([file], { dialects: [recordDialect()], zone: "UTC" }))
        found.push([line, offset - filling.length, event.text.split("/").length]);
      expect(found).toEqual([0, 1, 2].map((at) => [2 + 21 * at, record.length * at, 21]));
    },
  );

  it("a record without an end is taken at the cap, and no line is lost", async () => {
    const lines = 3 * longestRecord.lines;
    const log = `R 2026-01-08 13:00:00 | good\n${"+\n".repeat(lines)}A 2026-01-08 13:00:03 | good\n`;
    const inputs = [{ name: "s", stream: pieces(latin1(log), 5000) }];
    const result = await run({ inputs, dialects: [recordDialect(), ...dialects], folds: [], zone: "UTC" });
    const { coverage } = result;
    expect(coverage.lines).toBe(lines + 2);
    expect(coverage.recognised).toBe(2);
    expect(coverage.continuation).toBeGreaterThanOrEqual(longestRecord.lines);
    expect(coverage.continuation + coverage.unrecognised).toBe(lines);
  });

  it("a record of stamps without a year has its year", async () => {
    const log = `${"F".padEnd(65_500, " x")}\nR Jan 08 13:00:00 | good\n+ one\n+ two\n`;
    const found = [];
    const options = { dialects: [recordDialect()], zone: "UTC", year: 2026 };
    for await (const { event } of readEvents([{ name: "s", stream: pieces(latin1(log), 999) }], options))
      found.push([event.text, new Date(event.at).toISOString()]);
    expect(found).toEqual([["good/+ one/+ two", "2026-01-08T13:00:00.000Z"]]);
  });

  it("a line without a stamp that is read again counts once", async () => {
    const { coverage } = await run({
      inputs: [folder.file("timeless.log", "R  | good\n+ x\n")],
      dialects: [recordDialect(), ...dialects],
      folds: [],
      zone: "UTC",
    });
    expect(coverage.warnings.join()).toContain("lines before the first time stamp (1)");
  });
});

describe("a dialect", () => {
  it("that remembers has a memory of its own for each source", async () => {
    const made: number[] = [];
    const [a] = dialects;
    if (a === undefined) throw new Error("no dialect");
    const counting = {
      ...a,
      forSource: (): Dialect<FakeEvent> => {
        let count = 0;
        return {
          ...a,
          read: (...line) => {
            const event = a.read(...line);
            if (event !== undefined) made.push(++count);
            return event;
          },
        };
      },
    };
    const log = "A 2026-01-08 13:00:00 | good\nA 2026-01-08 13:00:01 | good\n";
    const inputs = [1, 2].map((at) => folder.file(`memory-${at}.log`, `${log}A 2026-01-0${at} 13:00:00 | good\n`));
    const { sources } = await run({ inputs, dialects: [counting], folds: [], zone: "UTC" });
    expect(made).toEqual([1, 2, 3, 1, 2, 3]);
    expect(sources.map((source) => source.dialects)).toEqual([["a"], ["a"]]);
  });

  it("that says what the program wrote is quoted with that; unknown lines still come byte for byte", async () => {
    const [a] = dialects;
    if (a === undefined) throw new Error("no dialect");
    let said: string | undefined;
    const encoded: Dialect<FakeEvent> = {
      ...a,
      read: (text, bytes, from, clock, offset) => {
        const event = a.read(text, bytes, from, clock, offset);
        said = event?.text.includes("%") === true ? event.text.replaceAll("%20", " ") : undefined;
        return event;
      },
      said: () => said,
    };
    const stamp = "A 2026-01-08 13:00:00 |";
    const file = folder.file("said.log", `${stamp} good%20news\n${stamp} good\n${stamp} part%20two\n%20\n`);
    const texts: string[] = [];
    const fold = {
      id: "texts",
      kinds: ["a.good", "a.part"],
      create: () => texts,
      observe: (_: string[], __: FakeEvent, line: { text(cap?: number): string }) =>
        texts.push(line.text(), line.text(4)),
      merge: () => {},
      toJSON: (state: string[]) => state,
      revive: () => texts,
    };
    const { coverage } = await run({ inputs: [file], dialects: [encoded], folds: [fold], zone: "UTC" });
    expect(texts).toEqual(["good news", "good", `${stamp} good`, "A 20", "part two", "part"]);
    expect(coverage.shapes.map(({ sample }) => sample).sort()).toEqual(["%20", "part two"]);
    const raw = [];
    for await (const { bytes } of readUnrecognised([file], { dialects: [encoded], zone: "UTC" }))
      raw.push(latin1String(bytes));
    expect(raw).toEqual([`${stamp} part%20two\n`, "%20\n"]);
  });
});
