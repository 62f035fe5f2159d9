/** Reads tapes (tape.ts). */
import { Few } from "./few.ts";
import { kind, lately, type Tape } from "./tape.ts";

/**
 * The value that was written.
 *
 * @param constants those of this thread, in the same order.
 * @throws TypeError for what is no tape.
 */
export function untaped(tape: Tape, constants: readonly object[] = []): unknown {
  const [value] = new TapeReader(tape, constants).next() as [unknown];
  return value;
}

class TapeReader {
  readonly #tape: Tape;
  readonly #constants: readonly object[];
  /** An object of each shape: copies of it are filled, which is how V8 makes objects of many keys that are quick to use. */
  readonly #blanks: readonly Record<string, unknown>[];
  readonly #met: unknown[] = new Array(lately).fill(null);
  #metCount = 0;
  #kindAt = 0;
  #numberAt = 0;

  constructor(tape: Tape, constants: readonly object[]) {
    this.#tape = tape;
    this.#constants = constants;
    this.#blanks = tape.shapes.map((keys) => JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`)}}`));
  }

  next(): unknown {
    const what = this.#tape.kinds[this.#kindAt++];
    const number = this.#tape.numbers[this.#numberAt++] ?? 0;
    switch (what) {
      case kind.array:
        return this.#values(number);
      case kind.map:
        return filled(new Map(), this.#values(number));
      case kind.few:
        return filled(new Few(), this.#values(number));
      case kind.set:
        return new Set(this.#values(number));
      case kind.object:
        return this.#object(number);
      case kind.typed:
        return this.#tape.arrays[number];
      case kind.same:
        return this.#met[number];
      default:
        throw new TypeError("the tape is torn");
    }
  }

  /** What its kind says all of; null where something is still to come. */
  #plain(what = 0): unknown {
    if (what >= kind.constant) return this.#constants[what - kind.constant];
    return what === kind.false ? false : what === kind.true ? true : what === kind.undefined ? undefined : null;
  }

  #values(length: number): unknown[] {
    const { kinds, numbers, texts } = this.#tape;
    const values: unknown[] = [];
    const first = this.#kindAt;
    let numberAt = this.#numberAt;
    let deep = 0;
    for (let at = 0; at < length; at++) {
      const what = kinds[first + at];
      if (what === kind.number) values.push(numbers[numberAt++]);
      else if (what === kind.text) values.push(texts[numbers[numberAt++] ?? 0]);
      else {
        values.push(this.#plain(what));
        if (what === kind.deep) deep++;
      }
    }
    this.#kindAt += length;
    this.#numberAt = numberAt;
    for (let at = 0; deep > 0; at++) {
      if (kinds[first + at] !== kind.deep) continue;
      deep--;
      values[at] = this.next();
    }
    return values;
  }

  #object(shape: number): Record<string, unknown> {
    const { kinds, numbers, texts } = this.#tape;
    const object = { ...this.#blanks[shape] };
    this.#met[this.#metCount++ % lately] = object;
    const keys = this.#tape.shapes[shape] ?? [];
    const { length } = keys;
    const first = this.#kindAt;
    let numberAt = this.#numberAt;
    let deep = 0;
    for (let at = 0; at < length; at++) {
      const what = kinds[first + at];
      if (what === kind.null) continue;
      const key = keys[at] as string;
      if (what === kind.number) object[key] = numbers[numberAt++];
      else if (what === kind.text) object[key] = texts[numbers[numberAt++] ?? 0];
      else if (what === kind.deep) deep++;
      else object[key] = this.#plain(what);
    }
    this.#kindAt += length;
    this.#numberAt = numberAt;
    for (let at = 0; deep > 0; at++) {
      if (kinds[first + at] !== kind.deep) continue;
      deep--;
      object[keys[at] as string] = this.next();
    }
    return object;
  }
}

function filled(map: Map<unknown, unknown>, entries: readonly unknown[]): Map<unknown, unknown> {
  for (let at = 0; at < entries.length; at += 2) map.set(entries[at], entries[at + 1]);
  return map;
}
