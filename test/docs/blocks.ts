/** The fenced code blocks of a Markdown file, with what their info strings and the comments above them ask for. */
import { readFileSync } from "node:fs";

/** One fenced block. */
export interface Block {
  /** Path of the file from the repository's root. */
  readonly file: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** First word of the info string; empty when there is none. */
  readonly language: string;
  /** The further words of the info string: `kinds=exim.tainted` and `output`. GitHub does not show them. */
  readonly asks: ReadonlyMap<string, string>;
  readonly text: string;
  /** The reason of `<!-- not run: … -->` right above the fence; null when there is none. */
  readonly notRun: string | null;
  /** Between `<!-- NAME -->` and `<!-- /NAME -->`: a tool writes it, and the tool's own test compares it. */
  readonly generated: string | null;
}

const fence = /^( *)(`{3,}|~{3,})([^`]*)$/;
const comment = /^<!-- not run: (\S.*) -->$/;
const mark = /^<!-- (\/?)([a-z]+) -->$/;

/** @param file path from the repository's root */
export function blocksOf(file: string): readonly Block[] {
  const lines = readFileSync(file, "utf8").split("\n");
  const blocks: Block[] = [];
  let notRun: string | null = null;
  let generated: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const opening = fence.exec(line);
    if (opening === null) {
      const [, slash, name] = mark.exec(line) ?? [];
      if (name !== undefined) generated = slash === "/" ? null : name;
      const [, reason] = comment.exec(line.trim()) ?? [];
      if (line.trim() !== "") notRun = reason ?? null;
      continue;
    }
    const [, indent = "", marks = "", info = ""] = opening;
    const [language = "", ...words] = info.trim().split(/ +/);
    const begin = at + 1;
    const closing = new RegExp(`^ *${marks[0]}{${marks.length},}$`);
    for (at = begin; at < lines.length && !closing.test(lines[at] ?? ""); at++);
    const text = lines.slice(begin, at).map((each) => (each.startsWith(indent) ? each.slice(indent.length) : each));
    blocks.push({ file, line: begin, language, asks: asksOf(words), text: text.join("\n"), notRun, generated });
    notRun = null;
  }
  return blocks;
}

function asksOf(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const [name = "", ...value] = word.split("=");
      return [name, value.join("=")];
    }),
  );
}
