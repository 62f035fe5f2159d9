/** Looks beside logs for what became of them: rotated, copied or compressed, each file opened once. */
import { closeSync, openSync, readdirSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ReadOptions, TimedEvent } from "../engine/contract.ts";
import { logName, rotationAge } from "../engine/log-name.ts";
import { openSources } from "../engine/run.ts";
import type { Source } from "../engine/source.ts";
import { reasonOf } from "../engine/source-file.ts";
import type { StoredLog } from "./log.ts";
import { isSame } from "./match.ts";

/** A folder as it is now. */
interface Folder {
  readonly names: readonly string[];
  /** Why it cannot be read; undefined when it can. */
  readonly reason: string | undefined;
}

/** The files beside those that were named. */
export class Siblings {
  /** Files that are sources already; those that were found are added. */
  readonly #known: Source[];
  readonly #open: (input: string) => Promise<readonly Source[]>;
  readonly #folders = new Map<string, Folder>();
  readonly #sources = new Map<string, Source | undefined>();

  constructor(given: readonly Source[], options: ReadOptions<TimedEvent>) {
    this.#known = [...given];
    this.#open = async (input) => (await openSources([input], options)).sources;
  }

  /** The file of the same log, in the same folder, that holds what this one held; for one that was gone, only under its name. */
  async movedTo(log: StoredLog): Promise<Source | undefined> {
    const candidates = log.isGone ? [log.name] : this.#membersOf(log);
    const same: Source[] = [];
    for (const path of candidates) {
      const source = await this.#sourceOf(path, log.forced);
      if (source !== undefined && isSame(source, log)) same.push(source);
    }
    const found = same.find(({ file }) => file?.ino === log.ino && file.dev === log.dev) ?? same[0];
    if (found !== undefined) this.#known.push(found);
    return found;
  }

  /** Why it cannot be told whether a log is there that was not found; undefined when it is gone. */
  whyUnseen(log: StoredLog): string | undefined {
    const { reason } = this.#folderOf(log);
    if (reason !== undefined) return `its folder cannot be read (${reason})`;
    for (const path of this.#membersOf(log)) {
      const stats = statsOf(path);
      if (stats?.isFile() !== true || this.#isKnown(path, stats)) continue;
      try {
        closeSync(openSync(path, "r"));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT")
          return path === log.name ? reasonOf(error) : `it may be ${path}: ${reasonOf(error)}`;
      }
    }
    return undefined;
  }

  /** Paths of the files of its log, the oldest first. */
  #membersOf({ name }: StoredLog): readonly string[] {
    const family = logName(name);
    const names = this.#folderOf({ name }).names.filter((one) => logName(one) === family);
    return names.sort((a, b) => rotationAge(b) - rotationAge(a)).map((one) => join(dirname(name), one));
  }

  #folderOf({ name }: Pick<StoredLog, "name">): Folder {
    const path = dirname(name);
    const folder = this.#folders.get(path) ?? folderAt(path);
    this.#folders.set(path, folder);
    return folder;
  }

  async #sourceOf(path: string, forced: string | null): Promise<Source | undefined> {
    const stats = statsOf(path);
    if (stats?.isFile() !== true || this.#isKnown(path, stats)) return undefined;
    const input = (forced === null ? "" : `${forced}:`) + this.#shown(path);
    if (!this.#sources.has(input)) this.#sources.set(input, (await this.#open(input))[0]);
    return this.#sources.get(input);
  }

  #isKnown(path: string, { dev, ino }: Stats): boolean {
    return this.#known.some(({ name, file }) => resolve(name) === path || (file?.ino === ino && file.dev === dev));
  }

  /** As people would name it who named the others of its folder. */
  #shown(path: string): string {
    const near = this.#known.find(({ name }) => dirname(resolve(name)) === dirname(path));
    return near === undefined ? path : join(dirname(near.name), basename(path));
  }
}

function folderAt(path: string): Folder {
  try {
    return { names: readdirSync(path), reason: undefined };
  } catch (error) {
    return { names: [], reason: reasonOf(error).replace("no such file", "it is not there") };
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
