import type { AnalyzerId } from "../analyzers/analysis.ts";
import { loadRemedy } from "./load-remedy.ts";
import { packageText } from "./package-text.ts";
import type { Remedy } from "./remedy.ts";

/**
 * The remedy of one of our analyzers, as a person wrote it.
 *
 * @throws ToolError `document` when it is not valid.
 */
export function remedyFromYaml(analyzer: AnalyzerId): Remedy {
  const name = `analyzers/${analyzer}/remedy.yaml`;
  return loadRemedy(packageText(name), name);
}
