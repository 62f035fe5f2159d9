/** What a person named becomes sources: each log once, each opened the way it is stored. */
import { createReadStream, existsSync, type Stats, statSync } from "node:fs";
import { posix } from "node:path";
import type { Instant } from "../parsers/events.ts";
import type { ByteStream, Input, Problem } from "./contract.ts";
import { logName } from "./log-name.ts";
import { shellWord } from "./magic.ts";
import { wakeReader, whyNoLog } from "./source-device.ts";
import { type FileHead, headOf, reasonOf } from "./source-file.ts";
import { type OpenSource, openFile, openStream, type StoredFile } from "./source-open.ts";
import { identityOf, isAbsolutePath, slashed } from "./source-paths.ts";
import { type StreamNotes, standardInput } from "./source-stream.ts";

/** A log that can be read. */
export interface Source {
  /** As given. */
  readonly name: string;
  /** What its lines are kept under, where they are to outlive the name: a state that is continued. The name unless told. */
  readonly id?: string;
  /** The log that it is a member of (log-name.ts). */
  readonly log: string;
  /** Name of the dialect that the operator forced. */
  readonly forced: string | undefined;
  /** Bytes as stored; null for a stream. */
  readonly size: number | null;
  /** When it was written last, as far as that shows. */
  readonly time: { readonly at: Instant; readonly basis: string } | null;
  /** The beginning of the text; null for a stream, which can be opened only once. */
  readonly head: Uint8Array | null;
  /** Where it is stored; null for a stream. */
  readonly file: StoredFile | null;
  open(notes: StreamNotes, signal?: AbortSignal): OpenSource;
}

/** What the inputs came to. */
export interface Opened {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** @param dialects names of dialects, and the names that may stand before a file to force one. */
export async function openInputs(inputs: readonly Input[], dialects: ReadonlyMap<string, string>): Promise<Opened> {
  const gathering = new Gathering();
  for (const input of inputs) {
    if (typeof input !== "string") {
      const { name, stream } = "stream" in input ? input : { name: "-", stream: input };
      gathering.addStream(name, stream, undefined, null);
      continue;
    }
    const { forced, path, paths } = await namedBy(input, dialects);
    if (paths.length === 0)
      gathering.fail(path, existsSync(path) ? "no file is in it" : "no file has a name like this");
    for (const each of paths) gathering.addPath(each, forced);
  }
  return gathering;
}

/** What an input names now: a path, or a pattern or folder and the paths of its files. A single file need not be there. */
export async function namedBy(
  input: string,
  dialects: ReadonlyMap<string, string>,
): Promise<{ readonly forced: string | undefined; readonly path: string; readonly paths: readonly string[] }> {
  const { forced, path } = splitPrefix(input, dialects);
  return { forced, path, paths: await expand(path) };
}

/** `exim-mainlog:FILE`; a file of exactly this name wins. */
function splitPrefix(
  input: string,
  dialects: ReadonlyMap<string, string>,
): { forced: string | undefined; path: string } {
  const colon = input.indexOf(":");
  const forced = colon > 0 ? dialects.get(input.slice(0, colon)) : undefined;
  return forced === undefined || existsSync(input)
    ? { forced: undefined, path: slashed(input) }
    : { forced, path: slashed(input.slice(colon + 1)) };
}

/** What lies beside logs in a folder and is none; given by name it is read all the same. */
const documents = ["**/*.{md,html,json,jsonl,yaml,yml}"] as const;

/** A file of exactly this name wins over a pattern; a directory is the files in it and below it. */
async function expand(path: string): Promise<readonly string[]> {
  if (path === "-") return [path];
  const isThere = existsSync(path);
  if (isThere && !statSync(path).isDirectory()) return [path];
  // A file by its name needs no patterns.
  const { glob, isDynamicPattern } = await import("tinyglobby");
  if (isThere)
    return (await glob("**/*", { cwd: path, ignore: [...documents] })).sort().map((name) => posix.join(path, name));
  if (!isDynamicPattern(path)) return [path];
  return (await glob(path, { absolute: isAbsolutePath(path) })).sort();
}

/** Sources found so far, and what tells whether another one is among them. */
class Gathering implements Opened {
  readonly sources: Source[] = [];
  readonly problems: Problem[] = [];
  readonly warnings: string[] = [];
  readonly #seen = new Map<string, string>();
  /** Of files that no other was compared with yet: one file alone is compared with none. */
  readonly #heads = new Map<string, FileHead>();
  readonly #streams = new Map<ByteStream, string>();

  fail(source: string, reason: string): void {
    this.problems.push({ source, message: `${source}: ${reason}` });
  }

  addStream(given: string, stream: ByteStream, forced: string | undefined, time: Source["time"]): void {
    if (this.#streams.has(stream)) {
      this.warnings.push(`${given}: given twice, read once`);
      return;
    }
    this.#streams.set(stream, given);
    // Line references go by the name.
    const known = this.sources.filter((source) => source.name === given || source.name.startsWith(`${given} (`)).length;
    const name = known === 0 ? given : `${given} (${known + 1})`;
    this.sources.push({ name, log: name, forced, size: null, time, head: null, file: null, open: openStream(stream) });
  }

  addPath(path: string, forced: string | undefined): void {
    if (path === "-") {
      const { stream, writtenAt, refused } = standardInput();
      const time = writtenAt === null ? null : { at: writtenAt, basis: "the time of the file" };
      if (refused !== undefined) this.fail(path, refused);
      else this.addStream(path, stream(), forced, time);
      return;
    }
    try {
      const stats = statSync(path);
      const refused = whyNoLog(stats);
      if (stats.isFile()) this.#addFile(path, forced, stats);
      else if (refused !== undefined) this.fail(path, refused);
      // A named pipe, `<(zcat …)`: opened when its turn comes.
      else this.#addPipe(path, forced);
    } catch (error) {
      this.fail(path, reasonOf(error));
    }
  }

  #addPipe(path: string, forced: string | undefined): void {
    const open: Source["open"] = (notes, signal) => {
      signal?.addEventListener("abort", () => wakeReader(path), { once: true });
      return openStream(createReadStream(path))(notes, signal);
    };
    this.sources.push({ name: path, log: path, forced, size: null, time: null, head: null, file: null, open });
  }

  #addFile(path: string, forced: string | undefined, stats: Stats): void {
    const head = headOf(path, stats);
    if (head.form.is === "foreign") {
      const command = `${head.form.opener} ${shellWord(path)} | mailmortem …`;
      this.fail(
        path,
        `compressed with ${head.form.name}, which is not opened here; pipe it in, with - in the place of the file: ${command}`,
      );
      return;
    }
    const twin = this.#twinOf(stats, head);
    if (twin !== undefined) {
      this.warnings.push(`${path}: the same log as ${twin}, read once`);
      return;
    }
    this.#remember(path, stats, head);
    const file = { path, dev: stats.dev, ino: stats.ino, compressed: head.form.is === "gzip" };
    this.sources.push({
      name: path,
      log: logName(path),
      forced,
      size: stats.size,
      time: head.time,
      head: head.text,
      file,
      open: (notes) => openFile(file, notes),
    });
  }

  #twinOf(stats: Stats, head: FileHead): string | undefined {
    const same = this.#seen.get(identityOf(stats) ?? "");
    // Two empty files are no copies of each other.
    if (same !== undefined || stats.size === 0 || this.#seen.size === 0) return same;
    for (const [path, known] of this.#heads) this.#rememberText(path, known);
    // `mainlog.1` beside its own `mainlog.1.gz`, while or after it is compressed.
    const other = head.form.is === "gzip" ? "plain" : "gzip";
    return this.#seen.get(head.print) ?? this.#seen.get(`${other} ${head.textPrint}`);
  }

  #remember(path: string, stats: Stats, head: FileHead): void {
    this.#seen.set(identityOf(stats) ?? path, path);
    this.#heads.set(path, head);
  }

  #rememberText(path: string, head: FileHead): void {
    this.#heads.delete(path);
    this.#seen.set(head.print, path);
    this.#seen.set(`${head.form.is} ${head.textPrint}`, path);
  }
}
