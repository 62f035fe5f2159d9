import { Recogniser } from "./emit-recognise.ts";
import { emitRules } from "./emit-rules.ts";
import { identifier, Names } from "./emit-tests.ts";
import { ValueWriter } from "./emit-values.ts";
import { type Grammar, ruleOf } from "./ir.ts";
import type { LoadedGrammar } from "./load.ts";
import type { Reach } from "./prove.ts";
import { everyStart, type Starts } from "./starts.ts";

/**
 * TypeScript source of a module of scanners for a proven grammar (runtime.ts says how they are called).
 * It exports one `OrderedScanner` a list, and `scanners`, the `ScannerModule`.
 * @param runtime import path of src/grammar from where the module will stand
 */
export function emitModule(grammar: Grammar, loaded: LoadedGrammar, starts: Starts, runtime: string): string {
  const names = new Names();
  const recognise = new Recogniser(grammar, names);
  const values = new ValueWriter(recognise);
  const read = (start: string) => values.call(ruleOf(grammar, start));
  const scanners = starts.lists.map(({ name, reach, starts: list }) =>
    emitScanner(`$${name}`, reach, list, list.map(read)),
  );
  const singles = everyStart(starts).map(({ name, reach }) =>
    emitScanner(`$1${identifier(name)}`, reach, [name], [read(name)]),
  );
  const head = [
    `// Generated from grammars/${grammar.name}.ne by tools/grammars.ts: change the grammar, not this file.`,
    `import { first, flag, int, push, second, skip, text, third } from "${runtime}/lexical.ts";`,
    `import type { NearleyRule } from "${runtime}/oracle.ts";`,
    `import { choiceRules, literalRule, untilRules } from "${runtime}/nearley-rules.ts";`,
    `import { integer, type OrderedScanner, type ScannerModule, table } from "${runtime}/runtime.ts";`,
    "",
    "// The line under the scanner: text, bytes, and the end of what a rule read last (-1: the rule was not there).",
    'let $S = "", $B: any = new Uint8Array(0), $E = 0;',
  ];
  const lists = starts.lists.map(({ name }) => `export const ${name}: OrderedScanner = $${name};`);
  const table = starts.lists.map(({ name, reach }) => `    ${name}: { reach: "${reach}", scan: ${name} },`);
  const single = everyStart(starts).map(({ name }) => `    ${name}: $1${identifier(name)},`);
  return [
    ...head,
    ...names.declarations(),
    ...values.settled(),
    ...values.actions(),
    ...recognise.functions(),
    ...values.functions(),
    ...scanners,
    ...singles,
    ...lists,
    "",
    `export const scanners: ScannerModule = {\n  name: ${JSON.stringify(grammar.name)},`,
    `  lists: {\n${table.join("\n")}\n  },\n  starts: {\n${single.join("\n")}\n  },\n  rules,\n};`,
    "",
    `/** The same grammar for nearley. */\nfunction rules(): readonly NearleyRule[] {\n  return [`,
    ...emitRules(loaded),
    "  ];\n}",
    "",
  ].join("\n");
}

/** Each scanner remembers its own end: another one may run before it is asked. */
function emitScanner(name: string, reach: Reach, starts: readonly string[], reads: readonly string[]): string {
  const accepted = reach === "line" ? "$E >= 0 && bytes[$E] === 10" : "$E >= 0";
  const tries = reads.map(
    (read, index) => `v = ${read}(from);\nif (${accepted}) { ${name}$end = $E; ${name}$start = ${index}; return v; }`,
  );
  return [
    `let ${name}$end = 0, ${name}$start = -1;`,
    `const ${name} = Object.assign(\n(text: string, bytes: Uint8Array, from: number): unknown => {`,
    `$S = text; $B = bytes;\nlet v: any;\n${tries.join("\n")}\nreturn undefined;\n},`,
    `{ end: () => ${name}$end, startIndex: () => ${name}$start, starts: ${JSON.stringify(starts)} });`,
  ].join("\n");
}
