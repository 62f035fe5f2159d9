/** Compiles a .ne text in memory, as tools/grammars.ts does on disk. */
import ts from "typescript";
import { buildGrammar } from "../../src/grammar/build.ts";
import { checkActions } from "../../src/grammar/check.ts";
import { emitApart, emitModule } from "../../src/grammar/emit.ts";
import { emitRulesModule } from "../../src/grammar/emit-rules.ts";
import type { Grammar } from "../../src/grammar/ir.ts";
import * as lexical from "../../src/grammar/lexical.ts";
import { loadGrammar } from "../../src/grammar/load.ts";
import * as nearleyRules from "../../src/grammar/nearley-rules.ts";
import type { NearleyRule } from "../../src/grammar/oracle.ts";
import * as runtime from "../../src/grammar/runtime.ts";
import { everyStart, type Starts } from "../../src/grammar/starts.ts";

/** One list `line` of whole-line starts. */
export function lineStarts(...starts: readonly string[]): Starts {
  return { lists: [{ name: "line", reach: "line", starts }], single: [] };
}

export function build(ne: string): Grammar {
  return buildGrammar("test", loadGrammar(ne, "test.ne", noInclude));
}

export interface Compiled {
  readonly grammar: Grammar;
  readonly source: string;
  readonly module: CompiledModule;
}

/** The scanners, and the same grammar for nearley. */
export interface CompiledModule extends runtime.ScannerModule {
  rules(): readonly NearleyRule[];
}

export function compile(ne: string, starts: Starts = lineStarts("line")): Compiled {
  const loaded = loadGrammar(ne, "test.ne", noInclude);
  const grammar = buildGrammar("test", loaded);
  checkActions(
    grammar,
    everyStart(starts).map(({ name }) => name),
  );
  const source = emitModule(grammar, starts, "grammar");
  const apart = new Set(starts.lists.flatMap((list) => list.apart ?? []));
  const others = [...apart].map(
    (one) => [`./${one}.ts`, exportsOf(emitApart(grammar, starts, one, "grammar"))] as const,
  );
  const { rules } = exportsOf(emitRulesModule("test", loaded, "grammar"));
  if (rules === undefined) throw new Error("the module exports no rules");
  return { grammar, source, module: { ...evaluate(source, Object.fromEntries(others)), rules } };
}

/** Runs an emitted module; a test may have changed its text before. */
export function evaluate(source: string, others: Readonly<Record<string, unknown>> = {}): runtime.ScannerModule {
  const { scanners } = exportsOf(source, others);
  if (scanners === undefined) throw new Error("the module exports no scanners");
  return scanners;
}

interface Exported {
  readonly scanners?: runtime.ScannerModule;
  readonly rules?: CompiledModule["rules"];
}

function exportsOf(source: string, others: Readonly<Record<string, unknown>> = {}): Exported {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  const imports: Readonly<Record<string, unknown>> = {
    "grammar/lexical.ts": lexical,
    "grammar/runtime.ts": runtime,
    "grammar/nearley-rules.ts": nearleyRules,
    ...others,
  };
  const exported: Exported = {};
  new Function("require", "exports", outputText)((name: string) => imports[name], exported);
  return exported;
}

/** What the start list `line` makes of a text. */
export function scan(module: runtime.ScannerModule, text: string): unknown {
  const list = module.lists.line;
  if (list === undefined) throw new Error("no list called line");
  return runtime.scanString(list.scan, text);
}

function noInclude(name: string): string {
  throw new Error(`no file ${name}`);
}
