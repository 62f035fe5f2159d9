import type { Explanation } from "../api/explain.ts";
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

/** What a line says, one field a line, or where it stops being known, with a caret. */
export function explanationText(line: string, { known, event, stop }: Explanation, paint: Paint): string {
  const title = event === undefined ? verdicts[known] : `${event.kind}: ${verdicts[known]}`;
  const lines = [paint(known === "whole" ? "good" : "warning", title)];
  if (event !== undefined) {
    lines.push(...fieldLines({ at: isoInstant(event.at), ...statedFields(event) }, "  ", paint));
  }
  if (stop !== null) {
    lines.push(
      "",
      ...pointer(line, stop.read, paint),
      `expected here: ${stop.expected.map(visible).join(", ") || "the end of the line"}`,
    );
    lines.push(paint("faint", `came furthest: ${stop.rule}`));
  }
  return `${lines.join("\n")}\n`;
}

/** The same for programs. Columns are bytes of the line, from 1. */
export function explanationJson({ known, event, stop }: Explanation): object {
  return {
    known,
    event: event === undefined ? null : { kind: event.kind, at: isoInstant(event.at), ...statedFields(event) },
    stop: stop === null ? null : { column: stop.read + 1, rule: stop.rule, expected: stop.expected },
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
