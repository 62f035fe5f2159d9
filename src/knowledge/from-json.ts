import type { AnalyzerId } from "../analyzers/analysis.ts";
import { packageText } from "./package-text.ts";
import type { Remedy } from "./remedy.ts";

/** The remedy of one of our analyzers, as the build found it valid and wrote it beside its remedy.yaml in `dist/`. */
export function remedyFromJson(analyzer: AnalyzerId): Remedy {
  return JSON.parse(packageText(`analyzers/${analyzer}/remedy.json`)) as Remedy;
}
