/** Finds out which findings of the logs an intervention.yaml speaks of. */
import { closest } from "./closest.ts";
import type { Intervention, StatedPlace } from "./intervention.ts";
import type { InterventionDraft } from "./intervention-draft.ts";
import { type Mistake, refuse } from "./mistakes.ts";
import { withResolved } from "./stated-places.ts";

/**
 * Puts the findings' own keys in the place of what was written; pure. Written may be a whole key
 * (`tainted-filename:/etc/exim4/domains/…/ip`), the beginning of one alone, a detector (`mmap-failure`) with one
 * finding, or all findings of a detector (`tainted-filename:*`).
 *
 * @param keys keys of the findings, worst first or as they come: `analysis.findings.map(({ key }) => key)`.
 * @throws ToolError `document` with every name at once that names no finding, or more than one.
 */
export function bindFindings({ stated, references }: InterventionDraft, keys: readonly string[]): Intervention {
  const mistakes = references.flatMap(({ name, at }): Mistake[] => {
    const found = findingsNamed(name, keys);
    return "problem" in found ? [{ at, message: found.problem }] : [];
  });
  if (mistakes.length > 0) refuse(mistakes);
  const issues = stated.issues.map((issue) => ({
    ...issue,
    findings: bound(issue.findings, keys).map(({ key }) => key),
  }));
  refuseRepeats(issues);
  const resolved = stated.actions.map(({ resolves }) => bound(resolves, keys));
  return {
    ...stated,
    issues,
    actions: stated.actions.map((action, at) => ({ ...action, resolves: (resolved[at] ?? []).map(({ key }) => key) })),
    places: withResolved(
      stated.places,
      resolved.map((all, at) => {
        const { where } = stated.actions[at] as { readonly where: StatedPlace };
        return all.map(({ nth }) => stated.places[`actions.${at}.resolves.${nth}`] ?? where);
      }),
    ),
  };
}

/** The keys that these names mean, each once, with the position of the name. */
function bound(names: readonly string[], keys: readonly string[]): readonly { key: string; nth: number }[] {
  const all = new Map<string, number>();
  for (const [nth, name] of names.entries()) {
    const found = findingsNamed(name, keys);
    for (const key of "keys" in found ? found.keys : []) if (!all.has(key)) all.set(key, nth);
  }
  return [...all].map(([key, nth]) => ({ key, nth }));
}

type Named = { readonly keys: readonly string[] } | { readonly problem: string };

/** Findings listed in a message at most. */
const listed = 12;

function findingsNamed(written: string, keys: readonly string[]): Named {
  // a log's name may end in a blank, a person's hardly
  if (keys.includes(written)) return { keys: [written] };
  const name = written.trim();
  if (keys.includes(name)) return { keys: [name] };
  if (keys.length === 0) return { problem: `there is no finding "${name}" in these logs: they show none` };
  const detector = /^([^:]+):\*$/.exec(name)?.[1];
  const candidates =
    detector === undefined
      ? keys.filter((key) => key.startsWith(name))
      : keys.filter((key) => key.startsWith(`${detector}:`));
  if (candidates.length === 1 || (detector !== undefined && candidates.length > 0)) return { keys: candidates };
  if (candidates.length > 1) {
    const whole = candidates.every((key) => key.startsWith(`${name}:`)) ? `; or write ${name}:* for all of them` : "";
    return { problem: `"${name}" may be any of ${candidates.length} findings: ${some(candidates)}${whole}` };
  }
  const guess = closest(name, keys) ?? closest(name, [...new Set(keys.map((key) => key.split(":")[0] ?? key))]);
  const meant = guess === undefined ? "" : `; did you mean "${guess}"?`;
  return { problem: `there is no finding "${name}" in these logs${meant} (the findings are: ${some(keys)})` };
}

function some(keys: readonly string[]): string {
  const more = keys.length > listed ? `, and ${keys.length - listed} more` : "";
  return keys.slice(0, listed).join(", ") + more;
}

/** Two accounts of one finding would have the report choose between them. */
function refuseRepeats(issues: Intervention["issues"]): void {
  const spokenOf = new Map<string, number>();
  const mistakes = issues.flatMap(({ findings, at }): Mistake[] =>
    findings.flatMap((key) => {
      const line = spokenOf.get(key);
      spokenOf.set(key, line ?? at.line);
      return line === undefined
        ? []
        : [{ at, message: `the finding "${key}" has an issue at line ${line} already; make one of the two` }];
    }),
  );
  if (mistakes.length > 0) refuse(mistakes);
}
