import nearley from "nearley";

/** nearley itself, run on the rules that an emitted module carries: in tests, and where `explain` must say what was expected. */

export interface NearleyRule {
  readonly name: string;
  readonly symbols: readonly (string | RegExp | { readonly literal: string })[];
  readonly postprocess?: (d: never) => unknown;
}

export interface NearleyReading {
  /** All parses; a proven grammar has one or none. */
  readonly results: readonly unknown[];
  /**
   * Where the last thing with a structure ended (a literal, a field) that could be read: behind it comes what the
   * grammar did not expect. How far a free text ran says nothing, it takes anything. The text's length when it was read.
   */
  readonly furthestColumn: number;
  /** How many characters up to there are of literals, which tell what a text is; a word or a free text could be any. */
  readonly structured: number;
  /** What could have come there, such as `" P="`, `number` or `the line's end`; empty when the text was read to its end. */
  readonly expected: readonly string[];
  /** The named rules that were begun and not yet at their end there, the outermost first; empty when all was read. */
  readonly within: readonly OpenRule[];
}

/** A rule in the middle of which reading stopped. */
export interface OpenRule {
  readonly rule: string;
  /** Where it began. */
  readonly from: number;
}

/** Rules of one module, ready for nearley. */
export class Oracle {
  readonly #rules: readonly NearleyRule[];
  readonly #byName = new Map<string, readonly NearleyRule[]>();
  readonly #grammars = new Map<string, nearley.Grammar>();

  constructor(rules: readonly NearleyRule[]) {
    this.#rules = rules;
    for (const rule of rules) this.#byName.set(rule.name, [...(this.#byName.get(rule.name) ?? []), rule]);
  }

  /** Runs one start symbol over the whole text (without LF). */
  read(start: string, text: string): NearleyReading {
    const parser = this.#parser(start);
    const table = (parser as unknown as { readonly table: readonly (Column | undefined)[] }).table;
    const firm = new FirmColumns(table[0]);
    // A text without a character has its results, too.
    parser.feed("");
    try {
      for (let at = 0; at < text.length; at++) {
        parser.feed(text.charAt(at));
        firm.add(table[at + 1]);
      }
    } catch {
      return this.#stopped(start, firm);
    }
    if (parser.results.length === 0) return this.#stopped(start, firm);
    return {
      results: parser.results,
      furthestColumn: text.length,
      structured: firm.count,
      expected: [],
      within: [],
    };
  }

  /** Runs a start symbol that reads the beginning of a line: results are `[value, rest]`. */
  readPrefix(start: string, text: string): NearleyReading {
    return this.read(`${start}$prefix`, text);
  }

  #parser(start: string): nearley.Parser {
    let grammar = this.#grammars.get(start);
    if (grammar === undefined) {
      const rules = [...this.#rules, ...prefixRules(start)] as nearley.ParserRule[];
      grammar = nearley.Grammar.fromCompiled({ Lexer: undefined, ParserRules: rules, ParserStart: start });
      this.#grammars.set(start, grammar);
    }
    const parser = new nearley.Parser(grammar, { keepHistory: false });
    // nearley describes every state of its table in the message of an error that nobody reads
    Object.assign(parser, { reportError: () => "" });
    return parser;
  }

  #stopped(start: string, { last, lastAt, count }: FirmColumns): NearleyReading {
    const expected = this.#expected(start, last, lastAt);
    return { results: [], furthestColumn: lastAt, structured: count, expected, within: openRules(last, lastAt) };
  }

  /** The terminals that could come next; inside a literal the literal, inside a word its rule. */
  #expected(start: string, column: Column | undefined, at: number): readonly string[] {
    const found = new Set<string>();
    for (const { rule, dot, reference } of column?.states ?? []) {
      const symbol = rule.symbols[dot];
      if (symbol === undefined && rule.name === start && reference === 0) found.add("the line's end");
      if (symbol === undefined || typeof symbol === "string") continue;
      found.add(describe(rule, symbol, reference < at));
    }
    return [...found].sort();
  }
}

interface State {
  readonly rule: NearleyRule;
  readonly dot: number;
  readonly reference: number;
  readonly wantedBy: readonly State[];
}
interface Column {
  readonly states: readonly State[];
}

/** A shorter literal behind a free text tells nothing. */
const telling = 3;

/** The columns of a reading where something with a structure ended, or goes on that began at such a column. */
class FirmColumns {
  /** The last of them, and where it is; nearley throws columns away. */
  last: Column | undefined;
  lastAt = 0;
  count = 0;
  readonly #firm = new Set([0]);
  #at = 0;

  /** @param begin column 0 */
  constructor(begin: Column | undefined) {
    this.last = begin;
  }

  /** The column behind the last one. */
  add(column: Column | undefined): void {
    this.#at++;
    if (column === undefined) return;
    let isFirm = false;
    let isTelling = false;
    for (const state of column.states) {
      if (!this.#isFirm(state)) continue;
      isFirm = true;
      isTelling ||= this.#isTelling(state);
      if (isTelling) break;
    }
    if (!isFirm) return;
    if (isTelling) this.count++;
    this.#firm.add(this.#at);
    this.last = column;
    this.lastAt = this.#at;
  }

  /** A separator behind a free text, such as `: `, stands in any text. */
  #isTelling({ rule, dot, reference }: State): boolean {
    const read = rule.symbols[dot - 1];
    const isLiteral = read !== undefined && isLetter(read);
    return isLiteral && (rule.symbols.length >= telling || this.#firm.has(reference));
  }

  /** Behind a free text a literal may begin at every character: it counts when all of it is there. */
  #isFirm({ rule, dot, reference }: State): boolean {
    const read = rule.symbols[dot - 1];
    if (typeof read !== "object" || rule.name.startsWith("until__")) return false;
    if (!rule.symbols.every(isLetter) && !rule.name.includes("$choice$")) return true;
    return dot === rule.symbols.length || this.#firm.has(reference);
  }
}

function isLetter(symbol: NearleyRule["symbols"][number]): boolean {
  return typeof symbol === "object" && "literal" in symbol;
}

/** Up from what could come next to the rules that want it. */
function openRules(column: Column | undefined, at: number): readonly OpenRule[] {
  const seen = new Set<State>();
  const open = new Map<string, OpenRule>();
  const waiting = (column?.states ?? []).filter(({ rule, dot }) => typeof rule.symbols[dot] === "object");
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const { rule, reference, wantedBy } = state;
    const [name = rule.name] = rule.name.split("$");
    if (reference < at && !name.startsWith("until__"))
      open.set(`${name} ${reference}`, { rule: name, from: reference });
    waiting.push(...wantedBy);
  }
  return [...open.values()].sort((a, b) => a.from - b.from);
}

function prefixRules(start: string): NearleyRule[] {
  if (!start.endsWith("$prefix")) return [];
  const rest = `${start}$rest`;
  return [
    { name: start, symbols: [start.slice(0, -"$prefix".length), rest] },
    { name: rest, symbols: [], postprocess: () => "" },
    { name: rest, symbols: [rest, /[^\n]/], postprocess: (d: readonly string[]) => `${d[0]}${d[1]}` },
  ];
}

/** Classes of characters that say more than the letter that their rule is called (`D`). */
const CLASSES: Readonly<Record<string, string>> = {
  "[0-9]": "a digit",
  "[0-9A-Za-z]": "a letter or digit",
};

function describe(rule: NearleyRule, symbol: RegExp | { readonly literal: string }, begun: boolean): string {
  const [owner = rule.name] = rule.name.split("$");
  if (/\$string\$\d+$/.test(rule.name)) {
    const text = rule.symbols.map((one) => (typeof one === "object" && "literal" in one ? one.literal : "")).join("");
    return JSON.stringify(text);
  }
  if (owner.startsWith("until__")) return "text";
  if (rule.name.includes("$choice$")) return owner;
  if (symbol instanceof RegExp && owner.length === 1) return CLASSES[symbol.source] ?? owner;
  if (symbol instanceof RegExp) return owner;
  if (begun) return owner;
  return JSON.stringify(symbol.literal);
}
