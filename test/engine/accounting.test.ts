import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Coverage, type Input, readEvents, readUnrecognised, run } from "../../src/engine/run.ts";
import { collector, dialects, type FakeEvent, looseDialect } from "./fake.ts";
import { formsOf, pieces, scratch } from "./inputs.ts";

const folder = scratch();
const zone = "UTC";
const latin1 = (text: string) => Buffer.from(text, "latin1");

async function read(inputs: readonly Input[], options = {}) {
  const result = await run({ inputs, dialects, folds: [collector], zone, ...options });
  return { ...result, kept: result.states.get(collector) };
}

function counts({ lines, recognised, continuation, other, unrecognised, partial }: Coverage) {
  return { lines, recognised, continuation, other, unrecognised, partial };
}

/** Lines of a text: one for each LF, and one for what follows the last. */
function linesIn(bytes: Uint8Array): number {
  return bytes.filter((byte) => byte === 10).length + (bytes.length > 0 && bytes.at(-1) !== 10 ? 1 : 0);
}

const everyCase = [
  "A 2026-01-08 13:00:00 | good one",
  "  its second line",
  "",
  "B 2026-01-08 13:00:01 | good two",
  "B 2026-01-08 13:00:02 | part of it",
  "A 2026-01-08 13:00:03 | huh",
  "nobody's line",
  "",
  "  still below the record of A",
  "F other program",
  "  below the other program",
  "A 2026-01-08 13:00:04 | good __proto__",
].join("\n");

describe("every line is counted once", () => {
  const expected = { lines: 12, recognised: 3, continuation: 3, other: 1, unrecognised: 5, partial: 1 };

  it.each(formsOf(folder, latin1(`${everyCase}\n`)))("in a %s", async (_, input) => {
    const { coverage } = await read([input()]);
    expect(counts(coverage)).toEqual(expected);
  });

  it.each(formsOf(folder, latin1(everyCase)))("without the last LF, in a %s", async (_, input) => {
    const { coverage, kept } = await read([input()]);
    expect(counts(coverage)).toEqual(expected);
    expect(kept.at(-1)).toContain("good __proto__");
  });

  it("in lines from a program, with and without LF", async () => {
    async function* lines() {
      for (const [at, line] of everyCase.split("\n").entries()) yield at % 2 === 0 ? line : `${line}\n`;
    }
    expect(counts((await read([lines()])).coverage)).toEqual(expected);
  });

  const hostile: [string, Uint8Array, object][] = [
    ["nothing", latin1(""), { lines: 0 }],
    ["one LF", latin1("\n"), { lines: 1, unrecognised: 1 }],
    ["CRLF", latin1(everyCase.replaceAll("\n", "\r\n")), expected],
    ["a CR at the very end", latin1("A 2026-01-08 13:00:00 | good\r"), { lines: 1, recognised: 1 }],
    ["lone CRs", latin1("\r\r\nx\ry\r\n\r\n"), { lines: 3, unrecognised: 3 }],
    [
      "NUL bytes",
      latin1("\0\0\0\0A 2026-01-08 13:00:00 | good\nA 2026-01-08 13:00:00 | good \0 x\n\0"),
      { lines: 3, recognised: 1, unrecognised: 2 },
    ],
    [
      "invalid UTF-8",
      latin1("A 2026-01-08 13:00:00 | good \xff\xc3\x28\n\xfe\xff\n"),
      { lines: 2, recognised: 1, unrecognised: 1 },
    ],
    [
      "a byte order mark",
      latin1("\xef\xbb\xbfA 2026-01-08 13:00:00 | good\nA 2026-01-08 13:00:00 | good\n"),
      { lines: 2, recognised: 2 },
    ],
    ["only a byte order mark", latin1("\xef\xbb\xbf"), { lines: 1, unrecognised: 1 }],
    [
      "a line of 1 MB that is known",
      latin1(`A 2026-01-08 13:00:00 | good ${"x".repeat(1 << 20)}\nB 2026-01-08 13:00:00 | good\n`),
      { lines: 2, recognised: 2 },
    ],
    [
      "a line of 3 MB that is not",
      latin1(`${"x".repeat(3 << 20)}\nB 2026-01-08 13:00:00 | good\n`),
      { lines: 2, recognised: 1, unrecognised: 1 },
    ],
    ["no mail log", latin1("#!/bin/sh\necho hello\n"), { lines: 2, unrecognised: 2 }],
  ];
  const cases = hostile.flatMap(([what, bytes, partly]) =>
    formsOf(folder, bytes).map(([form, input]) => [what, form, input, partly, bytes] as const),
  );

  it.each(cases)("%s in a %s", async (_what, _form, input, partly, bytes) => {
    const { coverage } = await read([input()]);
    expect(coverage).toMatchObject({
      recognised: 0,
      continuation: 0,
      other: 0,
      unrecognised: 0,
      partial: 0,
      ...partly,
    });
    expect(coverage.lines).toBe(linesIn(bytes));
    expect(coverage.shapes.reduce((sum, { count }) => sum + count, 0)).toBe(coverage.unrecognised);
  });

  it("whatever the text and the pieces", async () => {
    const unit = fc.constantFrom(
      "A 2026-01-08 13:00:00 | ",
      "B Jan 08 13:00:00 | ",
      "good",
      "part",
      "  ",
      "F ",
      "\n",
      "\r\n",
      "\0",
      "\xff",
      "|",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), async (parts, size) => {
        const bytes = latin1(parts.join(""));
        const { coverage, kept } = await read([{ name: "s", stream: pieces(bytes, size) }], { year: 2026 });
        const { coverage: whole, kept: keptOfFile } = await read([folder.file("whole.log", bytes)], { year: 2026 });
        expect(counts(coverage)).toEqual(counts(whole));
        expect(coverage.lines).toBe(linesIn(bytes));
        expect(kept.map(withoutLog)).toEqual(keptOfFile.map(withoutLog));
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

const withoutLog = (event: string) => event.slice(event.indexOf(" "));

describe("dialects", () => {
  const alternating = "A 2026-01-08 13:00:00 | good 1\nB 2026-01-08 13:00:00 | good 2\n".repeat(10);

  it("may alternate line by line", async () => {
    const { sources, coverage } = await read([{ name: "both", stream: pieces(latin1(alternating), 100) }]);
    expect(coverage.recognised).toBe(20);
    expect(sources[0]?.dialects).toEqual(["a", "b"]);
  });

  it("are named by their lines, most first", async () => {
    const file = folder.file("mostly-b.log", `${alternating}B 2026-01-08 13:00:00 | good\n`);
    expect((await read([file])).sources[0]?.dialects).toEqual(["b", "a"]);
  });

  it("that understand more win over the one before", async () => {
    const file = folder.file("loose.log", alternating);
    for (const order of [
      [looseDialect(), ...dialects],
      [...dialects, looseDialect()],
    ]) {
      const { coverage, sources } = await read([file], { dialects: order });
      expect(coverage.recognised).toBe(20);
      expect(sources[0]?.dialects).toEqual(["a", "b"]);
    }
  });

  it("that understand as little as the one before do not win", async () => {
    const file = folder.file("unknown.log", "A 2026-01-08 13:00:00 | good\nA 2026-01-08 13:00:00 | huh\n");
    const { sources } = await read([file], { dialects: [looseDialect(), ...dialects] });
    expect(sources[0]?.dialects).toEqual(["a"]);
  });

  it("can be forced, also by another name, and then alone count", async () => {
    const file = folder.file("forced.log", alternating);
    const forced = await read([`b:${file}`]);
    expect(counts(forced.coverage)).toMatchObject({ recognised: 10, unrecognised: 10 });
    const aliased = await read([`bee:${file}`], { aliases: { bee: "b", ghost: "no-such-dialect" } });
    expect(counts(aliased.coverage)).toMatchObject({ recognised: 10, unrecognised: 10 });
    const unknown = await read([`ghost:${file}`], { aliases: { ghost: "no-such-dialect" } });
    expect(unknown.problems).toHaveLength(1);
  });

  it("that stop inside of a line are a bug of theirs", async () => {
    const [a] = dialects;
    if (a === undefined) throw new Error("no dialect");
    const broken = { ...a, end: () => 3 };
    await expect(read([folder.file("broken.log", alternating)], { dialects: [broken] })).rejects.toThrow(
      "inside of line 1",
    );
  });
});

describe("where an event stands", () => {
  const text = ["nobody's", "A 2026-01-08 13:00:00 | good \xff", "", "B 2026-01-08 13:00:01 | part", ""].join("\r\n");

  it.each(formsOf(folder, latin1(text)))("is its line and byte offset, in a %s", async (_, input) => {
    const found = [];
    const events = readEvents([input()], { dialects, zone });
    for await (const { event, line, offset, share } of events) found.push([event.text, line, offset, share]);
    expect(found).toEqual([
      ["good \xff", 2, 10, "recognised"],
      ["part", 4, 44, "partial"],
    ]);
    expect(counts(events.reading().coverage)).toMatchObject({ lines: 4, recognised: 1, partial: 1 });
  });

  it("gives the text of the line, capped", async () => {
    const texts: string[] = [];
    const fold = {
      ...collector,
      observe: (_: string[], __: FakeEvent, line: { text(cap?: number): string }) =>
        texts.push(line.text(), line.text(5)),
    };
    await run({ inputs: [folder.file("text.log", `A 2026-01-08 13:00:00 | good\r\n`)], dialects, zone, folds: [fold] });
    expect(texts).toEqual(["A 2026-01-08 13:00:00 | good", "A 202"]);
  });

  it.each(formsOf(folder, latin1(`${text}last one`)))(
    "unrecognised lines come byte for byte, in a %s",
    async (_, input) => {
      const found = [];
      for await (const { bytes, line } of readUnrecognised([input()], { dialects, zone }))
        found.push([line, Buffer.from(bytes).toString("latin1")]);
      expect(found).toEqual([
        [1, "nobody's\r\n"],
        [4, "B 2026-01-08 13:00:01 | part\r\n"],
        [5, "last one"],
      ]);
    },
  );

  it("keeps the byte order mark of an unrecognised line", async () => {
    const file = folder.file("bom.log", latin1("\xef\xbb\xbfhuh\n"));
    for await (const { bytes } of readUnrecognised([file], { dialects, zone }))
      expect(bytes).toEqual(new Uint8Array(latin1("\xef\xbb\xbfhuh\n")));
  });
});

it("a file that is no mail log is called so", async () => {
  const file = folder.file("script.sh", "#!/bin/sh\necho\n");
  const { coverage } = await read([file, folder.file("empty.log", "")]);
  expect(coverage.warnings).toEqual([`${file}: no mail log; none of its lines (2) is one of a or b`]);
});
