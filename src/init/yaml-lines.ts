/**
 * Lines of a YAML file that a person will edit: comments stay where they are, values are quoted whenever they are not
 * our own. A log's text may hold anything; it ends neither a comment nor a value.
 */
import { stringify } from "yaml";
import { visible } from "../report/visible.ts";

/** Widest comment line. */
const width = 118;

/** A value in double quotes on one line, with an escape for whatever the eye cannot see. */
export function quoted(value: string): string {
  const text = stringify(value, {
    lineWidth: 0,
    defaultStringType: "QUOTE_DOUBLE",
    doubleQuotedAsJSON: true,
  }).trimEnd();
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, escaped);
}

/** `# …`, in as many lines as it takes. Line breaks of the text are shown, not made. */
export function comment(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "#";
  for (const word of visible(text).split(" ")) {
    if (line.length + word.length >= width && line !== "#") {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return [...lines, line.trimEnd()];
}

/** A key with its value, or with nothing. */
export function entry(key: string, value?: string): string {
  return value === undefined ? `${key}:` : `${key}: ${quoted(value)}`;
}

/** The lines two columns further in. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** The lines of a mapping as an item of a list; comments that come first stand before it. */
export function item(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !line.startsWith("#"));
  return lines.map((line, at) => {
    if (line === "") return "";
    if (at === first) return `  - ${line}`;
    return first < 0 || at < first ? `  ${line}` : `    ${line}`;
  });
}

/** Lines that a person may take the `# ` away from. */
export function commentedOut(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "#" : `# ${line}`));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
