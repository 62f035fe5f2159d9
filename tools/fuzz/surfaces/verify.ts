/** `verify`: claims of a changed report are read and held against logs; what is said of them is plain and adds up. */
import { painter } from "../../../src/cli/console.ts";
import { verifyText } from "../../../src/cli/verify-text.ts";
import { analyze, buildReport, renderMarkdown, verify } from "../../../src/index.ts";
import { ownEscapes, plainFaults } from "../../../test/hostile/judges.ts";
import { inputsOf, logsWith, reading } from "../../../test/hostile/logs.ts";
import { textOf } from "../corpus.ts";
import { jsonFaults } from "../json-faults.ts";
import { mutate } from "../mutate.ts";
import type { Surface } from "../surface.ts";

const tokens = [
  "| ", " |", "\n| --- |\n", "**", "`", "``", "```\n", "- ", "# ", "\n\n", "=> ", "2026-01-06 08:00:00", "08:00", "13:40 CET", " to ", "1 h 30 min",
  "3 of 5", "all", "none", "10 MB", "1,234", "mainlog:3", "<", "[x](y)", "\\", "1vd1yz-000CYR-39", "delivered", "lost", "\t", "–", "±", "~",
] as const; // biome-ignore format: a list
const logs = logsWith(() => "z", "daemon");
const ours = renderMarkdown(buildReport(await analyze(inputsOf(logs), { ...reading, jobs: 1 }), reading));
const reports = [ours, textOf("fixtures/reports/claims.md"), textOf("test/report/golden/open.md")];

export const surface: Surface = {
  make: (random) => ({
    report: mutate(piece(random.pick(reports), random.below(40)), { tokens, others: reports }, random, 25),
  }),
  async judge({ report = "" }) {
    const result = await verify(report, inputsOf(logs), reading);
    const shown = (isColoured: boolean) =>
      verifyText(result, result.claims, { report: "r.md", sources: ["mainlog"], paint: painter(isColoured) });
    const { claims, confirmed, contradicted, notCheckable } = result.totals;
    const isWhole = claims === result.claims.length && claims === confirmed + contradicted + notCheckable;
    const last = report.split(/\r\n?|\n/).length;
    const outside = result.claims.filter(({ line }) => !(line >= 1 && line <= last));
    return [
      ...plainFaults(shown(false)),
      ...plainFaults(ownEscapes(shown(true))),
      ...jsonFaults(result),
      ...(isWhole ? [] : [`totals: ${JSON.stringify(result.totals)} of ${result.claims.length}`]),
      ...outside.map(({ line, text }) => `claim without a line: ${line} of ${last}, ${text}`),
    ];
  },
};

/** Some of the report's parts: a whole one has as many claims as would take most of the time. */
function piece(text: string, at: number): string {
  const parts = text.split(/(?=^## )/m);
  return [0, 1, 2].map((next) => parts[(at + next) % parts.length]).join("");
}
