/** The rules of the .ne files as they stand there: each with the comment above it, which holds its sample lines. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface GrammarRule {
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Comments above the rule and between its alternatives, without their `#`. */
  readonly comments: readonly string[];
  /** The definition without comments. */
  readonly definition: string;
}

const folder = fileURLToPath(new URL("../../grammars/", import.meta.url));

export function grammarFiles(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ne"))
    .sort();
}

/** The rules of one file, in its order. */
export function rulesOf(file: string): readonly GrammarRule[] {
  const rules: { name: string; file: string; line: number; comments: string[]; definition: string[] }[] = [];
  let above: string[] = [];
  for (const [at, text] of readFileSync(`${folder}${file}`, "utf8").split("\n").entries()) {
    const name = /^([\w$]+)\s*->/.exec(text)?.[1];
    if (name !== undefined) {
      rules.push({ name, file, line: at + 1, comments: above, definition: [text] });
      above = [];
    } else if (text.startsWith("#")) {
      if (!/^# (?:=|-){4}/.test(text)) above.push(text.replace(/^#\s?/, ""));
    } else if (text.trim() === "") {
      above = [];
    } else if (/^\s+\S/.test(text)) {
      // A comment between alternatives is about the next one.
      const open = rules.at(-1);
      open?.comments.push(...above.splice(0));
      open?.definition.push(text);
    }
  }
  return rules.map((rule) => ({ ...rule, definition: rule.definition.join("\n") }));
}

/** The comment at the head of a file, up to its first empty line. */
export function headOf(file: string): readonly string[] {
  const lines = readFileSync(`${folder}${file}`, "utf8").split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines.slice(0, end).map((line) => line.replace(/^#\s?/, ""));
}
