import { describe, expect, it } from "vitest";
import type { Analysis, Figures } from "../../src/analyzers/analysis.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { changeOf, splitInstants } from "../../src/report/change.ts";
import type { Check } from "../../src/report/model.ts";
import { cleanAnalysis, mmapFinding, relayFinding, sampleAnalysis } from "./sample-analysis.ts";
import { stated } from "./sections/printed.ts";
import { incidentReport } from "./support/incident.ts";

const figures = (from: string, to: string): Figures => ({
  ...(sampleAnalysis.mail.change?.before as Figures),
  from,
  to,
});
const BEGIN = "2026-01-06T07:58:01Z";
const END = "2026-01-08T15:00:04Z";
const at = (time: string) => ({
  at: `2026-01-08T${time}Z`,
  before: figures(BEGIN, `2026-01-08T${time}Z`),
  after: figures(`2026-01-08T${time}Z`, END),
});
const analysis: Analysis = {
  ...sampleAnalysis,
  mail: { ...sampleAnalysis.mail, splits: [at("14:05:10"), at("14:18:30"), at("14:20:00")] },
};
const action = (time: string, resolves: string | null, does = "Mended.") =>
  `  - at: 2026-01-08 ${time}\n    does: ${does}\n${resolves === null ? "" : `    resolves: ${JSON.stringify(resolves)}\n`}`;
const changed = (...actions: readonly string[]) =>
  changeOf(analysis, stated(`actions:\n${actions.join("")}`, analysis), []);

describe("figures before and after", () => {
  it("are split at the first and the last action that ended something", () => {
    const change = changed(
      action("14:05:10", "mmap-failure"),
      action("14:18:30", relayFinding.key),
      // ended nothing
      action("14:20:00", null),
    );
    expect(change).toMatchObject({
      basis: "actions",
      actions: [1, 2],
      before: { from: BEGIN, to: "2026-01-08T14:05:10Z" },
      after: { from: "2026-01-08T14:18:30Z", to: END },
    });
  });

  it("keep the numbers of the actions, whatever ended nothing before them", () => {
    expect(changed(action("14:05:10", null), action("14:18:30", relayFinding.key))).toMatchObject({
      basis: "actions",
      actions: [2],
      before: { to: "2026-01-08T14:18:30Z" },
      after: { from: "2026-01-08T14:18:30Z" },
    });
  });

  it.each([
    ["no action ended anything", action("14:05:10", null)],
    ["nobody has said what was done", action("14:05:10", mmapFinding.key, "TODO")],
    ["the analysis was not asked for that instant", action("14:06", mmapFinding.key)],
  ])("are split where the last fault ended, when %s", (_, one) => {
    expect(changed(one)).toEqual({ basis: "log", actions: [], ...omit(sampleAnalysis.mail.change) });
  });

  it("are not split at an action that the log contradicts", () => {
    const intervention = stated(
      `actions:\n${action("14:05:10", mmapFinding.key)}${action("14:18:30", relayFinding.key)}`,
      analysis,
    );
    const check = (number: number, result: Check["result"]): Check => ({
      claim: [],
      result,
      says: [],
      seen: [],
      where: { file: "intervention.yaml", line: 1, column: 1 },
      issue: 1,
      action: number,
    });
    expect(changeOf(analysis, intervention, [check(1, "contradicted"), check(2, "confirmed")])).toMatchObject({
      basis: "actions",
      actions: [2],
      before: { to: "2026-01-08T14:18:30Z" },
    });
    expect(changeOf(analysis, intervention, [check(1, "contradicted"), check(2, "contradicted")])?.basis).toBe("log");
  });

  it("are none when nothing ended", () => {
    expect(changeOf(sampleAnalysis, null, [])?.basis).toBe("log");
    expect(changeOf(cleanAnalysis, null, [])).toBeNull();
  });
});

function omit(split: Analysis["mail"]["change"]): object {
  return { before: split?.before, after: split?.after };
}

describe("the instants that an analysis is asked to split at", () => {
  it.each([
    ["actions: []\n", []],
    ["actions:\n  - { at: 2026-01-08 14:18:22, does: A. }\n", ["2026-01-08T14:18:22Z"]],
    ["queue: { at: 2026-01-08 15:00, active: 0 }\n", ["2026-01-08T15:00:00Z"]],
    ["queue: { active: 0 }\n", []],
    [
      "actions:\n  - { at: 2026-01-08 14:18, does: A. }\n  - { at: 2026-01-08 14:05, does: B. }\nqueue: { at: 2026-01-08 15:00 }\n",
      ["2026-01-08T14:05:00Z", "2026-01-08T14:18:00Z", "2026-01-08T15:00:00Z"],
    ],
  ])("%j", (yaml, instants) => {
    const { stated: intervention } = readIntervention(yaml, "intervention.yaml");
    expect(splitInstants(intervention)).toEqual(instants.map((one) => Date.parse(one)));
  });
});

it("of the recorded night: taint errors and waiting mail are over after the actions", async () => {
  const { change } = await incidentReport();
  expect(change).toMatchObject({
    basis: "actions",
    actions: [1, 2],
    before: { to: "2026-01-08T14:09:42Z", queued: 8, mmapErrors: 4 },
    after: { from: "2026-01-08T14:18:22Z", queued: 0, mmapErrors: 0, taintErrors: 0, frozen: 2 },
  });
  expect(change?.before.taintErrors).toBeGreaterThan(300);
});
