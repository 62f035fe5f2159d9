/** What a run came to, as a run over everything would say it. */
import type { Analysis } from "../analyzers/analysis.ts";
import type { FoldStates, Reading, TimedEvent } from "../engine/contract.ts";
import { lineNumbers } from "../engine/lines.ts";
import { readingOf } from "../engine/reading.ts";
import { Shapes } from "../engine/shapes.ts";
import type { AnyFold } from "../engine/states.ts";
import type { WallZone } from "../engine/zone.ts";
import type { Advanced, CountedLog } from "./advance.ts";
import type { Found } from "./find.ts";
import { idMark, idOf, olderPlace, placeOf } from "./log.ts";
import type { WindowRequest } from "./windows.ts";

/** A reading and its states, in which logs go by their ids. */
export interface Result extends Reading {
  readonly states: FoldStates;
}

/** @param states those that are kept, or equal ones; what is behind them is added to them, and they are used up. */
export function resultOf<E extends TimedEvent>(
  advanced: Advanced,
  states: FoldStates,
  folds: readonly AnyFold[],
  found: Pick<Found, "problems" | "warnings">,
  request: WindowRequest<E>,
  zone: WallZone,
): Result {
  const shapes = new Shapes();
  shapes.merge(advanced.kept.shapes);
  for (const tail of advanced.tails) {
    shapes.merge(tail.shapes);
    for (const fold of folds) fold.merge(states.get(fold), tail.states.get(fold));
  }
  const asking = new Set(advanced.logs.flatMap(({ source, account }) => (account.yearless ? [source.id] : [])));
  const reading = readingOf(advanced.logs, {
    opened: { problems: found.problems, warnings: [...found.warnings, ...advanced.warnings] },
    shapes: shapes.table(),
    dialects: request.dialects.map(({ name }) => name),
    zone: { name: zone.name, given: request.zone !== undefined },
    year: advanced.years.assumption(({ id = "" }) => asking.has(id)),
  });
  const ranges = new Map(advanced.logs.map(({ source, account }) => [source.id, account.ranges]));
  return { ...reading, states, lineNumbers: lineNumbers(ranges) };
}

/** The analysis with the present names of the logs in the place of their ids. */
export function withNames(analysis: Analysis, { logs }: Pick<Advanced, "logs">): Analysis {
  const names = new Map(logs.map((log) => [log.source.id, shownName(log)]));
  const sources = analysis.sources.map((source, at) => {
    const log = logs[at];
    return log === undefined ? source : { ...source, name: shownName(log) };
  });
  return renamed({ ...analysis, sources }, names) as Analysis;
}

/** Its name may be that of another file by now, as `mainlog.7.gz` is every night. */
function shownName({ source: { name }, isGone }: CountedLog): string {
  return isGone ? `${name} (gone)` : name;
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? (value.includes(idMark) ? olderName(value, names) : value);
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, renamed(held, names)]));
}

/** Of a log that was forgotten (forget.ts); a text with a NUL in it stays what it is. */
function olderName(id: string, names: ReadonlyMap<string, string>): string {
  return names.get(idOf(placeOf(id).family, olderPlace)) ?? id;
}
