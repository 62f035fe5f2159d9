/** Opens what is stored, or comes in a stream, for reading. */
import { type ByteSource, bytesOf } from "./chunks.ts";
import type { ByteStream } from "./contract.ts";
import { FileBytes, type FileIdentity, type FilePart } from "./source-file.ts";
import { gunzip } from "./source-gzip.ts";
import { StreamBytes, type StreamNotes } from "./source-stream.ts";

/** A regular file. Plain data: a thread can be told of it. */
export interface StoredFile extends FileIdentity {
  /** gzip. */
  readonly compressed: boolean;
  /** The end of a file that is gone, from the first byte on that is to be read. */
  readonly rest?: Uint8Array;
}

/** A source being read. */
export interface OpenSource extends ByteSource {
  /** Bytes read so far, as stored. */
  bytesRead(): number;
  close(): void;
}

/** A regular file being read, from its first byte or that of a part; a part of a compressed file goes to its end. */
export function openFile(file: StoredFile, notes: StreamNotes, part?: FilePart): OpenSource {
  if (file.rest !== undefined) return openRest(file.rest);
  const stored = new FileBytes(file, notes, file.compressed ? "bytes" : "lines", file.compressed ? undefined : part);
  const text = file.compressed ? gunzip(stored, (what) => notes.warn(what)) : undefined;
  const from = text === undefined || part === undefined ? 0 : part.from;
  const begun = text === undefined || from === 0 ? undefined : behind(text, from);
  return {
    fill: (target, at) => (begun ?? text ?? stored).fill(target, at),
    bytesRead: () => stored.read,
    close: () => {
      text?.close();
      stored.close();
    },
  };
}

function openRest(rest: Uint8Array): OpenSource {
  const bytes = bytesOf([rest]);
  return { fill: (target, at) => bytes.fill(target, at), bytesRead: () => rest.length, close: () => {} };
}

/** A source without its first bytes. */
function behind(source: ByteSource, from: number): ByteSource {
  let left = from;
  return {
    async fill(target, at) {
      const room = target.subarray(at);
      for (;;) {
        const count = await source.fill(room, 0);
        if (count === 0) return 0;
        const passed = Math.min(left, count);
        left -= passed;
        if (passed === count) continue;
        room.copyWithin(0, passed, count);
        return count - passed;
      }
    },
  };
}

export function openStream(stream: ByteStream): (notes: StreamNotes, signal?: AbortSignal) => OpenSource {
  return (notes, signal) => {
    const bytes = new StreamBytes(stream, notes, signal);
    return {
      fill: (target, at) => bytes.fill(target, at),
      bytesRead: () => bytes.read,
      close: () => bytes.close(),
    };
  };
}
