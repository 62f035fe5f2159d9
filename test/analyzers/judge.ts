import { Readable } from "node:stream";
import type { Analysis, AnalyzerId, FindingOf } from "../../src/analyzers/analysis.ts";
import { type AnalyzeOptions, analyze } from "../../src/index.ts";

/** Analyses log texts given inline, by the name of the log. UTC, 2026. */
export function judge(
  logs: Readonly<Record<string, readonly string[]>>,
  options: AnalyzeOptions = {},
): Promise<Analysis> {
  const inputs = Object.entries(logs).map(([name, lines]) => ({
    name,
    stream: Readable.from([Buffer.from(`${lines.join("\n")}\n`)]),
  }));
  return analyze(inputs, { tz: "UTC", year: 2026, ...options });
}

/** The findings of one analyzer. */
export function of<A extends AnalyzerId>(analysis: Analysis, analyzer: A): readonly FindingOf<A>[] {
  return analysis.findings.filter((finding) => finding.analyzer === analyzer) as unknown as readonly FindingOf<A>[];
}
