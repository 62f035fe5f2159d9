import { isDeepStrictEqual } from "node:util";
import type { Oracle } from "./oracle.ts";
import type { LineScanner, ScannerList, ScannerModule } from "./runtime.ts";
import type { Sentences } from "./sentences.ts";

/** What two readers made of a text. */
export interface Comparison {
  readonly list: string;
  readonly text: string;
  /** The start symbol by which the scanner accepted. */
  readonly start: string | undefined;
  /** Undefined when they agree; else what the scanner says and what nearley says. */
  readonly difference: string | undefined;
}

/**
 * Compares the scanners of a module with nearley over a line (without LF): every list of prefixes, then every list of
 * lines over the whole line and over what each prefix leaves of it.
 */
export function compareLine(module: ScannerModule, oracle: Oracle, line: string): Comparison[] {
  const lists = Object.entries(module.lists);
  const prefixes = lists.filter(([, { reach }]) => reach === "prefix");
  const done: Comparison[] = [];
  const rests = new Set<string>([line]);
  for (const [name, list] of prefixes) {
    const found = compareList(name, list, oracle, line);
    done.push(found);
    if (found.start !== undefined) rests.add(line.slice(list.scan.end()));
  }
  for (const rest of rests) {
    for (const [name, list] of lists) if (list.reach === "line") done.push(compareList(name, list, oracle, rest));
  }
  return done;
}

/** All starts that the scanner passed over must be refused by nearley, the one that it took must have its one parse. */
export function compareList(name: string, { reach, scan }: ScannerList, oracle: Oracle, text: string): Comparison {
  const value = run(scan, text);
  const index = value === undefined ? scan.starts.length : scan.startIndex();
  const start = scan.starts[index];
  const base = { list: name, text, start };
  for (const earlier of scan.starts.slice(0, index)) {
    const { results } = reach === "line" ? oracle.read(earlier, text) : oracle.readPrefix(earlier, text);
    if (results.length > 0)
      return { ...base, difference: `nearley reads ${earlier} ${show(results)}, the scanner ${show(value)}` };
  }
  if (start === undefined) return { ...base, difference: undefined };
  return { ...base, difference: differenceOf(oracle, start, reach, text, value, text.slice(scan.end())) };
}

/**
 * A sentence made from the grammar: scanner and nearley must both give the value that it was made from.
 *
 * @param sentences made with the module's rules
 */
export function compareDerivation(
  module: ScannerModule,
  oracle: Oracle,
  start: string,
  sentences: Sentences,
): Comparison {
  const { text, value } = sentences.derive(start);
  const found = compareStart(module, oracle, start, text);
  if (found.difference !== undefined) return found;
  if (found.start === undefined) return { ...found, difference: "a sentence of the grammar is refused by both" };
  const read = module.starts[start]?.(`${text}\n`, Buffer.from(`${text}\n`, "latin1"), 0);
  if (isDeepStrictEqual(read, value)) return found;
  return { ...found, difference: `${start}: made from ${show(value)}, both read ${show(read)}` };
}

/** One start symbol, called by name. */
export function compareStart(module: ScannerModule, oracle: Oracle, start: string, text: string): Comparison {
  const reach = Object.values(module.lists).find(({ scan }) => scan.starts.includes(start))?.reach ?? "line";
  const scan = module.starts[start];
  if (scan === undefined) throw new Error(`no start ${start}`);
  const value = run(scan, text);
  const accepted = value === undefined ? undefined : start;
  const difference = differenceOf(oracle, start, reach, text, value, text.slice(scan.end()));
  return { list: start, text, start: accepted, difference };
}

function differenceOf(
  oracle: Oracle,
  start: string,
  reach: "line" | "prefix",
  text: string,
  value: unknown,
  rest: string,
) {
  const { results } = reach === "line" ? oracle.read(start, text) : oracle.readPrefix(start, text);
  const expected = value === undefined ? [] : [reach === "line" ? value : [value, rest]];
  if (isDeepStrictEqual(results, expected)) return undefined;
  return `${start}: nearley says ${show(results)}, the scanner ${show(expected)}`;
}

function run(scan: LineScanner, text: string): unknown {
  const line = `${text}\n`;
  return scan(line, Buffer.from(line, "latin1"), 0);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
