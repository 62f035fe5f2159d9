/** Every form in which the same log can be given. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll } from "vitest";
import type { Input } from "../../src/engine/run.ts";

/** A folder for a test file's inputs; gone afterwards. */
export function scratch(): {
  readonly path: string;
  file(name: string, content: string | Uint8Array, modified?: string): string;
} {
  const path = mkdtempSync(join(tmpdir(), "mailmortem-test-"));
  afterAll(() => rmSync(path, { recursive: true }));
  return {
    path,
    file(name, content, modified) {
      const file = join(path, name);
      writeFileSync(file, content);
      if (modified !== undefined) utimesSync(file, new Date(modified), new Date(modified));
      return file;
    },
  };
}

/** Pieces of the same size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** The forms by name; each is made anew, because a stream is read once. */
export function formsOf(folder: ReturnType<typeof scratch>, bytes: Uint8Array): [string, () => Input][] {
  const middle = Math.floor(bytes.length / 2);
  const members = Buffer.concat([gzipSync(bytes.subarray(0, middle)), gzipSync(bytes.subarray(middle))]);
  let count = 0;
  const file = (content: Uint8Array) => () => folder.file(`form-${count++}.log`, content);
  const named = (stream: () => AsyncIterable<Uint8Array | string>) => () => ({ name: "a-stream", stream: stream() });
  return [
    ["plain file", file(bytes)],
    ["gzip file", file(gzipSync(bytes))],
    ["gzip file of two members", file(members)],
    ["Readable", named(() => Readable.from([Buffer.from(bytes)], { objectMode: false }))],
    ["stream in pieces of 7 bytes", named(() => pieces(bytes, 7))],
    ["gzip stream in pieces of 3 bytes", named(() => pieces(members, 3))],
    ["stream without a name", () => pieces(bytes, 1000)],
  ];
}
