/** Empty lines: a run of them is counted at once, as if each had been looked at. */
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EmptyLines } from "../../src/engine/empty-lines.ts";
import { type Input, run } from "../../src/engine/run.ts";
import { Shapes } from "../../src/engine/shapes.ts";
import { collector, dialects } from "./fake.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const record = "A 2026-01-08 13:00:00 | good 1\n";
const foreign = "F noise\n";

async function read(input: Input) {
  const { coverage, states, lineNumbers } = await run({ inputs: [input], dialects, folds: [collector], zone: "UTC" });
  const { lines, recognised, continuation, other, unrecognised, account, shapes } = coverage;
  return { counts: { lines, recognised, continuation, other, unrecognised }, account, shapes, states, lineNumbers };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("empty lines", () => {
  const none = { recognised: 0, continuation: 0, other: 0, unrecognised: 0 };
  /** More than a chunk of them. */
  const many = 70_000;
  it.each([
    ["alone", "", { ...none, unrecognised: many }],
    ["below a record", record, { ...none, recognised: 1, continuation: many }],
    ["below another program's line", foreign, { ...none, other: 1 + many }],
    ["below nobody's line", "huh\n", { ...none, unrecognised: 1 + many }],
    ["below nobody's line below a record", `${record}huh\n`, { ...none, recognised: 1, unrecognised: 1 + many }],
    ["below another program's, below a record", `${record}${foreign}`, { ...none, recognised: 1, other: 1 + many }],
  ])("%s count as they do one by one", async (_, above, counts) => {
    for (const end of ["\n", "\r\n"]) {
      const text = `${above}${"\n".repeat(many)}`.replaceAll("\n", end);
      const file = folder.file("empty.log", text);
      for (const input of [
        file,
        { name: "s", stream: pieces(Buffer.from(text), 70_001) },
        folder.file("e.gz", gzipSync(text)),
      ]) {
        const { counts: seen, account, shapes } = await read(input);
        expect(seen).toEqual({ ...counts, lines: many + above.split("\n").length - 1 });
        expect(account.bytes).toMatchObject({ read: text.length, inLines: text.length, leftOut: 0 });
        expect(shapes.reduce((sum, { count }) => sum + count, 0)).toBe(counts.unrecognised);
      }
    }
  });

  it("between records, in every mixture with lines that end otherwise: the same as each read for itself", async () => {
    const kinds = ["\n", "\r\n", record, foreign, "huh\n", " \n", record.replace("\n", "\r\n")];
    for (let seed = 1; seed <= 40; seed++) {
      let random = seed;
      const lines = Array.from({ length: 300 }, () => {
        random = (random * 48_271) % 2_147_483_647;
        const kind = kinds[random % kinds.length] ?? "\n";
        return kind.length < 3 ? kind.repeat(1 + (random % 5)) : kind;
      });
      const file = folder.file("mixed.log", lines.join(""));
      const passed = await read(file);
      // As where somebody takes each of them.
      const spy = vi.spyOn(EmptyLines.prototype, "below").mockImplementation(() => {});
      const each = await read(file);
      expect(spy).toHaveBeenCalled();
      vi.restoreAllMocks();
      expect(passed.counts).toEqual(each.counts);
      expect(passed.account).toEqual(each.account);
      expect(passed.shapes).toEqual(each.shapes);
      expect(passed.states.get(collector)).toEqual(each.states.get(collector));
    }
  });

  it.each([
    ["plain", (text: string) => folder.file("runs.log", text)],
    ["gzip", (text: string) => folder.file("runs.gz", gzipSync(text))],
  ])("%s: are looked at once a chunk, not once a line", async (_, stored) => {
    const looks: number[] = [];
    for (const count of [1_000_000, 2_000_000]) {
      const add = vi.spyOn(Shapes.prototype, "add");
      expect((await read(stored("\n".repeat(count)))).counts.unrecognised).toBe(count);
      looks.push(add.mock.calls.length);
      vi.restoreAllMocks();
    }
    // Chunks are of 64 KiB.
    expect(looks[0]).toBeLessThanOrEqual(2 + 1_000_000 / 65_536);
    expect(looks[1]).toBeLessThanOrEqual(2 + 2_000_000 / 65_536);
  });
});
