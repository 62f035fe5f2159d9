/** Opens what a run is to read: what was named, and what of the files that it read before was moved beside them. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Input, ReadOptions, TimedEvent } from "../engine/contract.ts";
import { logName, rotationAge } from "../engine/log-name.ts";
import { openSources } from "../engine/run.ts";
import type { Opened, Source } from "../engine/source.ts";
import { openFile } from "../engine/source-open.ts";
import { ToolError } from "../error.ts";
import { placeOf, type StoredLog } from "./log.ts";
import { isSame, type KnownLog, match, named } from "./match.ts";

/** The files of a run. */
export interface Found {
  /** In the order of the result. */
  readonly logs: readonly KnownLog[];
  /** Those of which no file is there any more; some may have a rest to be read. */
  readonly gone: readonly StoredLog[];
  readonly problems: Opened["problems"];
  readonly warnings: readonly string[];
}

/**
 * @throws ToolError `usage` for what cannot be read on from where it was left, and for a file of which the dialect is
 *   another one than before.
 */
export async function findLogs<E extends TimedEvent>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
  stored: readonly StoredLog[],
): Promise<Found> {
  const given = await openSources(inputs, options);
  for (const source of given.sources) refuseStream(source);
  const missing = missingOf(given.sources, stored);
  const moved: Source[] = [];
  for (const log of missing) {
    const source = await movedTo(log, [...given.sources, ...moved], options);
    if (source !== undefined) moved.push(source);
  }
  const sources = [...given.sources, ...moved];
  const found = match(sources, stored);
  for (const [source, log] of found) refuseOtherDialect(source, log);
  const there = new Set(found.values());
  const gone = stored.filter((log) => !there.has(log));
  const logs = inOrder(named(sources, found, stored), moved.length);
  return { logs, gone, problems: given.problems, warnings: given.warnings };
}

function missingOf(sources: readonly Source[], stored: readonly StoredLog[]): readonly StoredLog[] {
  const there = new Set(match(sources, stored).values());
  return stored.filter((log) => !log.isGone && !there.has(log));
}

/** The file of the same log, in the same folder, that holds what this one held. */
async function movedTo<E extends TimedEvent>(
  log: StoredLog,
  known: readonly Source[],
  options: ReadOptions<E>,
): Promise<Source | undefined> {
  const folder = dirname(log.name);
  const family = logName(log.name);
  const candidates = namesIn(folder)
    .filter((name) => logName(name) === family)
    .map((name) => (log.name.includes("/") ? join(folder, name) : name));
  const isKnown = (source: Source) =>
    known.some(({ name, file }) => name === source.name || file?.ino === source.file?.ino);
  const opened: Source[] = [];
  for (const path of candidates.sort((a, b) => rotationAge(b) - rotationAge(a))) {
    const prefix = log.forced === null ? "" : `${log.forced}:`;
    const { sources } = await openSources([prefix + path], options);
    opened.push(...sources.filter((source) => !isKnown(source) && isSame(source, log)));
  }
  return opened.find(({ file }) => file?.ino === log.ino && file.dev === log.dev) ?? opened[0];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
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

/** The end of a file that is gone, as a file. */
export function restOf(log: StoredLog): KnownLog | undefined {
  if (log.rest === null || log.rest === "" || log.isWhole) return undefined;
  const rest = Buffer.from(log.rest, "base64");
  const { name, dev, ino, id } = log;
  const file = { path: name, dev, ino, compressed: false, rest };
  const source = {
    id,
    name,
    log: logName(name),
    forced: log.forced ?? undefined,
    size: log.position + rest.length,
    time: null,
    head: rest,
    file,
    open: (notes: Parameters<Source["open"]>[0]) => openFile(file, notes),
  };
  return { source, stored: log };
}
