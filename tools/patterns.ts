/**
 * Holds every regular expression of src/ against ReDoS: `npx tsx tools/patterns.ts` asks recheck about each and writes
 * tools/patterns.json anew; a pattern that is not proven linear needs a reason in tools/patterns-reviewed.ts. Minutes long;
 * the tests only compare the list with the sources (test/failing/patterns.test.ts).
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { reviewed } from "./patterns-reviewed.ts";

/** Only the pure program runs on every machine. */
process.env.RECHECK_BACKEND ??= "pure";
process.env.RECHECK_SYNC_BACKEND ??= "pure";

export interface Pattern {
  /** Below src/. */
  readonly file: string;
  /** As it is written: a literal, or `new RegExp(…)`. */
  readonly written: string;
  /** Of a literal; undefined for what is put together when it runs. */
  readonly literal?: { readonly source: string; readonly flags: string };
}

const sources = fileURLToPath(new URL("../src/", import.meta.url));
const list = fileURLToPath(new URL("patterns.json", import.meta.url));

/** All of src/ that a person wrote. */
export function patternsOfSources(): readonly Pattern[] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && !name.startsWith("parsers/generated/"))
    .sort()
    .flatMap((file) => patternsIn(file, readFileSync(`${sources}${file}`, "utf8")));
}

/** The patterns of one file, as TypeScript reads it. */
export function patternsIn(file: string, text: string): readonly Pattern[] {
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({
        file,
        written: node.text,
        literal: { source: node.text.slice(1, end), flags: node.text.slice(end + 1) },
      });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp")
      found.push({ file, written: node.getText().replace(/\s+/g, " ") });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return found;
}

/** What recheck says: `linear`, or why not. */
export async function verdictOf({ literal }: Pattern): Promise<string> {
  if (literal === undefined) return "put together";
  const { checkSync } = await import("recheck");
  const told = checkSync(literal.source, literal.flags, { timeout: 10_000 });
  if (told.status === "safe") return "linear";
  return "complexity" in told ? (told.complexity?.summary ?? told.status) : told.status;
}

/** One line of the list: what stands where. */
export function keyOf({ file, written }: Pattern): string {
  return `${file} ${written}`;
}

/** The list: what was said of each pattern when it was looked at. */
export function lookedAt(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(list, "utf8"));
}

async function main(): Promise<void> {
  const verdicts: Record<string, string> = {};
  for (const pattern of patternsOfSources()) {
    const key = keyOf(pattern);
    verdicts[key] ??= await verdictOf(pattern);
    if (verdicts[key] === "linear" || reviewed[pattern.file] !== undefined) continue;
    process.stdout.write(`${key}: ${verdicts[key]}, and tools/patterns-reviewed.ts has no reason for this file\n`);
    process.exitCode = 1;
  }
  writeFileSync(list, `${JSON.stringify(verdicts, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
