/**
 * Measures that do harm, as people write them into configurations, scripts and reports. Finds them in an operator's own
 * text, so that the report can say so beside it. A list of well-known mistakes, not a judge: silence means nothing.
 */
import type { ChangedFile } from "../../knowledge/intervention.ts";
import type { Prose } from "../prose.ts";
import { HARMFUL } from "./list.ts";

/** A harmful measure that a text holds. */
export interface Harm {
  readonly id: string;
  readonly what: Prose;
  readonly why: Prose;
}

/** Longer lines and texts are cut: no configuration has them, and a pattern must not walk through a megabyte. */
const LINE = 1000;
const LINES = 5000;

/** What is harmful in a script, a configuration or prose; comments are left out. Each measure once, in our order. */
export function harmfulIn(text: string): readonly Harm[] {
  const code = text
    .split(/\r?\n/, LINES)
    .map((line) => line.slice(0, LINE))
    .filter((line) => !/^\s*(?:#|;|\/\/)/.test(line))
    .join("\n");
  return HARMFUL.filter(({ found }) => found(code)).map(({ id, what, why }) => ({ id, what, why }));
}

/** What the added lines of a unified diff bring in. Lines that only stay, or go, are not held against it. */
export function harmfulInDiff(diff: string): readonly Harm[] {
  const added = diff
    .split(/\r?\n/)
    .filter((line) => line.startsWith("+") && !line.startsWith("+++ "))
    .map((line) => line.slice(1));
  return harmfulIn(added.join("\n"));
}

/** What a created or changed file brings in; what it held before is not held against it. */
export function harmfulInFile(file: ChangedFile): readonly Harm[] {
  if (file.diff !== null) return harmfulInDiff(file.diff);
  if (file.after === null || file.is === "removed") return [];
  const before = new Set(harmfulIn(file.before ?? "").map(({ id }) => id));
  return harmfulIn(file.after).filter(({ id }) => !before.has(id));
}
