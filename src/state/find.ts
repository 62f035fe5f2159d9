/** Opens what a run is to read: what was named, and what of the files that it read before was moved beside them. */
import type { Input, Problem, ReadOptions, TimedEvent } from "../engine/contract.ts";
import { openSources } from "../engine/run.ts";
import type { Opened, Source } from "../engine/source.ts";
import { ToolError } from "../error.ts";
import { placeOf, type StoredLog } from "./log.ts";
import { type KnownLog, match, named } from "./match.ts";
import { isOwn, realPathOf } from "./present.ts";
import { Siblings } from "./siblings.ts";

/** The files of a run. */
export interface Found {
  /** In the order of the result. */
  readonly logs: readonly KnownLog[];
  /** Those of which no file is there any more; some may have a rest to be read. */
  readonly gone: readonly StoredLog[];
  /** Those that may be there, but cannot be looked at now: they are under `problems`, and stay as they were. */
  readonly away: readonly StoredLog[];
  readonly problems: Opened["problems"];
  readonly warnings: readonly string[];
}

/**
 * @param own real paths of files that this program writes itself: in a folder of logs they are none
 * @throws ToolError `usage` for what cannot be read on from where it was left, and for a file of which the dialect is
 *   another one than before.
 */
export async function findLogs<E extends TimedEvent>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
  stored: readonly StoredLog[],
  own: readonly string[] = [],
): Promise<Found> {
  const opened = await openSources(inputs, options);
  const given = { ...opened, sources: opened.sources.filter(({ file }) => file === null || !isOwn(file.path, own)) };
  for (const source of given.sources) refuseStream(source);
  const siblings = new Siblings(given.sources, options);
  const moved: Source[] = [];
  for (const log of unmatched(given.sources, stored)) {
    const source = await siblings.movedTo(log);
    if (source !== undefined) moved.push(source);
  }
  const sources = [...given.sources, ...moved];
  const found = match(sources, stored);
  for (const [source, log] of found) refuseOtherDialect(source, log);
  const there = new Set(found.values());
  const absent = stored.filter((log) => !there.has(log));
  const problems = new Map(absent.flatMap((log) => problemOf(log, given, siblings) ?? []));
  return {
    logs: inOrder(named(sources, found, stored), moved.length),
    gone: absent.filter((log) => !problems.has(log)),
    away: absent.filter((log) => problems.has(log)),
    problems: [...given.problems, ...[...problems.values()].flatMap((problem) => problem ?? [])],
    warnings: given.warnings,
  };
}

function unmatched(sources: readonly Source[], stored: readonly StoredLog[]): readonly StoredLog[] {
  const there = new Set(match(sources, stored).values());
  return stored.filter((log) => !there.has(log));
}

/** Why it cannot be told whether a log is gone: null when an input said it already, undefined when it is gone. */
function problemOf(
  log: StoredLog,
  given: Opened,
  siblings: Siblings,
): readonly [readonly [StoredLog, Problem | null]] | undefined {
  const reason = log.isGone ? undefined : siblings.whyUnseen(log);
  if (reason === undefined) return undefined;
  const isSaid = given.problems.some(({ source }) => realPathOf(source) === log.name);
  const message = `${log.name}: ${reason}; what was read of it before still counts`;
  return [[log, isSaid ? null : { source: log.name, message }]];
}

/** What was moved stands behind the last one of its log that was named; the newest first. */
function inOrder(logs: readonly KnownLog[], moved: number): readonly KnownLog[] {
  const ordered = logs.slice(0, logs.length - moved);
  const rest = [...logs.slice(logs.length - moved)].sort((a, b) => (a.source.id < b.source.id ? -1 : 1));
  for (const log of rest)
    ordered.splice(
      behindFamily(
        ordered.map(({ source }) => source.id),
        log.source.id,
      ),
      0,
      log,
    );
  return ordered;
}

/** Where an id belongs in a list: behind the last one of its family, or at the end. */
export function behindFamily(ids: readonly string[], id: string): number {
  const { family } = placeOf(id);
  const last = ids.findLastIndex((one) => placeOf(one).family === family);
  return last < 0 ? ids.length : last + 1;
}

function refuseStream({ file, name }: Source): void {
  if (file !== null) return;
  const what = name === "-" ? "standard input" : `${name} (a pipe or stream)`;
  throw new ToolError(
    "usage",
    `--state: ${what} cannot be read on from where it was left the last time; name the log files themselves`,
  );
}

function refuseOtherDialect({ name, forced }: Source, log: StoredLog): void {
  if ((forced ?? null) === log.forced) return;
  const said = log.forced === null ? "without a dialect" : `as ${log.forced}:FILE`;
  throw new ToolError(
    "usage",
    `--state: ${name} was read ${said} before; name it like that, or delete the state file to begin anew`,
  );
}
