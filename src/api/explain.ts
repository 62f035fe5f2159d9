import { Oracle } from "../grammar/oracle.ts";
import type { OrderedScanner, ScannerModule } from "../grammar/runtime.ts";
import type { MailEvent } from "../parsers/events.ts";
import { scanners as dovecot } from "../parsers/generated/dovecot.ts";
import { scanners as mainlog } from "../parsers/generated/exim-mainlog.ts";
import { scanners as paniclog } from "../parsers/generated/exim-paniclog.ts";
import { dialects, type ParseOptions, parseLine } from "../parsers/index.ts";

/** What is known of one line. */
export interface Explanation {
  /** `whole`: every field; `partly`: the kind, but not the rest; `stamp`: only who wrote it and when; `nothing`. */
  readonly known: "whole" | "partly" | "stamp" | "nothing";
  readonly event: MailEvent | undefined;
  /** Where the line stops being known, the readings that came furthest first; empty when it is known whole. */
  readonly stops: readonly Stop[];
}

/** A place that one reading of the line could not pass. */
export interface Stop {
  /** `exim-mainlog: line`, the grammar and its start symbol. */
  readonly rule: string;
  /** Bytes of the line that could be read. */
  readonly read: number;
  /** What could have come there: texts in double quotes, names of rules. */
  readonly expected: readonly string[];
}

/** How a dialect's line is put together: what begins it, if that is read apart, and what follows. */
interface Route {
  readonly dialect: string;
  readonly head: readonly [ScannerModule, list: string] | null;
  readonly bodies: readonly (readonly [ScannerModule, list: string])[];
}

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
  if (event === undefined) return { known: "nothing", event, stops: stopsOfLine(line, routes) };
  const dialect = dialects.find(({ name }) => event.kind.startsWith(`${name}.`));
  const share = dialect?.share(event) ?? "unknown";
  if (share === "recognised") return { known: "whole", event, stops: [] };
  const ownRoutes = routes.filter((route) => route.dialect === dialect?.name);
  return { known: share === "partial" ? "partly" : "stamp", event, stops: stopsOfLine(line, ownRoutes) };
}

/** What several readings expected at the same place counts together. */
function stopsOfLine(line: string, along: readonly Route[]): readonly Stop[] {
  const places = new Map<number, Stop>();
  for (const stop of along.flatMap((route) => stopsAlong(route, line))) {
    const there = places.get(stop.read);
    const expected = [...new Set([...(there?.expected ?? []), ...stop.expected])];
    places.set(stop.read, { ...(there ?? stop), expected });
  }
  return [...places.values()].sort((a, b) => b.read - a.read);
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
  const oracle = new Oracle(module.rules().map(({ name, symbols }) => ({ name, symbols })));
  const rest = line.slice(from);
  return starts.flatMap((start) => {
    const { results, furthestColumn, expected } = oracle.read(start, rest);
    return results.length > 0 ? [] : [{ rule: `${module.name}: ${start}`, read: from + furthestColumn, expected }];
  });
}

function scannerOf(module: ScannerModule, list: string): OrderedScanner {
  const found = module.lists[list];
  if (found === undefined) throw new Error(`${module.name} has no list ${list}`);
  return found.scan;
}
