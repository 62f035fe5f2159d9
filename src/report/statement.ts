/** How the operator's words get into the report: marked as theirs, with where they stand, and never trusted. */
import type { Intervention, StatedPlace } from "../knowledge/intervention.ts";
import { code, concat, type Markdown, text } from "./markdown.ts";
import type { Check } from "./model.ts";
import { type Prose, proseMarkdown, type Span } from "./prose.ts";
import { stated } from "./sections/section.ts";
import { capped } from "./visible.ts";

/** Longest statement that is printed, in code points. */
const LONGEST = 2000;

/** Text as a person writes it: what stands between two backticks is code. */
export function statedProse(value: string): Prose {
  const parts = value.trim().replace(/\s+/g, " ").split("`");
  // an odd backtick at the end opens nothing
  const closed = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), `${parts.at(-2)}\`${parts.at(-1)}`];
  return closed.flatMap((part, at): Span[] => (part === "" ? [] : [at % 2 === 1 ? { code: part } : { text: part }]));
}

/** A statement in one paragraph or cell. */
export function statedText(value: string): Markdown {
  return proseMarkdown(statedProse(capped(value, LONGEST)));
}

/** The lines of commands or outputs as stated; a block of several lines ends in none that is empty. */
export function statedLines(...blocks: readonly string[]): readonly string[] {
  return blocks.flatMap((block) => block.trimEnd().split(/\r?\n/));
}

/** `intervention.yaml:12`, by the file's name alone. */
export function statedPlace(place: StatedPlace): Markdown {
  const name = place.file.slice(place.file.lastIndexOf("/") + 1);
  return code(`${name}:${place.line}`, 120);
}

/** " (stated, `intervention.yaml:12`)". */
export function statedMark(place: StatedPlace | undefined): Markdown {
  return place === undefined ? text("(stated)") : concat(["(stated, ", statedPlace(place), ")"]);
}

/** Where a value of the document is stated, for {@link statedMark}. */
export function placeIn(intervention: Intervention, path: string): StatedPlace | undefined {
  return intervention.places[path];
}

/** "**Contradicted by the log:** An error followed at …", or what bears the claim out. */
export function checkText(check: Check): Markdown {
  const words = {
    confirmed: "Borne out by the log:",
    contradicted: "Contradicted by the log:",
    silent: "Not shown by the log:",
  };
  return concat([`**${words[check.result]}** `, stated(check.says, check.seen)]);
}

/** The check of the value stated at `path`, if it could be checked. */
export function checkAt(checks: readonly Check[], intervention: Intervention, path: string): Check | undefined {
  const place = intervention.places[path];
  return place === undefined
    ? undefined
    : checks.find(({ where }) => where.line === place.line && where.column === place.column);
}
