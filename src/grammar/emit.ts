import { Recogniser } from "./emit-recognise.ts";
import { identifier, Names } from "./emit-tests.ts";
import { ValueWriter } from "./emit-values.ts";
import { type Grammar, ruleOf } from "./ir.ts";
import type { Reach } from "./prove.ts";
import { everyStart, type StartList, type Starts } from "./starts.ts";

/**
 * TypeScript source of a module of scanners for a proven grammar (runtime.ts says how they are called).
 * It exports one `OrderedScanner` a list, and `scanners`, the `ScannerModule`. Lists that are `apart` have a module of
 * their own ({@link emitApart}), beside it; this one has them in its `scanners`.
 * @param runtime import path of src/grammar from where the module will stand
 */
export function emitModule(grammar: Grammar, starts: Starts, runtime: string): string {
  const own = starts.lists.filter(({ apart }) => apart === undefined);
  const others = starts.lists.filter(({ apart }) => apart !== undefined);
  const modules = [...new Set(others.map(({ apart }) => apart))];
  const imports = modules.map((name, at) => `import { scanners as $apart${at} } from "./${name}.ts";`);
  const from = (list: StartList) => `$apart${modules.indexOf(list.apart)}`;
  const lists = new Map(others.map((list) => [list.name, `${from(list)}.lists.${list.name} as ScannerList`]));
  const named = new Map(
    others.flatMap((list) => list.starts.map((name) => [name, `${from(list)}.starts.${name} as LineScanner`] as const)),
  );
  return emit(grammar, { ...starts, lists: own }, runtime, { imports, all: starts, lists, named });
}

/** The module of the lists that are apart under this name. */
export function emitApart(grammar: Grammar, starts: Starts, name: string, runtime: string): string {
  const own = { lists: starts.lists.filter(({ apart }) => apart === name), single: [] };
  return emit(grammar, own, runtime, { imports: [], all: own, lists: new Map(), named: new Map() });
}

/** What a module has beside its own scanners, and `all` that it has, in order. */
interface Taken {
  readonly imports: readonly string[];
  readonly all: Starts;
  /** Expressions, by name of the list and of the start symbol. */
  readonly lists: ReadonlyMap<string, string>;
  readonly named: ReadonlyMap<string, string>;
}

function emit(grammar: Grammar, starts: Starts, runtime: string, taken: Taken): string {
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
    `import { integer, type LineScanner, type OrderedScanner, type ScannerList, type ScannerModule, table } from "${runtime}/runtime.ts";`,
    ...taken.imports,
    "",
    "// The line under the scanner: text, bytes, and the end of what a rule read last (-1: the rule was not there).",
    'let $S = "", $B: any = new Uint8Array(0), $E = 0;',
  ];
  const lists = starts.lists.map(({ name }) => `export const ${name}: OrderedScanner = $${name};`);
  const table = taken.all.lists.map(
    ({ name, reach }) => `    ${name}: ${taken.lists.get(name) ?? `{ reach: "${reach}", scan: ${name} }`},`,
  );
  const single = everyStart(taken.all).map(
    ({ name }) => `    ${name}: ${taken.named.get(name) ?? `$1${identifier(name)}`},`,
  );
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
    `  lists: {\n${table.join("\n")}\n  },\n  starts: {\n${single.join("\n")}\n  },\n};`,
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
