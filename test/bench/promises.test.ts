import { describe, expect, it } from "vitest";
import { type Figure, figureOf, median } from "../../bench/figure.ts";
import { growthVerdicts, memoryVerdict, ratioVerdicts } from "../../bench/promises.ts";

const common = { part: "ratios", log: "exim", bytes: 1e9, lines: 5e6, jobs: null } as const;

const of = { part: "ratios", log: "exim" } as const;

function figure(what: string, seconds: number, of: Partial<Figure> = {}): Figure {
  return { ...figureOf({ ...common, what }, [{ seconds, cpuSeconds: seconds, peakMB: 100 }]), ...of };
}

describe("ratios", () => {
  const verdict = (ours: number, theirs: number, other: string) =>
    ratioVerdicts(of, [figure("analyze --format json", ours), figure(other, theirs)], new Map()).find(
      ({ promise }) => promise.startsWith("`analyze") && promise.includes(other),
    );

  it.each([
    ["eximstats", 1, 20, true],
    ["eximstats", 1, 19.9, false],
    ["exigrep nosuchid", 1, 5, true],
    ["exigrep nosuchid", 1, 4.9, false],
  ] as const)("%s: ours %d s, theirs %d s: %s", (other, ours, theirs, held) => {
    expect(verdict(ours, theirs, other)?.held).toBe(held);
    expect(verdict(ours, theirs, other)?.measured).toBe(`${theirs.toFixed(1)} times`);
  });

  it("are not looked at where the other program is missing", () => {
    const [first] = ratioVerdicts(
      of,
      [figure("analyze --format json", 1)],
      new Map([["eximstats", "skipped: not there"]]),
    );
    expect(first).toMatchObject({ held: null, measured: "skipped: not there" });
  });
});

describe("growth", () => {
  const grown = (cpuSeconds: number) =>
    growthVerdicts(of, [
      figure("report -o r.md", 0, { bytes: 10e9, cpuSeconds }),
      figure("report -o r.md", 0, { bytes: 1e9, cpuSeconds: 2 }),
    ]);

  it.each([
    [22, true],
    [22.1, false],
  ])("ten times the log in %d s instead of 2 s: %s", (cpuSeconds, held) => {
    expect(grown(cpuSeconds).map((one) => one.held)).toEqual([held]);
    expect(grown(cpuSeconds)[0]?.promise).toBe(
      "`report -o r.md`: 10 GB take at most 11.0 times the processor time of 1 GB",
    );
  });

  it("needs two sizes", () => {
    expect(growthVerdicts(of, [figure("report -o r.md", 1)])).toEqual([]);
  });
});

describe("memory", () => {
  it.each([
    [399, true],
    [400, false],
  ])("%d MB: %s", (peakMB, held) => {
    const ours = figure("report -o r.md", 1, { peakMB });
    expect(memoryVerdict(of, [ours, figure("eximstats", 1, { peakMB: 9_000 })]).held).toBe(held);
  });

  it("is not looked at when nothing of ours ran", () => {
    expect(memoryVerdict(of, [figure("eximstats", 1)]).held).toBeNull();
  });
});

describe("figures", () => {
  it("are medians of their turns, with the largest peak", () => {
    const costs = [3, 1, 2].map((seconds) => ({ seconds, cpuSeconds: seconds * 2, peakMB: seconds * 100 }));
    expect(figureOf({ ...common, what: "x" }, costs)).toMatchObject({
      seconds: 2,
      cpuSeconds: 4,
      peakMB: 300,
      turns: [3, 1, 2],
    });
  });

  it.each([
    [[5, 1, 3], 3],
    [[2], 2],
  ])("median of %j: %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
