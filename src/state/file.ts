/**
 * The state file: what it is (one line), every log (a line each), what was told, the shapes, an end that tells whether
 * all is there, and the states of the folds (analyzers/states.ts). Written and read piece by piece, never one string.
 */
import { createReadStream } from "node:fs";
import { open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { AnyFold } from "../analyzers/analyzer.ts";
import { hashOf } from "../analyzers/hash.ts";
import { readStates, writeStates } from "../analyzers/states.ts";
import type { FoldStates } from "../engine/contract.ts";
import type { ShapeTable } from "../engine/shapes.ts";
import { ToolError } from "../error.ts";
import type { Kept } from "./advance.ts";
import type { StoredLog } from "./log.ts";
import type { Terms } from "./terms.ts";

/** A change of what is written changes this; a file of another form is refused. */
const form = "mailmortem/state@3";

/** A state, and what it was made with. */
export interface Stored {
  readonly terms: Terms;
  readonly kept: Kept & { readonly states: FoldStates };
  /** What was told of it, in the form of whoever tells; null when nobody does. Plain JSON. */
  readonly told: unknown;
}

/**
 * Where the state of this name is kept: links are followed, so that a state has one lock whatever it is called.
 *
 * @throws ToolError `usage`, before anything is read, for what cannot hold a state
 */
export async function placeOfState(path: string): Promise<string> {
  const refuse = (why: string) => new ToolError("usage", `--state ${path}: ${why}`);
  let place = resolve(path);
  try {
    for (let links = 0; links < 40; links++) {
      const folder = await realpath(dirname(place)).catch(() => undefined);
      if (folder === undefined) throw refuse(`there is no folder ${dirname(place)}; create it first`);
      place = join(folder, basename(place));
      const next = await readlink(place).catch(() => undefined);
      if (next !== undefined) {
        place = resolve(folder, next);
        continue;
      }
      const stats = await stat(place).catch(() => undefined);
      if (stats?.isDirectory()) throw refuse("this is a folder; name a file in it");
      if (stats?.isFile() === false) throw refuse("this is no regular file; a state can only be kept in one");
      return place === resolve(path) ? path : place;
    }
  } catch (error) {
    throw error instanceof ToolError ? error : refuse(reasonOf(error));
  }
  throw refuse("too many symbolic links");
}

/**
 * Writes a state beside the file that it replaces, and puts it in its place when all of it is on the disk: whatever
 * happens, the old state or the new one is there. Readable by its owner only, for it holds addresses.
 *
 * @param states of `folds`; what is over is forgotten in them
 * @throws ToolError `usage` with the system's reason
 */
export async function writeState(path: string, stored: Stored, folds: readonly AnyFold[]): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    // Who writes holds the lock: nobody else writes there, and what a killed run has left goes.
    const beside = join(dirname(target), `.${basename(target)}.new`);
    await rm(beside, { force: true });
    const file = await open(beside, "wx", 0o600);
    try {
      for (const piece of piecesOf(stored, folds)) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
    const folder = await open(dirname(target), "r");
    await folder.sync().catch(() => {});
    await folder.close();
  } catch (error) {
    throw new ToolError("usage", `--state ${path}: cannot be written (${reasonOf(error)})`);
  }
}

function* piecesOf({ terms, kept, told }: Stored, folds: readonly AnyFold[]): Generator<string> {
  let [lines, print] = [0, 0];
  const line = (value: unknown) => {
    const text = JSON.stringify(value);
    lines++;
    print = (Math.imul(print, 31) + hashOf(text)) >>> 0;
    return `${text}\n`;
  };
  yield line({ form, terms });
  for (const log of kept.logs) yield line({ log });
  if (told !== null) yield line({ told });
  yield line({ shapes: kept.shapes });
  yield `${JSON.stringify({ lines, print })}\n`;
  yield* writeStates(folds, kept.states);
}

/**
 * Reads a state; null when there is none yet.
 *
 * @throws ToolError `input`, with what to do, for a file that is no state, of another version, or damaged
 */
export async function readState(path: string, folds: readonly AnyFold[]): Promise<Stored | null> {
  const chunks = createReadStream(path, { highWaterMark: 1 << 18 })[Symbol.asyncIterator]();
  try {
    const head = new Head(path);
    let rest: Uint8Array = new Uint8Array(0);
    while (!head.isOver) {
      const next = await chunks.next();
      if (next.done === true) head.refuse("it is cut off");
      rest = head.take(Buffer.concat([rest, next.value as Buffer]));
    }
    const states = await readStates(folds, behind(rest, chunks), path);
    return { terms: head.terms, kept: { logs: head.logs, shapes: head.shapes, states }, told: head.told };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (error instanceof ToolError) throw error;
    throw new ToolError("input", `--state ${path}: cannot be read (${reasonOf(error)})`);
  } finally {
    await chunks.return?.();
  }
}

async function* behind(first: Uint8Array, chunks: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/** What stands before the states. */
class Head {
  terms: Terms = { zone: "", year: null, maxOpen: null };
  shapes: ShapeTable = { groups: [], rest: null };
  told: unknown = null;
  readonly logs: StoredLog[] = [];
  isOver = false;
  readonly #path: string;
  #lines = 0;
  #print = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes lines up to the end of the head. Returns what was not taken. */
  take(bytes: Buffer): Uint8Array {
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0 && !this.isOver; end = bytes.indexOf(10, from)) {
      this.#takeLine(bytes.toString("utf8", from, end));
      from = end + 1;
    }
    if (this.#lines === 0 && !bytes.subarray(0, 8).equals(Buffer.from('{"form":').subarray(0, bytes.length)))
      this.refuse("it is not a state that mailmortem wrote");
    return bytes.subarray(from);
  }

  #takeLine(text: string): void {
    const value = this.#parsed(text);
    if (this.#lines === 0) this.#begin(value);
    else if ("log" in value) this.logs.push(value.log as StoredLog);
    else if ("told" in value) this.told = value.told;
    else if ("shapes" in value) this.shapes = value.shapes as ShapeTable;
    else {
      if (value.lines !== this.#lines || value.print !== this.#print) this.refuse("it is damaged");
      this.isOver = true;
      return;
    }
    this.#lines++;
    this.#print = (Math.imul(this.#print, 31) + hashOf(text)) >>> 0;
  }

  #parsed(text: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(text);
      if (value !== null && typeof value === "object") return value as Record<string, unknown>;
    } catch {}
    return this.refuse(this.#lines === 0 ? "it is not a state that mailmortem wrote" : "it is damaged");
  }

  #begin({ form: said, terms }: Record<string, unknown>): void {
    if (said === form) this.terms = terms as Terms;
    else if (typeof said === "string" && said.startsWith("mailmortem/state@"))
      this.refuse("another version of mailmortem wrote it");
    else this.refuse("it is not a state that mailmortem wrote");
  }

  refuse(why: string): never {
    const next = "Delete the file to begin anew from the logs.";
    throw new ToolError("input", `this state cannot be read: ${why}. ${next}`, {
      file: this.#path,
      line: this.#lines + 1,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
