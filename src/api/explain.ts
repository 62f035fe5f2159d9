import type { RuleComment } from "../grammar/comments.ts";
import { type NearleyRule, type OpenRule, Oracle } from "../grammar/oracle.ts";
import type { OrderedScanner, ScannerModule } from "../grammar/runtime.ts";
import type { MailEvent } from "../parsers/events.ts";
import { comments } from "../parsers/generated/comments.ts";
import { scanners as dovecot } from "../parsers/generated/dovecot.ts";
import { rules as dovecotRules } from "../parsers/generated/dovecot-rules.ts";
import { scanners as mainlog } from "../parsers/generated/exim-mainlog.ts";
import { rules as mainlogRules } from "../parsers/generated/exim-mainlog-rules.ts";
import { scanners as paniclog } from "../parsers/generated/exim-paniclog.ts";
import { rules as paniclogRules } from "../parsers/generated/exim-paniclog-rules.ts";
import { dialects, type ParseOptions, parseLine } from "../parsers/index.ts";
import { lineClock } from "../parsers/line-clock.ts";
import { type Hint, hintOf } from "./explain-hint.ts";
import { unwrapped } from "./unwrap.ts";

/** What is known of one line. */
export interface Explanation {
  /**
   * `whole`: every field; `partly`: the kind, but not the rest; `stamp`: only who wrote it and when; `other program`:
   * a line of syslog by neither Exim nor Dovecot; `continuation`: belongs to the record above it; `nothing`.
   */
  readonly known: "whole" | "partly" | "stamp" | "other program" | "continuation" | "nothing";
  readonly event: MailEvent | undefined;
  /** Where the line stops being known, the readings that recognised most of it first; empty when it is known whole. */
  readonly stops: readonly Stop[];
  /** What would have made it known; null when nothing is near. */
  readonly hint: Hint | null;
  /** The text that an envelope encodes (JSON): the stops' bytes are counted in it. Otherwise null, and they are the line's. */
  readonly text: string | null;
}

/** A place that one reading of the line could not pass. */
export interface Stop {
  /** The grammar and its start symbol. */
  readonly grammar: string;
  readonly start: string;
  /** Bytes of the line up to where the last literal or field ended that could be read. */
  readonly read: number;
  /** How many of them are of literals: a word or a free text could be any. */
  readonly structured: number;
  /** What could have come there: texts in double quotes, names of rules, kinds of characters. */
  readonly expected: readonly string[];
  /** The rules that it stopped in the middle of, and that say what they read; the outermost first. */
  readonly within: readonly RuleStop[];
}

/** A rule that was begun. */
export interface RuleStop extends RuleComment {
  readonly rule: string;
  /** Byte of the line where it began, from 0. */
  readonly from: number;
}

/** How a dialect's line is put together: what begins it, if that is read apart, and what follows. */
interface Route {
  readonly dialect: string;
  readonly head: readonly [ScannerModule, list: string] | null;
  readonly bodies: readonly (readonly [ScannerModule, list: string])[];
}

/** Each grammar for nearley. */
const rulesOf: ReadonlyMap<ScannerModule, () => readonly NearleyRule[]> = new Map([
  [dovecot, dovecotRules],
  [mainlog, mainlogRules],
  [paniclog, paniclogRules],
]);

const routes: readonly Route[] = [
  {
    dialect: "exim",
    head: null,
    bodies: [
      [mainlog, "typed"],
      [paniclog, "panicked"],
    ],
  },
  { dialect: "dovecot", head: [dovecot, "envelope"], bodies: [[dovecot, "body"]] },
];

/**
 * What one line says, and where it stops being known. Slow: for the rest of a line that no scanner knows it asks
 * nearley, which knows everything that could have come next.
 *
 * @param line latin1, without its line end.
 */
export function explainLine(line: string, options: ParseOptions = {}): Explanation {
  const event = parseLine(line, options);
  const nothing: Explanation = { known: "nothing", event, stops: [], hint: null, text: null };
  if (event === undefined) {
    const known = unreadAs(line);
    return known === "nothing"
      ? { ...nothing, ...whereItStops(line, routes), hint: hintOf(line, options) }
      : { ...nothing, known };
  }
  const dialect = dialects.find(({ name }) => event.kind.startsWith(`${name}.`));
  const share = dialect?.share(event) ?? "unknown";
  if (share === "recognised") return { ...nothing, known: "whole" };
  const ownRoutes = routes.filter((route) => route.dialect === dialect?.name);
  return { ...nothing, known: share === "partial" ? "partly" : "stamp", ...whereItStops(line, ownRoutes) };
}

/** What the engine makes of a line that no dialect reads. */
function unreadAs(line: string): "other program" | "continuation" | "nothing" {
  const text = `${line}\n`;
  const bytes = Buffer.from(text, "latin1");
  for (const one of dialects) {
    const dialect = one.forSource?.() ?? one;
    dialect.read(text, bytes, 0, lineClock("UTC", 2000), 0);
    if (dialect.foreign(text, bytes, 0)) return "other program";
  }
  return dialects.some((dialect) => dialect.continues(text, bytes, 0)) ? "continuation" : "nothing";
}

/** In an envelope it is the text that is asked about; Dovecot's grammar knows the old form of syslog itself. */
function whereItStops(line: string, along: readonly Route[]): Pick<Explanation, "stops" | "text"> {
  const inner = unwrapped(line);
  if (inner === undefined || (inner.program === "dovecot" && isReadBare(line)))
    return { stops: stopsOfLine(line, along), text: null };
  const { lead, text, from } = inner;
  const shift = from - lead.length;
  const own = routes.filter(({ dialect }) => dialect === inner.program);
  const stops = stopsOfLine(lead + text, own).map((stop) => ({
    ...stop,
    read: Math.max(from, stop.read + shift),
    within: stop.within
      .filter((rule) => rule.from >= lead.length)
      .map((rule) => ({ ...rule, from: rule.from + shift })),
  }));
  return { stops, text: inner.inLine ? null : text };
}

/** Whether Dovecot's grammar has a beginning for the line as it stands. */
function isReadBare(line: string): boolean {
  const text = `${line}\n`;
  return scannerOf(dovecot, "envelope")(text, Buffer.from(text, "latin1"), 0) !== undefined;
}

/** What several readings expected at the same place counts together. */
function stopsOfLine(line: string, along: readonly Route[]): readonly Stop[] {
  const places = new Map<number, Stop>();
  for (const stop of along.flatMap((route) => stopsAlong(route, line))) {
    const there = places.get(stop.read);
    const expected = [...new Set([...(there?.expected ?? []), ...stop.expected])];
    const best = there === undefined || stop.structured > there.structured ? stop : there;
    const within = stop.structured === there?.structured ? shared(there.within, stop.within) : best.within;
    places.set(stop.read, { ...best, expected, within });
  }
  // Who recognised no more and came further has taken words for something that they are not.
  return [...places.values()].sort((a, b) => b.structured - a.structured || a.read - b.read);
}

/** The rules that two readings have begun alike; those of the first when there are none. */
function shared(first: Stop["within"], second: Stop["within"]): Stop["within"] {
  const end = first.findIndex(({ rule, from }, at) => rule !== second[at]?.rule || from !== second[at]?.from);
  return end <= 0 ? first : first.slice(0, end);
}

/** With a head that fits, the stops of what follows it; otherwise where the head itself stops. */
function stopsAlong({ head, bodies }: Route, line: string): readonly Stop[] {
  let from = 0;
  if (head !== null) {
    const [module, list] = head;
    const scan = scannerOf(module, list);
    const text = `${line}\n`;
    if (scan(text, Buffer.from(text, "latin1"), 0) === undefined) return stopsOf(module, scan.starts, line, 0);
    from = scan.end();
  }
  return bodies.flatMap(([module, list]) => stopsOf(module, scannerOf(module, list).starts, line, from));
}

/** A start that reads the line to its end takes any text: it says nothing about what was expected. */
function stopsOf(module: ScannerModule, starts: readonly string[], line: string, from: number): readonly Stop[] {
  // Without values: copying a long list at every byte would make a long line take minutes.
  const rules = rulesOf.get(module)?.() ?? [];
  const oracle = new Oracle(rules.map(({ name, symbols }) => ({ name, symbols })));
  const rest = line.slice(from);
  return starts.flatMap((start): readonly Stop[] => {
    const { results, furthestColumn, structured, expected, within } = oracle.read(start, rest);
    if (results.length > 0) return [];
    const read = from + furthestColumn;
    return [
      {
        grammar: module.name,
        start,
        read,
        structured: from + structured,
        expected,
        within: commented(module.name, within, from),
      },
    ];
  });
}

function commented(grammar: string, open: readonly OpenRule[], offset: number): readonly RuleStop[] {
  return open.flatMap(({ rule, from }) => {
    const comment = comments[grammar]?.[rule];
    return comment === undefined ? [] : [{ rule, from: offset + from, ...comment }];
  });
}

function scannerOf(module: ScannerModule, list: string): OrderedScanner {
  const found = module.lists[list];
  if (found === undefined) throw new Error(`${module.name} has no list ${list}`);
  return found.scan;
}
