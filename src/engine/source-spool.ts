/** Streams that can be read only once, kept on disk to be read again. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ToolError } from "../error.ts";
import type { Source } from "./source.ts";
import { reasonOf } from "./source-file.ts";
import type { OpenSource } from "./source-open.ts";

/** A source that may be opened as often as wanted: a file as it is, a stream from the copy that its first reading made. */
export function rereadable(source: Source): Source & { discard(): void } {
  if (source.head !== null) return { ...source, discard: () => {} };
  const spool = new Spool(source.name);
  let read = false;
  return {
    ...source,
    open: (notes, signal) => {
      if (read) return spool.reading(notes);
      read = true;
      const warn = (text: string) => spool.remember("warn", text, notes);
      const fail = (text: string) => spool.remember("fail", text, notes);
      return spool.copying(source.open({ warn, fail }, signal));
    },
    discard: () => spool.close(),
  };
}

type Notes = Parameters<Source["open"]>[0];

/** The copy of one stream: as large as its text, in the folder for temporary files (TMPDIR). */
class Spool {
  readonly #name: string;
  readonly #notes: { readonly how: keyof Notes; readonly text: string }[] = [];
  #file: number | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** What the first reading had to say holds for the others too. */
  remember(how: keyof Notes, text: string, notes: Notes): void {
    this.#notes.push({ how, text });
    notes[how](text);
  }

  copying(open: OpenSource): OpenSource {
    const file = unnamedFile();
    this.#file = file;
    return {
      fill: async (target, at) => {
        const count = await open.fill(target, at);
        this.#keep(file, target.subarray(at, at + count));
        return count;
      },
      bytesRead: () => open.bytesRead(),
      close: () => open.close(),
    };
  }

  reading(notes: Notes): OpenSource {
    for (const { how, text } of this.#notes) notes[how](text);
    const file = this.#file;
    let at = 0;
    return {
      fill: (target, from) => {
        if (file === undefined) return 0;
        const count = readSync(file, target, from, target.length - from, at);
        at += count;
        return count;
      },
      bytesRead: () => at,
      close: () => {},
    };
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #keep(file: number, bytes: Uint8Array): void {
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    } catch (error) {
      const name = this.#name === "-" ? "standard input" : this.#name;
      throw new ToolError(
        "input",
        `${name} must be read twice, and its copy in ${tmpdir()} cannot be written (${reasonOf(error)}); name files instead, or set TMPDIR to a folder with room`,
      );
    }
  }
}

/** A file that nobody else can open and that goes with the process: logs hold personal data. */
function unnamedFile(): number {
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-"));
  try {
    return openSync(join(folder, "spool"), "wx+", 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
