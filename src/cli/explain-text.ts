import type { Explanation, Stop } from "../api/explain.ts";
import { utf8 } from "../parsers/text.ts";
import type { Paint } from "../report/index.ts";
import { capped, visible } from "../report/visible.ts";
import { isoInstant, statedFields } from "./event-json.ts";

const verdicts: Readonly<Record<Explanation["known"], string>> = {
  whole: "known whole",
  partly: "the kind of line is known, the rest is not",
  stamp: "who wrote it and when is known, the text is not",
  "other program": "a line of another program than Exim and Dovecot; it is counted apart",
  continuation: "no record of its own; below one of Exim's it belongs to that",
  nothing: "not a line of Exim or Dovecot that mailmortem knows",
};

/** Characters shown before and behind the place where a line stops being known. */
const around = 60;
const expectedShown = 12;
/** Lines of a grammar's comment that are shown, and their length. */
const samplesShown = 3;
const sampleLength = 160;
/** The other reading that is shown must come as far as this, in bytes before the first one's end. */
const near = 2;

/** What a line says, one field a line, or where it stops being known, with a caret. */
export function explanationText(line: string, explanation: Explanation, paint: Paint): string {
  const { known, event, stops, hint, text } = explanation;
  const asked = text ?? line;
  const title = event === undefined ? verdicts[known] : `${event.kind}: ${verdicts[known]}`;
  const lines = [paint(known === "whole" ? "good" : "warning", title)];
  if (event !== undefined) {
    lines.push(...fieldLines({ at: isoInstant(event.at), ...statedFields(event) }, "  ", paint));
  }
  const [first, ...others] = stops;
  if (hint !== null) lines.push("", ...pointer(line, hint.from, paint), hintText(hint));
  else if (first !== undefined) {
    if (text !== null) lines.push("", "the text that the envelope carries:");
    lines.push("", ...pointer(asked, first.read, paint), ...expectation(asked, first, paint));
    const other = others.find(({ read, grammar }) => grammar !== first.grammar && first.read - read <= near);
    if (other !== undefined) lines.push("", ...expectation(asked, other, paint));
  }
  return `${lines.join("\n")}\n`;
}

function hintText({ is, from, kind }: NonNullable<Explanation["hint"]>): string {
  const column = `column ${from + 1}`;
  if (is === "prefix")
    return `from ${column} on it is known (${kind}): what stands before it is no prefix that mailmortem knows`;
  return from === 0
    ? `with a time stamp before it it would be known (${kind}); both programs write one, unless they are told not to`
    : `from ${column} on it would be known (${kind}) with a time stamp before it such as 2026-01-08 13:18:54 or Jan 08 13:18:54`;
}

/** Which grammar came so far, which rule it was in, and what it wanted. */
function expectation(line: string, stop: Stop, paint: Paint): readonly string[] {
  const { read, grammar, start, within } = stop;
  const [outer] = within;
  // A field that only its first blank could begin says nothing.
  const inner = within.findLast(({ rule, from }) => rule !== outer?.rule && read - from > near);
  const place = outer === undefined ? `grammars/${grammar}.ne` : `${outer.file}:${outer.line}`;
  const expected =
    read >= line.length && line !== ""
      ? `the line ends here, too early; expected next: ${expectedWords(stop)}`
      : `expected at column ${read + 1}: ${expectedWords(stop)}`;
  return [
    expected,
    paint("faint", `the reading that came furthest: ${grammar}, rule ${outer?.rule ?? start} (${place})`),
    ...[outer, inner].flatMap((rule) => (rule === undefined ? [] : samplesOf(rule))),
  ];
}

function samplesOf({ rule, says }: Stop["within"][number]): readonly string[] {
  const samples = says.slice(0, samplesShown).map((sample) => `  ${capped(visible(sample), sampleLength)}`);
  return [`${rule} reads what looks like`, ...samples];
}

/** Fields together, then texts, then kinds of text; the first dozen. */
function expectedWords({ expected, read }: Stop): string {
  if (read <= near) return "a time stamp: 2026-01-08 13:18:54, Jan 08 13:18:54 or 2026-01-08T13:18:54+00:00";
  const literals = expected.filter((one) => one.startsWith('"')).map((one) => JSON.parse(one) as string);
  const fields = literals.filter((one) => /^ (?:[A-Za-z0-9*]+="?|[A-Z0-9]{1,5})$/.test(one));
  const texts = literals.filter((one) => !fields.includes(one)).map((one) => `"${visible(one)}"`);
  const rules = expected.filter((one) => !one.startsWith('"') && isRule(one));
  const words = expected.filter((one) => !one.startsWith('"') && !isRule(one));
  const groups = [
    fields.length > 1
      ? `one of the fields ${listed(fields.map((one) => visible(one.trim())))}`
      : fields.map((one) => `"${visible(one)}"`).join(""),
    listed([...texts, ...words]),
    rules.length === 0
      ? ""
      : `what the ${rules.length > 1 ? "rules" : "rule"} ${listed(rules)} ${rules.length > 1 ? "read" : "reads"}`,
  ].filter((group) => group !== "");
  return groups.join("; or ") || "the end of the line";
}

function isRule(name: string): boolean {
  return !name.includes(" ") && name !== "text";
}

function listed(words: readonly string[]): string {
  const more = words.length > expectedShown ? ` and ${words.length - expectedShown} more` : "";
  return `${words.slice(0, expectedShown).join(", ")}${more}`;
}

/** The same for programs. Columns are bytes of the line, from 1. */
export function explanationJson({ known, event, stops, hint, text }: Explanation): object {
  return {
    known,
    event: event === undefined ? null : { kind: event.kind, at: isoInstant(event.at), ...statedFields(event) },
    stops: stops.map(({ read, grammar, start, expected, within }) => ({
      column: read + 1,
      grammar,
      start,
      expected,
      within: within.map(({ rule, from, file, line, says }) => ({ rule, column: from + 1, file, line, says })),
    })),
    hint: hint === null ? null : { is: hint.is, column: hint.from + 1, kind: hint.kind },
    ...(text === null ? {} : { text: utf8(text) }),
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
