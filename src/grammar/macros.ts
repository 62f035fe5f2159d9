import { ToolError } from "../error.ts";
import type { UntilSpec } from "./until.ts";

/** A .ne text made ready for nearley: `until(…)` replaced by names, includes taken out, definitions located. */
export interface ExpandedText {
  /** Lines stand where they stood. */
  readonly text: string;
  readonly includes: readonly string[];
  readonly untils: ReadonlyMap<string, UntilSpec>;
  /** Rule name to the line (from 1) of its definition. */
  readonly lines: ReadonlyMap<string, number>;
}

const STRING = String.raw`"(?:[^\\"\n]|\\.)*"`;
const BLANK = String.raw`(?:\s|#.*)*`;
const LIST = String.raw`\(${BLANK}${STRING}(?:${BLANK},${BLANK}${STRING})*${BLANK}\)`;
const TOKEN = new RegExp(
  [
    String.raw`(?<skip>#.*|\{%(?:[^%]|%[^}])*%\}|${STRING}|\`[^\`]*\`|\[(?:\\.|[^\\\n])+?\])`,
    String.raw`@include\s+(?<include>${STRING})`,
    String.raw`(?<javascript>@\{%)`,
    String.raw`(?:\bnot\s*(?<not>${LIST})\s*)?\b(?<macro>until|upto)\s*(?<marks>${LIST})`,
    String.raw`(?<broken>\b(?:until|upto|not)\s*\()`,
    String.raw`(?<rule>[\w?+]+)\s*[-=]+>`,
    String.raw`[\w?+]+`,
  ].join("|"),
  "g",
);

/** `untils` collects the macros of all files: equal macros share one name. */
export function expandMacros(source: string, file: string, untils: Map<string, UntilSpec>): ExpandedText {
  const includes: string[] = [];
  const lines = new Map<string, number>();
  let [line, seen] = [1, 0];
  const lineOf = (offset: number): number => {
    for (; seen < offset; seen++) if (source.charCodeAt(seen) === 10) line++;
    return line;
  };
  const text = source.replace(TOKEN, (match: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const at = { file, line: lineOf(rest.at(-3) as number) };
    if (match === '""')
      throw new ToolError("grammar", "an empty string matches nothing: write null or leave it out", at);
    if (groups.skip !== undefined) return match;
    if (groups.broken !== undefined)
      throw new ToolError("grammar", 'expected until("mark", …), upto("mark", …) or not("literal", …) until(…)', at);
    if (groups.javascript !== undefined)
      throw new ToolError("grammar", "no @{% %} blocks: the actions are built in, see grammars/README.md", at);
    if (groups.include !== undefined) {
      includes.push(JSON.parse(groups.include));
      return blank(match);
    }
    if (groups.rule !== undefined) {
      if (lines.has(groups.rule)) throw new ToolError("grammar", `rule ${groups.rule} is defined twice`, at);
      lines.set(groups.rule, at.line);
    }
    if (groups.macro === undefined) return match;
    const spec: UntilSpec = {
      marks: literals(groups.marks, at),
      notAtStart: literals(groups.not, at),
      min: groups.macro === "until" ? 1 : 0,
    };
    return untilName(spec, untils) + blank(match);
  });
  return { text, includes, untils, lines };
}

function untilName(spec: UntilSpec, untils: Map<string, UntilSpec>): string {
  const key = JSON.stringify(spec);
  for (const [name, known] of untils) if (JSON.stringify(known) === key) return name;
  const name = `until__${untils.size + 1}`;
  untils.set(name, spec);
  return name;
}

function literals(list: string | undefined, at: { file: string; line: number }): readonly string[] {
  const all = [...(list ?? "").matchAll(new RegExp(`${STRING}|#.*`, "g"))]
    .filter(([token]) => token.startsWith('"'))
    .map(([quoted]) => JSON.parse(quoted) as string);
  for (const literal of all) {
    if (literal === "" || /[\n\u0100-\uffff]/.test(literal))
      throw new ToolError("grammar", `a mark must hold bytes other than LF: ${JSON.stringify(literal)}`, at);
  }
  return [...new Set(all)];
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, "");
}
