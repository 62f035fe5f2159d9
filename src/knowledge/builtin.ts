/**
 * The package's own remedies and section templates, read beside the code that they belong to.
 *
 * Decision: files, read at first use relative to this module, not generated TypeScript. The same relative path holds in
 * `src/` (tests, tsx) and in `dist/` (tools/copy-assets.mjs copies `*.yaml` and `*.mustache`, and writes the checked
 * remedies as JSON: read-remedy.ts), and a template stays a file that an operator can copy and override. The price, one
 * small synchronous read of our own package, is paid here and not in `report/`, which stays a function of values: both
 * are defaults of an option (`remedies`, `templates`) that a caller may pass instead.
 */
import type { AnalyzerId } from "../analyzers/analysis.ts";
import { packageText } from "./package-text.ts";
import { readRemedy } from "./read-remedy.ts";
import type { Remedy } from "./remedy.ts";

export type Remedies = Readonly<Record<AnalyzerId, Remedy>>;

const remedies = new Map<AnalyzerId, Remedy>();
const templates = new Map<string, string>();
const partials = new Map<string, string>();

/** The remedy of one of our analyzers. */
export function builtInRemedy(analyzer: AnalyzerId): Remedy {
  return remembered(remedies, analyzer, () => readRemedy(analyzer));
}

/** All of them, by analyzer. */
export function builtInRemedies(): Remedies {
  return {
    "tainted-filename": builtInRemedy("tainted-filename"),
    "mmap-failure": builtInRemedy("mmap-failure"),
    "stuck-queue": builtInRemedy("stuck-queue"),
    "frozen-bounce": builtInRemedy("frozen-bounce"),
  };
}

/** The mustache template of one of our report sections. */
export function builtInTemplate(section: string): string {
  return remembered(templates, section, () => packageText(`report/sections/${section}/section.mustache`));
}

/** Templates that several sections print with `{{> name}}`; a folder cannot be listed once this is bundled. */
export const builtInPartialNames = ["more", "same", "step"] as const;

/** The mustache template of one of our partials. */
export function builtInPartial(name: (typeof builtInPartialNames)[number]): string {
  return remembered(partials, name, () => packageText(`report/partials/${name}.mustache`));
}

function remembered<K, V>(store: Map<K, V>, key: K, make: () => V): V {
  const known = store.get(key) ?? make();
  store.set(key, known);
  return known;
}
