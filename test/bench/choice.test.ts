import { describe, expect, it } from "vitest";
import { readChoice, usualParts } from "../../bench/choice.ts";
import { differenceOf } from "../../bench/output.ts";
import { optionsOf } from "../../bench/programs.ts";
import { sizeOf } from "../../bench/size.ts";

describe("what the bench is asked for", () => {
  it("is everything that takes minutes when nothing is named", () => {
    expect(readChoice([], 2)).toMatchObject({
      parts: usualParts,
      size: { lines: 2_000_000 },
      equalSize: { bytes: 400e6 },
      logs: ["exim"],
      turns: 5,
      runs: 1,
      sizes: [1e8],
      jobs: [1, 2],
      save: true,
    });
  });

  it("is what is named", () => {
    const args = "sizes jobs --sizes 0.1,1 --jobs 1,4 --turns 1 --lines 2000 --log exim-2m --no-save".split(" ");
    expect(readChoice(args, 2)).toMatchObject({
      parts: ["sizes", "jobs"],
      sizes: [1e8, 1e9],
      jobs: [1, 4],
      turns: 1,
      equalSize: { lines: 2_000 },
      logs: ["exim-2m"],
      save: false,
    });
  });

  it.each([
    [["speed"], 'part "speed" does not exist; known are ratios, sizes, jobs, startup, open, equal'],
    [["--log", "sendmail"], '--log "sendmail" does not exist'],
    [["--turns", "none"], '--turns: "none" is not a number above 0'],
    [["--sizes", "1,0"], '--sizes: "0" is not a number above 0'],
  ])("%j is refused", (args, message) => {
    expect(() => readChoice(args, 2)).toThrow(message);
  });
});

it.each([
  ["2000", { lines: 2_000 }],
  ["100MB", { bytes: 100e6 }],
  ["0.1GB", { bytes: 100e6 }],
  ["5kB", { bytes: 5_000 }],
  ["0", undefined],
  ["much", undefined],
  ["MB", undefined],
])("size %s", (text, size) => {
  expect(sizeOf(text)).toEqual(size);
});

it("finds the options that a help text lists, not those that it mentions", () => {
  const help = "  -q, --quiet  No notes\n      --jobs   Threads; see --state\n  analyze --since yesterday";
  expect([...optionsOf(help)]).toEqual(["--quiet", "--jobs"]);
});

describe("two outputs", () => {
  it("are the same", () => {
    expect(differenceOf([["report", "a\nb"]], [["report", "a\nb"]])).toBeUndefined();
  });

  it.each([
    ["a\nc", "`report` differs from line 2 on: c"],
    ["a", "`report` differs from line 2 on: "],
    ["a\nb\nc", "`report` differs from line 3 on: c"],
  ])("part: %j", (other, difference) => {
    expect(differenceOf([["report", "a\nb"]], [["report", other]])).toBe(difference);
  });
});
