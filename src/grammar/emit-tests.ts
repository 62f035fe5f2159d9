import { ANY_BYTE, type ByteSet, byteOf, listBytes } from "./bytes.ts";
import { type Grammar, type Node, ruleOf } from "./ir.ts";

/** Names and constants of one emitted module. `b` is the bytes, `i` the position, `s` the text in all emitted code. */
export class Names {
  #count = 0;
  readonly #tables = new Map<ByteSet, string>();

  /** A name that no other code of the module uses. */
  fresh(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  /** A `Uint8Array` of 256 that holds 1 for the bytes of the set; 0 at LF, so that no loop needs a bounds check. */
  table(set: ByteSet): string {
    const known = this.#tables.get(set) ?? `$T${this.#tables.size}`;
    this.#tables.set(set, known);
    return known;
  }

  declarations(): string[] {
    return [...this.#tables].map(([set, name]) => `const ${name}: any = table(${rangesOf(set).join(", ")});`);
  }
}

/** Where each run of bytes of the set begins, and where it is over. */
function rangesOf(set: ByteSet): readonly number[] {
  const bytes = listBytes(set);
  const begins = bytes.filter((byte) => !bytes.includes(byte - 1));
  const ends = bytes.filter((byte) => !bytes.includes(byte + 1));
  return begins.flatMap((begin, at) => [begin, (ends[at] ?? begin) + 1]);
}

/** A function or rule name as part of an identifier; distinct for distinct names. */
export function identifier(name: string): string {
  return name.replace(/\W/g, (character) => `$${character.charCodeAt(0).toString(16)}`);
}

export function at(offset: number): string {
  return offset === 0 ? "b[i]" : `b[i + ${offset}]`;
}

export function byteTest(names: Names, set: ByteSet, expression: string): string {
  const bytes = listBytes(set);
  if (bytes.length === 0) return "false";
  return bytes.length === 1 ? `${expression} === ${bytes[0]}` : `${names.table(set)}[${expression}] === 1`;
}

/** A sequence of fixed length as one condition: tested left to right, so it never reads behind the line's LF. */
export interface FixedTest {
  readonly condition: string;
  readonly length: number;
}

export function fixedTest(grammar: Grammar, names: Names, symbols: readonly Node[]): FixedTest | undefined {
  const sets = fixedSets(grammar, symbols);
  if (sets === undefined) return undefined;
  const condition = [...conditions(names, sets)].join(" && ");
  return { condition: condition === "" ? "true" : condition, length: sets.length };
}

/** Single tests a byte; but from the fifth byte of a very long literal on one call: less code. */
function* conditions(names: Names, sets: readonly ByteSet[]): Iterable<string> {
  for (let offset = 0; offset < sets.length; ) {
    const literal = literalAt(sets, offset);
    for (const end = offset + Math.min(literal.length, OPENING); offset < end; offset++)
      yield byteTest(names, sets[offset] ?? 0n, at(offset));
    const tail = literal.slice(OPENING);
    if (tail.length >= WORTH_A_CALL) {
      yield `s.startsWith(${JSON.stringify(tail)}, i + ${offset})`;
      offset += tail.length;
    } else if (literal === "") {
      yield byteTest(names, sets[offset] ?? 0n, at(offset));
      offset++;
    }
  }
}

const OPENING = 4;
/** A call takes as long as some fifteen single tests. */
const WORTH_A_CALL = 14;

/** The bytes from `offset` on that can be only one each. */
function literalAt(sets: readonly ByteSet[], offset: number): string {
  let text = "";
  for (let at = offset; at < sets.length; at++) {
    const [byte, other] = listBytes(sets[at] ?? 0n);
    if (byte === undefined || other !== undefined) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

function fixedSets(grammar: Grammar, symbols: readonly Node[]): ByteSet[] | undefined {
  const sets: ByteSet[] = [];
  for (const symbol of symbols) {
    const one = fixedSetsOf(grammar, symbol);
    if (one === undefined) return undefined;
    sets.push(...one);
  }
  return sets;
}

function fixedSetsOf(grammar: Grammar, node: Node): ByteSet[] | undefined {
  if (node.kind === "bytes") return [node.bytes];
  if (node.kind === "literal") return [...node.text].map(byteOf);
  if (node.kind !== "rule") return undefined;
  const [only, ...others] = ruleOf(grammar, node.name).alternatives;
  return only === undefined || others.length > 0 ? undefined : fixedSets(grammar, only.symbols);
}

/** So many bytes tell one optional field from the next; more would be tested twice for nothing. */
const GUARD = 3;

/** The bytes that every text of the node begins with, as a condition worth testing before a call; undefined if none. */
export function opening(grammar: Grammar, names: Names, node: Node): string | undefined {
  const sets = openingSets(grammar, node).slice(0, GUARD);
  return sets.length === 0 ? undefined : sets.map((set, offset) => byteTest(names, set, at(offset))).join(" && ");
}

function openingSets(grammar: Grammar, node: Node): ByteSet[] {
  const fixed = fixedSetsOf(grammar, node);
  if (fixed !== undefined) return fixed;
  if (node.kind !== "rule") return [];
  const [only, ...others] = ruleOf(grammar, node.name).alternatives;
  if (only === undefined || others.length > 0) return [];
  const sets: ByteSet[] = [];
  for (const symbol of only.symbols) {
    sets.push(...openingSets(grammar, symbol));
    if (fixedSetsOf(grammar, symbol) === undefined) break;
  }
  return sets;
}

/** Does one of the marks begin at `i`? Marks of one shape, such as " H=", " I=", share their tests. */
export function markTest(names: Names, marks: readonly string[], offset = 0): string {
  const byTail = new Map<string, { set: ByteSet; tails: string[] }>();
  for (const letter of new Set(marks.map((mark) => mark.charAt(0)))) {
    const tails = marks.filter((mark) => mark.startsWith(letter)).map((mark) => mark.slice(1));
    const key = tails.includes("") ? "" : JSON.stringify([...tails].sort());
    const same = byTail.get(key);
    if (same === undefined) byTail.set(key, { set: byteOf(letter), tails: key === "" ? [] : tails });
    else same.set |= byteOf(letter);
  }
  const tests = [...byTail.values()].map(({ set, tails }) => {
    const here = byteTest(names, set, at(offset));
    return tails.length === 0 ? here : `${here} && ${markTest(names, tails, offset + 1)}`;
  });
  return tests.length === 1 ? (tests[0] ?? "false") : `(${tests.join(" || ")})`;
}

/** The bytes that no mark begins with: what a free text runs over without looking. */
export function plainBytes(marks: readonly string[]): ByteSet {
  return marks.reduce((set, mark) => set & ~byteOf(mark), ANY_BYTE);
}
