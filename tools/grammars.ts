/**
 * Builds the scanners: grammars/*.ne -> proof -> src/parsers/generated/*.ts. A conflict fails the build.
 * `--only NAME` builds one grammar, `--no-overlaps` leaves out the comparison of start symbols (while developing).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ToolError } from "../src/error.ts";
import { checkActions } from "../src/grammar/check.ts";
import { commentsOf, type RuleComment } from "../src/grammar/comments.ts";
import { emitApart, emitModule } from "../src/grammar/emit.ts";
import { emitRulesModule } from "../src/grammar/emit-rules.ts";
import type { GlimpseSpec } from "../src/grammar/glimpse-plan.ts";
import type { Grammar } from "../src/grammar/ir.ts";
import { overlap } from "../src/grammar/overlap.ts";
import { type Conflict, prove } from "../src/grammar/prove.ts";
import { everyStart, type Starts } from "../src/grammar/starts.ts";
import { glimpseSource } from "./glimpse-source.ts";
import { grammarNames, readGrammar, readJson } from "./grammar-files.ts";

const generated = new URL("../src/parsers/generated/", import.meta.url);

type Overlaps = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" }, "no-overlaps": { type: "boolean" } } });
  const overlaps = readJson("grammars/overlaps.json") as Overlaps;
  const names = values.only === undefined ? grammarNames() : [values.only];
  mkdirSync(generated, { recursive: true });
  let failed = false;
  for (const name of names) {
    const problems = build(name, values["no-overlaps"] === true ? undefined : (overlaps[name] ?? {}));
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    failed ||= problems.length > 0;
  }
  for (const [name, spec] of Object.entries(
    readJson("grammars/glimpses.json") as Readonly<Record<string, GlimpseSpec>>,
  ))
    if (!failed && names.includes(name))
      writeChanged(new URL(`${name}-glimpses.ts`, generated), await glimpseSource(name, spec));
  if (values.only === undefined) {
    if (!failed) writeComments(names);
    for (const name of Object.keys(overlaps).filter((one) => !names.includes(one))) {
      process.stderr.write(`grammars/overlaps.json: there is no grammar ${name}\n`);
      failed = true;
    }
  }
  if (failed) process.exitCode = 1;
}

/** @returns what is wrong, one text a problem */
function build(name: string, known: Readonly<Record<string, string>> | undefined): string[] {
  const began = performance.now();
  try {
    const { loaded, grammar, starts } = readGrammar(name);
    const all = everyStart(starts);
    checkActions(
      grammar,
      all.map((start) => start.name),
    );
    const proofs = all.map((start) => ({ start: start.name, ...prove(grammar, start.name, start.reach) }));
    const problems = [
      ...new Set(proofs.flatMap(({ start, conflicts }) => conflicts.map((one) => showConflict(start, one)))),
      ...(known === undefined ? [] : overlapProblems(grammar, starts, known)),
    ];
    const deepest = Math.max(...proofs.map(({ maxLookahead }) => maxLookahead));
    const conflicts = proofs.reduce((count, proof) => count + proof.conflicts.length, 0);
    const time = Math.round(performance.now() - began);
    process.stdout.write(
      `${name}: ${grammar.rules.size} rules, ${all.length} starts, ${conflicts} conflicts, ${deepest} bytes of lookahead, ${time} ms\n`,
    );
    if (problems.length === 0) {
      const runtime = "../../grammar";
      const apart = new Set(starts.lists.flatMap((list) => list.apart ?? []));
      for (const one of apart) writeChanged(new URL(`${one}.ts`, generated), emitApart(grammar, starts, one, runtime));
      writeChanged(new URL(`${name}.ts`, generated), emitModule(grammar, starts, runtime));
      writeChanged(new URL(`${name}-rules.ts`, generated), emitRulesModule(name, loaded, runtime));
    }
    return problems;
  } catch (error) {
    if (error instanceof ToolError) return [error.message];
    throw error;
  }
}

function showConflict(start: string, { rule, at, choice, problem, witness }: Conflict): string {
  return `${at.file}:${at.line ?? 1}: rule ${rule} (start ${start}): ${choice}\n    ${problem}\n    witness: ${JSON.stringify(witness)}`;
}

/** Pairs of starts of one list that accept a common text must stand in overlaps.json, and only those. */
function overlapProblems(grammar: Grammar, { lists }: Starts, known: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  const found = new Set<string>();
  for (const { starts, reach } of lists) {
    starts.forEach((later, at) => {
      for (const earlier of starts.slice(0, at)) {
        const text = overlap(grammar, earlier, later, reach);
        const pair = `${earlier}/${later}`;
        if (text !== undefined) found.add(pair);
        if (text !== undefined && !(pair in known))
          problems.push(
            `grammars/overlaps.json: ${grammar.name}: ${earlier} and ${later} both accept ${JSON.stringify(text)}; if ${earlier} may win, add "${pair}": "reason"`,
          );
      }
    });
  }
  const stale = Object.keys(known).filter((pair) => !found.has(pair));
  return [
    ...problems,
    ...stale.map((pair) => `grammars/overlaps.json: ${grammar.name}: ${pair} do not overlap (any more): remove it`),
  ];
}

/** Unchanged files keep their time, so that nothing is compiled again. */
function writeChanged(file: URL, text: string): void {
  let old: string | undefined;
  try {
    old = readFileSync(file, "utf8");
  } catch {}
  if (old !== text) writeFileSync(file, text);
}

await main();

/** For `explain`: where a rule stands, and the sample lines above it. */
function writeComments(names: readonly string[]): void {
  const all: Record<string, Record<string, RuleComment>> = {};
  for (const name of names) {
    const comments = commentsOf(readGrammar(name).loaded, (file) =>
      readFileSync(new URL(`../${file}`, import.meta.url), "utf8"),
    );
    all[name] = Object.fromEntries(comments);
  }
  const text = [
    "// Generated from grammars/ by tools/grammars.ts.",
    'import type { RuleComment } from "../../grammar/comments.ts";',
    "",
    "/** What the grammars say of their rules, by grammar and rule. */",
    `export const comments: Readonly<Record<string, Readonly<Record<string, RuleComment>>>> = ${JSON.stringify(all, null, 1)};`,
    "",
  ];
  writeChanged(new URL("comments.ts", generated), text.join("\n"));
}
