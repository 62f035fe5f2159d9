import type { LoadedGrammar } from "./load.ts";

/** What a grammar says of a rule beside it: sample lines above all. */
export interface RuleComment {
  readonly file: string;
  readonly line: number;
  /** The comment's lines directly above the rule, without their mark. */
  readonly says: readonly string[];
}

/** The rules that have a comment of their own, by name. @param read gives the text of a grammar file */
export function commentsOf({ rules }: LoadedGrammar, read: (file: string) => string): ReadonlyMap<string, RuleComment> {
  const found = new Map<string, RuleComment>();
  const files = new Map<string, readonly string[]>();
  for (const { name, at } of rules) {
    if (at.line === undefined || name.includes("$") || found.has(name)) continue;
    const lines = files.get(at.file) ?? read(at.file).split("\n");
    files.set(at.file, lines);
    const says: string[] = [];
    for (let above = at.line - 2; isComment(lines[above]); above--) says.unshift((lines[above] ?? "").slice(1).trim());
    if (says.length > 0) found.set(name, { file: at.file, line: at.line, says });
  }
  return found;
}

/** Headings (`# =====…`) are about what follows them all. */
function isComment(line: string | undefined): boolean {
  return line !== undefined && /^#(?! ?[-=]{4})/.test(line);
}
