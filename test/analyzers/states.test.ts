import { describe, expect, it, test } from "vitest";
import type { AnyFold, States } from "../../src/analyzers/analyzer.ts";
import { buildAnalysis, foldsOf } from "../../src/analyzers/build.ts";
import type { Folded } from "../../src/analyzers/folded.ts";
import { analyzers } from "../../src/analyzers/index.ts";
import { readStates, writeStates } from "../../src/analyzers/states.ts";
import { engineOptions } from "../../src/api/read.ts";
import { run } from "../../src/engine/run.ts";
import { caseNames, logsOfCase, readingOfCase } from "../../tools/cases.ts";

const folds = foldsOf(analyzers);

async function read(name: string): Promise<Folded> {
  return run({ ...engineOptions(readingOfCase(name)), inputs: logsOfCase(name), folds });
}

const plain = (states: States) =>
  folds.map((fold) => [fold.id, JSON.parse(JSON.stringify(fold.toJSON(states.get(fold))))]);
const judged = (folded: Folded) => buildAnalysis(folded, { version: "0.0.0", analyzers });
const text = (states: States, tidy = true) => [...writeStates(folds, states, { tidy })].join("");

/** The same text in chunks that end anywhere, also within a letter. */
function* pieces(whole: string, size: number): Generator<Uint8Array> {
  const bytes = Buffer.from(whole);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe.each(caseNames())("states of %s", (name) => {
  it("are the same when they were written and read, and so is what is found in them", async () => {
    const folded = await read(name);
    const before = judged(folded);
    const whole = text(folded.states, false);
    const states = await readStates(folds, pieces(whole, 1000), "state");
    expect(plain(states)).toEqual(plain(folded.states));
    expect(judged({ ...folded, states })).toEqual(before);
    expect(text(states, false)).toBe(whole);
    const tidied = await readStates(folds, [text(folded.states)], "state");
    expect(judged({ ...folded, states: tidied })).toEqual(before);
  });
});

describe("a state that cannot be read", async () => {
  const folded = await read("clean-day");
  const whole = text(folded.states);
  const lines = whole.trimEnd().split("\n");
  const joined = (some: readonly string[]) => `${some.join("\n")}\n`;
  const damaged = (at: number, change: (line: string) => string) =>
    joined(lines.map((line, index) => (index === at ? change(line) : line)));
  const lineOf = (part: string) => lines.findIndex((line) => line.includes(part));

  test("holds what the cases below change", () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lineOf('"short"')).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith('{"fold"')).length).toBe(folds.length);
  });

  test.each<readonly [what: string, text: string, message: RegExp]>([
    ["nothing", "", /^state:1: this state cannot be read: it is cut off/],
    [
      "another file",
      "2026-01-08 00:00:00 exim 4.96 daemon started\n",
      /^state:1: .*: it is not a state that mailmortem wrote/,
    ],
    [
      "JSON of another kind",
      '{"schema":"mailmortem/analysis@1"}\n',
      /^state:1: .*: it is not a state that mailmortem wrote/,
    ],
    [
      "one of another version",
      damaged(0, (line) => line.replace("states@1", "states@0")),
      /^state:1: .*another version of mailmortem/,
    ],
    ["one without its last line", joined(lines.slice(0, -1)), /it is cut off\. Remove it/],
    ["one cut within a line", whole.slice(0, whole.length - 400), /it is cut off|it is damaged/],
    ["one cut after a fold", joined(lines.slice(0, lineOf('{"fold":"figures"}'))), /it is cut off/],
    ["one with a line missing", joined(lines.filter((_, at) => at !== lineOf('"short"'))), /it is damaged/],
    [
      "one with a number changed",
      damaged(lines.length - 10, (line) => line.replace(/\d(?=\D*$)/, (digit) => String(9 - Number(digit)))),
      /it is damaged: its lines/,
    ],
    ["one with a line that is no JSON", damaged(4, () => '[["lives","x"],{'), /^state:5: .*it is damaged/],
    ["one with a piece that has no place", damaged(4, () => '[["no","such","place"],1]'), /^state:5: .*it is damaged/],
    ["one with something behind its end", `${whole}{}\n`, /something stands behind its end/],
  ])("%s", async (_, broken, message) => {
    expect(broken).not.toBe(whole);
    await expect(readStates(folds, [broken], "state")).rejects.toThrow(message);
    await expect(readStates(folds, pieces(broken, 77), "state")).rejects.toThrow(message);
  });

  test("lacks a fold", async () => {
    const others = folds.filter(({ id }) => id !== "host");
    const without = [...writeStates(others, folded.states)].join("");
    await expect(readStates(folds, [without], "state")).rejects.toThrow(/it has no state of host/);
  });

  test("is read by who wants fewer folds", async () => {
    const [ledger] = folds as readonly [AnyFold];
    const states = await readStates([ledger], [whole], "state");
    expect(ledger.toJSON(states.get(ledger))).toEqual(ledger.toJSON(folded.states.get(ledger)));
  });
});
