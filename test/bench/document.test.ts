import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentPath, refreshed } from "../../bench/document.ts";
import type { Stored } from "../../bench/figure.ts";
import { stored } from "../../bench/store.ts";

const marks = ["ratios", "sizes", "jobs", "open", "equal"]
  .map((name) => `<!-- ${name} -->\nold\n<!-- /${name} -->`)
  .join("\n");

function measured(at: string, seconds: number): Stored {
  return {
    at,
    commit: "abc1234",
    command: "npm run bench -- ratios",
    machine: { cpu: "A processor", cores: 2, memoryGiB: 24, kernel: "6.1", node: "20.20.2" },
    type: "figure",
    part: "ratios",
    what: "eximstats",
    log: "exim",
    bytes: 380_000_000,
    lines: 2_000_000,
    jobs: null,
    seconds,
    cpuSeconds: seconds,
    peakMB: 60,
    turns: [seconds],
  };
}

describe("docs/performance.md", () => {
  it("is what bench/document.ts writes", () => {
    const document = readFileSync(documentPath, "utf8");
    expect(refreshed(document, stored())).toBe(document);
  });

  it("shows the newest run of each part", () => {
    const text = refreshed(marks, [measured("2026-01-01T00:00:00Z", 15), measured("2026-01-02T00:00:00Z", 10)]);
    expect(text).toContain("2026-01-02, commit abc1234, `npm run bench -- ratios`, on A processor, 2 cores, 24 GiB");
    expect(text).toContain("| `eximstats` | exim, 380 MB | 10.00 | 10.00 | 38 | 0.20 | 60 |");
    expect(text).not.toContain("15.00");
    expect(text).not.toContain("old");
  });

  it.each([
    [[true, true, true], "20.1 times, 20.2 times, 20.3 times | held |"],
    [[true, false, true], "20.1 times, 20.2 times, 20.3 times | **not held** |"],
  ])("puts the verdicts of repeated runs together: %j", (held, row) => {
    const verdicts = held.map((one, at): Stored => {
      const { commit, command, machine } = measured("", 1);
      const of = { at: `2026-01-0${at + 1}T00:00:00Z`, commit, command, machine, part: "ratios", log: "exim" } as const;
      return { ...of, type: "verdict", promise: "fast", measured: `20.${at + 1} times`, held: one };
    });
    const text = refreshed(marks, verdicts);
    expect(text).toContain(`| fast | exim | ${row}`);
    expect(text).toContain("; 3 runs, the figures are of the last:");
  });

  it("says of a part that was never measured how to do so", () => {
    expect(refreshed(marks, [])).toContain("Not measured yet: `npm run bench -- sizes`.");
  });

  it("wants its marks", () => {
    expect(() => refreshed("# A page", [])).toThrow("docs/performance.md has no <!-- ratios -->");
  });
});
