/**
 * Values as a few arrays of numbers and a list of texts, which go from thread to thread nearly for nothing: what a
 * structured clone takes its time with are objects, each with all its keys, and texts that come again.
 *
 * A thread writes and reads once, at its end, so this is written to be quick before it is compiled: fields in one loop
 * without calls.
 */
import { Few } from "./few.ts";

/** A value as it goes to another thread ({@link taped}, untape.ts). */
export interface Tape {
  /** What each value is ({@link kind}): of an object those of its fields, then what is in these. */
  readonly kinds: Uint8Array;
  /** What there is to know of a value beside its kind: the number, the length, the place in a list. */
  readonly numbers: Float64Array;
  /** Most texts once. */
  readonly texts: readonly string[];
  /** The keys of objects, each list once. */
  readonly shapes: readonly (readonly string[])[];
  readonly arrays: readonly TypedArray[];
}

export type TypedArray = Uint8Array | Int32Array | Float64Array;

/** Kinds of values on a tape. */
export const kind = {
  null: 0,
  undefined: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  /** A field that holds something with parts of its own. */
  deep: 6,
  array: 7,
  map: 8,
  few: 9,
  set: 10,
  object: 11,
  typed: 12,
  same: 13,
  /** The first constant; the others follow. */
  constant: 14,
} as const;

/**
 * So many objects are known again when they are met again: the line that is the first evidence, the last and a sample.
 * All of them would be, but for the time that it takes to look them up.
 */
export const lately = 8;

/** Texts that are looked for among those before. */
const slots = 4096;

/**
 * Writes plain data: objects of the program's own keys, arrays, Maps, Sets, typed arrays, texts, numbers and what is
 * none. The value must not be used afterwards: its typed arrays are moved.
 *
 * @param constants objects of which the reader has its own.
 * @returns the tape, and the memory that is to be moved with it.
 * @throws TypeError for anything else.
 */
export function taped(
  value: unknown,
  constants: readonly object[] = [],
): { readonly parts: Tape; readonly buffers: readonly ArrayBuffer[] } {
  const writer = new TapeWriter(constants);
  writer.put([value]);
  const parts = writer.tape();
  return { parts, buffers: buffersOf(parts) };
}

/** Each once: arrays may be views of the same memory. */
function buffersOf({ kinds, numbers, arrays }: Tape): readonly ArrayBuffer[] {
  return [...new Set([kinds, numbers, ...arrays].map(({ buffer }) => buffer as ArrayBuffer))];
}

/** What all are written in: of new memory each page costs. */
const room = { kinds: new Uint8Array(1 << 12), numbers: new Float64Array(1 << 12) };

class TapeWriter {
  #kinds = room.kinds;
  #kindCount = 0;
  #numbers = room.numbers;
  #numberCount = 0;
  readonly #texts: string[] = [];
  /** Where in `texts` the text of a slot stands that was met last, from 1. */
  readonly #textBySlot = new Int32Array(slots);
  readonly #shapes: (readonly string[])[] = [];
  readonly #arrays: TypedArray[] = [];
  readonly #met: (object | null)[] = new Array(lately).fill(null);
  #metCount = 0;
  readonly #constants: readonly object[];

  constructor(constants: readonly object[]) {
    this.#constants = constants;
  }

  tape(): Tape {
    return {
      kinds: this.#kinds.slice(0, this.#kindCount),
      numbers: this.#numbers.slice(0, this.#numberCount),
      texts: this.#texts,
      shapes: this.#shapes,
      arrays: this.#arrays,
    };
  }

  put(value: object): void {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype) this.#putObject(value as Record<string, unknown>);
    else if (prototype === Array.prototype) this.#putAll(kind.array, value as unknown[]);
    else if (prototype === Map.prototype) this.#putAll(kind.map, entriesOf(value as Map<unknown, unknown>));
    else if (prototype === Few.prototype) this.#putAll(kind.few, entriesOf(value as Few<unknown, unknown>));
    else if (prototype === Set.prototype) this.#putAll(kind.set, [...(value as Set<unknown>)]);
    else if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array)
      this.#begin(kind.typed, this.#arrays.push(movable(value)) - 1, 0);
    else throw new TypeError("an object of a class is no plain data");
  }

  #putAll(what: number, values: readonly unknown[]): void {
    this.#begin(what, values.length, values.length);
    this.#putFields(values);
  }

  #putObject(object: Record<string, unknown>): void {
    const same = this.#met.indexOf(object);
    if (same >= 0) {
      this.#begin(kind.same, same, 0);
      return;
    }
    this.#met[this.#metCount++ % lately] = object;
    const keys = Object.keys(object);
    this.#begin(kind.object, this.#shapeAt(keys), keys.length);
    this.#putFields(Object.values(object));
  }

  /** There is room for them. */
  #putFields(values: readonly unknown[]): void {
    const kinds = this.#kinds;
    const numbers = this.#numbers;
    const constants = this.#constants;
    const { length } = values;
    let to = this.#kindCount;
    let numbersTo = this.#numberCount;
    let deep = 0;
    for (let at = 0; at < length; at++) {
      const value = values[at];
      if (value === null) kinds[to++] = kind.null;
      else if (typeof value === "number") {
        kinds[to++] = kind.number;
        numbers[numbersTo++] = value;
      } else if (typeof value === "string") {
        kinds[to++] = kind.text;
        numbers[numbersTo++] = this.#textAt(value);
      } else if (typeof value === "object") {
        const constant = constants.indexOf(value);
        if (constant >= 0) kinds[to++] = kind.constant + constant;
        else {
          kinds[to++] = kind.deep;
          deep++;
        }
      } else if (value === false) kinds[to++] = kind.false;
      else if (value === true) kinds[to++] = kind.true;
      else if (value === undefined) kinds[to++] = kind.undefined;
      else throw new TypeError(`a ${typeof value} is no plain data`);
    }
    this.#kindCount = to;
    this.#numberCount = numbersTo;
    for (let at = 0; deep > 0; at++) {
      const value = values[at];
      if (typeof value !== "object" || value === null || constants.includes(value)) continue;
      deep--;
      this.put(value);
    }
  }

  #shapeAt(keys: readonly string[]): number {
    const shapes = this.#shapes;
    for (let index = 0; index < shapes.length; index++) {
      const shape = shapes[index] as readonly string[];
      if (shape.length === keys.length && shape[0] === keys[0] && isSame(shape, keys)) return index;
    }
    if (keys.includes("__proto__")) throw new TypeError("an object with a key __proto__ is no plain data");
    return shapes.push(keys) - 1;
  }

  #textAt(text: string): number {
    const { length } = text;
    const slot = (127 * length + 7 * text.charCodeAt(length - 1) + 61 * text.charCodeAt(length >> 1)) & (slots - 1);
    const known = (this.#textBySlot[slot] ?? 0) - 1;
    if (known >= 0 && this.#texts[known] === text) return known;
    const count = this.#texts.push(text);
    this.#textBySlot[slot] = count;
    return count - 1;
  }

  /** @param more for so many parts there is room then. */
  #begin(what: number, number: number, more: number): void {
    if (this.#kindCount + more >= this.#kinds.length) this.#kinds = room.kinds = grown(this.#kinds, more);
    if (this.#numberCount + more >= this.#numbers.length) this.#numbers = room.numbers = grown(this.#numbers, more);
    this.#kinds[this.#kindCount++] = what;
    this.#numbers[this.#numberCount++] = number;
  }
}

/** Twice as long at least, with room for `more` and one. */
function grown<A extends Uint8Array | Float64Array>(array: A, more: number): A {
  const larger = new (array.constructor as new (length: number) => A)(2 * array.length + more);
  larger.set(array);
  return larger;
}

/** Key, value, key, value. */
function entriesOf(map: Map<unknown, unknown>): readonly unknown[] {
  const entries: unknown[] = [];
  map.forEach((value, key) => {
    entries.push(key, value);
  });
  return entries;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}

/** With its memory to itself. */
function movable<A extends TypedArray>(array: A): A {
  const { buffer } = array;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === array.byteLength;
  return isWhole ? array : (new (array.constructor as new (from: A) => A)(array) as A);
}
