/** Which of the files that are there is which of those that a state knows. */
import { logName, rotationAge } from "../engine/log-name.ts";
import type { Source } from "../engine/source.ts";
import { familyOf, firstPlace, idOf, olderPlace, placeOf, type StoredLog } from "./log.ts";
import { realPathOf } from "./present.ts";
import { fits, printBefore } from "./prints.ts";

/** A file, under its id, and what is known of it. */
export interface KnownLog {
  readonly source: Source & { readonly id: string };
  /** null: it was never read before. */
  readonly stored: StoredLog | null;
}

/** Whether a file is the one that was read, perhaps grown, moved, copied or compressed since. */
export function isSame(source: Source, log: StoredLog): boolean {
  const { file, size, head } = source;
  if (file === null || size === null || head === null) return false;
  // Inodes are used again, and a short beginning is that of many logs.
  if (logOf(source) !== logName(log.name)) return false;
  // A compressed file that cannot be opened shows nothing of its text.
  if (log.head.bytes === 0) return file.compressed && isInode(source, log) && size === log.size;
  if (!fits(log.head, head)) return false;
  if (file.compressed) return true;
  // A log that is shorter than it was, was emptied and begins alike.
  if (size < log.position || (!log.compressed && size < log.size)) return false;
  const { before } = log;
  return before === null || printBefore(file, log.position)?.hash === before.hash;
}

const logs = new WeakMap<Source, string>();

/** The log that a file is a member of, whatever link names it. */
function logOf(source: Source): string {
  const log = logs.get(source) ?? logName(realPathOf(source.name));
  logs.set(source, log);
  return log;
}

const isInode = ({ file }: Source, { dev, ino }: StoredLog): boolean => file?.dev === dev && file.ino === ino;

/**
 * Joins files and what is known of them: by inode, or else by what they hold. A file that was emptied and written anew
 * holds something else.
 */
export function match(sources: readonly Source[], logs: readonly StoredLog[]): ReadonlyMap<Source, StoredLog> {
  const found = new Map<Source, StoredLog>();
  const taken = new Set<StoredLog>();
  // Two logs may begin alike as far as one was read: what was there before is older than what nobody has seen.
  const oldest = [...sources].sort((a, b) => rotationAge(b.name) - rotationAge(a.name));
  // What was gone may be back, but what was there is the likelier.
  const known = [...logs].sort(
    (a, b) => Number(a.isGone) - Number(b.isGone) || placeOf(b.id).place - placeOf(a.id).place,
  );
  for (const isNear of [isInode, () => true]) {
    for (const source of oldest) {
      if (found.has(source)) continue;
      const log = known.find((one) => !taken.has(one) && isNear(source, one) && isSame(source, one));
      if (log === undefined) continue;
      found.set(source, log);
      taken.add(log);
    }
  }
  return found;
}

/**
 * Gives every file its id: the one that it has, or one before or behind the others of its family. What is older than
 * all of them comes behind them.
 */
export function named(
  sources: readonly Source[],
  found: ReadonlyMap<Source, StoredLog>,
  logs: readonly StoredLog[],
): readonly KnownLog[] {
  const ids = new Map<Source, string>();
  const places = new Map<string, number[]>();
  const ages = new Map<string, number>();
  for (const { id } of logs) {
    const { family, place } = placeOf(id);
    if (place === olderPlace) continue;
    places.set(family, [...(places.get(family) ?? []), place]);
  }
  for (const [source, { id }] of found) {
    ids.set(source, id);
    const { family } = placeOf(id);
    ages.set(family, Math.max(rotationAge(source.name), ages.get(family) ?? 0));
  }
  const families = new Families(logs);
  const byName = (a: Source, b: Source) => (a.name < b.name ? -1 : 1);
  const unknown = sources.filter((source) => !ids.has(source)).sort(byName);
  const isOlder = ({ name }: Source) => {
    const family = families.of(name);
    return !places.has(family) || rotationAge(name) > (ages.get(family) ?? Number.POSITIVE_INFINITY);
  };
  const older = unknown.filter(isOlder);
  const newer = unknown.filter((source) => !older.includes(source)).reverse();
  for (const source of [...older, ...newer]) {
    const family = families.of(source.name);
    const known = places.get(family) ?? [];
    const next = older.includes(source) ? Math.max(firstPlace - 1, ...known) + 1 : Math.min(...known) - 1;
    places.set(family, [...known, next]);
    ids.set(source, idOf(family, next));
  }
  return sources.map((source) => ({
    source: { ...source, id: ids.get(source) ?? source.name },
    stored: found.get(source) ?? null,
  }));
}

/** What the ids of logs call their families: as they were named first, which another working directory may name alike. */
class Families {
  readonly #names = new Map<string, string>();

  constructor(logs: readonly StoredLog[]) {
    for (const { id, name } of logs) this.#names.set(familyOf(name), placeOf(id).family);
  }

  of(name: string): string {
    const path = familyOf(realPathOf(name));
    const given = familyOf(name);
    const known = this.#names.get(path) ?? ([...this.#names.values()].includes(given) ? path : given);
    this.#names.set(path, known);
    return known;
  }
}

/** Whether something may have been written since; of a plain file at least the end is read again. */
export function hasNews({ file }: Source, stored: StoredLog | null): boolean {
  return stored === null || file?.compressed !== true || !stored.isWhole;
}
