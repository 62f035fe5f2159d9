import type { Analysis, AnalyzerId, FindingOf } from "../../analyzers/analysis.ts";
import type { Risk } from "../../knowledge/remedy.ts";
import type { HostNames } from "../host.ts";
import type { Measured } from "../model.ts";
import type { Prose } from "../prose.ts";

/** Something left to do for one finding; the report adds the number. */
export interface Leftover {
  readonly prose: Prose;
  readonly commands: readonly string[];
  readonly risk: Risk;
}

/** How the facts of one analyzer are put into words. Pure; strings may hold log text. */
export interface Wording<A extends AnalyzerId> {
  /** Names for the remedy's prose, beside `facts`, `host`, `is.open` …; `is` and `has` are merged into those. */
  words(finding: FindingOf<A>, analysis: Analysis, host: HostNames): Words;
  /** The figures that the log shows, for the table. */
  measured(finding: FindingOf<A>, analysis: Analysis): readonly Measured[];
  leftovers(finding: FindingOf<A>, analysis: Analysis, host: HostNames): readonly Leftover[];
}

/** Names for `{{#names}}{{before}}\`{{name}}\`{{/names}}`: a list of code, with commas and "and" (unless `more` follow). */
export function named(
  names: readonly string[],
  more = false,
): readonly { readonly before: string; readonly name: string }[] {
  const last = more ? -1 : names.length - 1;
  return names.map((name, at) => ({ before: at === 0 ? "" : at === last ? " and " : ", ", name }));
}

export interface Words {
  readonly is: Readonly<Record<string, boolean>>;
  readonly has: Readonly<Record<string, boolean>>;
  readonly did: Readonly<Record<string, boolean>>;
  readonly count: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}
