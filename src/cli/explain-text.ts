import type { Explanation, Stop } from "../api/explain.ts";
import { utf8 } from "../parsers/text.ts";
import type { Paint } from "../report/index.ts";
import { visible } from "../report/visible.ts";
import { isoInstant, statedFields } from "./event-json.ts";

const verdicts: Readonly<Record<Explanation["known"], string>> = {
  whole: "known whole",
  partly: "the kind of line is known, the rest is not",
  stamp: "who wrote it and when is known, the text is not",
  nothing: "not a line of Exim or Dovecot that mailmortem knows",
};

/** Characters shown before and behind the place where a line stops being known. */
const around = 60;
/** Other readings of the line that are shown, and words that each may name. */
const othersShown = 2;
const expectedShown = 12;

/** What a line says, one field a line, or where it stops being known, with a caret. */
export function explanationText(line: string, { known, event, stops }: Explanation, paint: Paint): string {
  const title = event === undefined ? verdicts[known] : `${event.kind}: ${verdicts[known]}`;
  const lines = [paint(known === "whole" ? "good" : "warning", title)];
  if (event !== undefined) {
    lines.push(...fieldLines({ at: isoInstant(event.at), ...statedFields(event) }, "  ", paint));
  }
  const [first, ...others] = stops;
  if (first !== undefined) {
    lines.push("", ...pointer(line, first.read, paint), ...expectation(first, paint));
    for (const stop of others.slice(0, othersShown)) lines.push(...expectation(stop, paint));
  }
  return `${lines.join("\n")}\n`;
}

function expectation({ read, rule, expected }: Stop, paint: Paint): readonly string[] {
  const named = expected.slice(0, expectedShown).map(visible).join(", ") || "the end of the line";
  const more = expected.length > expectedShown ? ` and ${expected.length - expectedShown} more` : "";
  return [`expected at column ${read + 1}: ${named}${more} ${paint("faint", `(${rule})`)}`];
}

/** The same for programs. Columns are bytes of the line, from 1. */
export function explanationJson({ known, event, stops }: Explanation): object {
  return {
    known,
    event: event === undefined ? null : { kind: event.kind, at: isoInstant(event.at), ...statedFields(event) },
    stops: stops.map(({ read, rule, expected }) => ({ column: read + 1, rule, expected })),
  };
}

function fieldLines(fields: object, indent: string, paint: Paint): readonly string[] {
  const entries = Object.entries(fields);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.flatMap(([name, value]) => {
    const label = `${indent}${paint("strong", name.padEnd(width))}`;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return [label.trimEnd(), ...fieldLines(value, `${indent}  `, paint)];
    const shown = Array.isArray(value) ? value.map(String).join(", ") : String(value);
    return [`${label}  ${visible(shown)}`];
  });
}

/** The line around the place, and a caret below it. */
function pointer(line: string, read: number, paint: Paint): readonly string[] {
  const before = visible(utf8(line.slice(Math.max(0, read - around), read)));
  const behind = visible(utf8(line.slice(read, read + around)));
  const lead = read > around ? "…" : "";
  const tail = line.length > read + around ? "…" : "";
  return [
    `  ${lead}${before}${behind}${tail}`,
    `  ${" ".repeat(lead.length + [...before].length)}${paint("critical", "^")} column ${read + 1}`,
  ];
}
