/** Runs the modules that glimpse-module.ts describes. */

/** What tools/grammars.ts writes for a grammar: two modules, and what their records hold. */
export interface GlimpseData {
  /** The module that reads lines, base 64. */
  readonly wasm: string;
  /** The module of assembly/, base 64. */
  readonly settling: string;
  /** Where records may begin in memory, bytes. */
  readonly recordsAt: number;
  /** Words of a record. */
  readonly stride: number;
  /** Kinds of events that a line may be, by code; 0 is none. */
  readonly kinds: readonly (readonly string[])[];
  /** Where a record has the beginning of its line's stamp, in words. */
  readonly stampSlot: number;
}

/**
 * Words of a record in front of its slots: code of the kind (0: to be read in full), where the line begins, its LF,
 * whether its stamp is that of the record before, hash and length of the key, and six words of the key: its first 16
 * bytes and its last 8.
 */
export const head = { code: 0, begin: 1, end: 2, sameStamp: 3, keyHash: 4, keyLength: 5, key: 6 } as const;

/** One for each word of the key: odd, so that no bit is lost. */
export const hashFactors = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0x2c1b3c6d] as const;

/** The hash that a record has of its key, of the same six words. */
export function hashOfWords(words: Int32Array, at: number): number {
  let hash = 0;
  for (let k = 0; k < hashFactors.length; k++) {
    const mixed = Math.imul(hash ^ (words[at + k] ?? 0), hashFactors[k] ?? 1);
    hash = mixed ^ (hash >>> 15);
  }
  return hash;
}

/** The six words of a key of 16 bytes or more, as a record has them: its first 16 bytes and its last 8. */
export function keyWords(key: string, into: Int32Array, at: number): void {
  const { length } = key;
  into[at] = fourBytes(key, 0);
  into[at + 1] = fourBytes(key, 4);
  into[at + 2] = fourBytes(key, 8);
  into[at + 3] = fourBytes(key, 12);
  into[at + 4] = fourBytes(key, length - 8);
  into[at + 5] = fourBytes(key, length - 4);
}

/** Of the hash of a text: odd, so that no bit is lost. */
const hashFactor = 0x9e3779b1;

/** The hash that {@link Glimpser.hash} has of the same text. */
export function hashOfText(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at += 4) hash = Math.imul(hash ^ fourBytes(text, at), hashFactor) ^ (hash >>> 15);
  return hash;
}

function fourBytes(text: string, at: number): number {
  return (
    text.charCodeAt(at) |
    (text.charCodeAt(at + 1) << 8) |
    (text.charCodeAt(at + 2) << 16) |
    (text.charCodeAt(at + 3) << 24)
  );
}

/** Bytes for records: those of some two thousand lines. */
const recordRoom = 256 * 1024;
/** May be read behind the text. */
const slack = 64;
const page = 64 * 1024;

type Numbers = (...numbers: number[]) => number;

/** Glimpses at the lines of a text that stands in its memory. */
export class Glimpser {
  /** The whole memory: what records hold are offsets into it. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
  /** The same memory in pairs of words. */
  readonly pairs: Float64Array;
  /** Where the text must stand. */
  readonly room: Buffer;
  /** Offset of `room` in memory. */
  readonly base: number;
  /** Index of the first record's first word. */
  readonly first: number;
  readonly stride: number;
  readonly kinds: readonly (readonly string[])[];
  readonly stampSlot: number;
  /** A hash of a text in memory, from its first byte to behind its last. */
  readonly hash: (from: number, to: number) => number;
  /** The number of a name: from 1, the same for the same text; 0 for one that gets none. */
  readonly name: (from: number, to: number) => number;
  /** The number of an address's domain; -1 when it has none. */
  readonly domain: (from: number, to: number) => number;
  /** Where a message stands of which the module keeps the lines, by the place of its id's words, its hash and length; 0: nowhere. */
  readonly find: (words: number, hash: number, length: number) => number;
  /** Forgets the message that stands there. */
  readonly empty: (place: number) => void;
  /** Whose messages the module keeps. */
  owner: unknown = null;
  readonly #scan: Numbers;
  readonly #pass: Numbers;

  /** @param size bytes of text that there is to be room for */
  constructor(data: GlimpseData, size: number) {
    const records = (data.recordsAt + 15) & ~15;
    this.first = records >> 2;
    this.base = records + recordRoom;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((this.base + size + slack) / page) });
    this.bytes = Buffer.from(memory.buffer);
    this.words = new Int32Array(memory.buffer);
    this.pairs = new Float64Array(memory.buffer);
    this.room = this.bytes.subarray(this.base, this.base + size);
    this.stride = data.stride;
    this.kinds = data.kinds;
    this.stampSlot = data.stampSlot;
    const settling = new WebAssembly.Instance(moduleOf(data.settling), { env: { memory } }).exports as Exports;
    const line = { settle: settling.settle };
    const lines = new WebAssembly.Instance(moduleOf(data.wasm), { memory: { bytes: memory }, line }).exports as Exports;
    this.#scan = lines.scan;
    this.#pass = lines.pass;
    this.hash = settling.hash;
    this.name = settling.name;
    this.domain = settling.domain;
    this.find = settling.find;
    this.empty = settling.empty;
  }

  /**
   * Reads whole lines of `room`.
   *
   * @returns index of the word behind the last record; there may be no record for the last lines
   */
  scan(from: number, to: number): number {
    return this.#scan(this.base + from, this.base + to, this.first << 2, this.base) >> 2;
  }

  /**
   * Passes over whole lines of `room` while they are settled.
   *
   * @returns where the first one begins that is not, which then has the first record; else `to`
   */
  pass(from: number, to: number): number {
    return this.#pass(this.base + from, this.base + to, this.first << 2) - this.base;
  }
}

type Exports = Readonly<Record<"scan" | "pass" | "settle" | "hash" | "name" | "domain" | "find" | "empty", Numbers>>;

/** Compiled once a thread. */
const modules = new Map<string, WebAssembly.Module>();

function moduleOf(base64: string): WebAssembly.Module {
  const known = modules.get(base64);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(Buffer.from(base64, "base64"));
  modules.set(base64, module);
  return module;
}
