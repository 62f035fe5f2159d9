/** Compiles a .ne text in memory, as tools/grammars.ts does on disk. */
import ts from "typescript";
import { buildGrammar } from "../../src/grammar/build.ts";
import { checkActions } from "../../src/grammar/check.ts";
import { emitModule } from "../../src/grammar/emit.ts";
import type { Grammar } from "../../src/grammar/ir.ts";
import * as lexical from "../../src/grammar/lexical.ts";
import { loadGrammar } from "../../src/grammar/load.ts";
import * as nearleyRules from "../../src/grammar/nearley-rules.ts";
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
  readonly module: runtime.ScannerModule;
}

export function compile(ne: string, starts: Starts = lineStarts("line")): Compiled {
  const loaded = loadGrammar(ne, "test.ne", noInclude);
  const grammar = buildGrammar("test", loaded);
  checkActions(
    grammar,
    everyStart(starts).map(({ name }) => name),
  );
  const source = emitModule(grammar, loaded, starts, "grammar");
  return { grammar, source, module: evaluate(source) };
}

/** Runs an emitted module; a test may have changed its text before. */
export function evaluate(source: string): runtime.ScannerModule {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  const imports: Readonly<Record<string, unknown>> = {
    "grammar/lexical.ts": lexical,
    "grammar/runtime.ts": runtime,
    "grammar/nearley-rules.ts": nearleyRules,
  };
  const exported: { scanners?: runtime.ScannerModule } = {};
  new Function("require", "exports", outputText)((name: string) => imports[name], exported);
  if (exported.scanners === undefined) throw new Error("the module exports no scanners");
  return exported.scanners;
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
