import type { Fold } from "../engine/fold.ts";
import { Few } from "./few.ts";
import { once } from "./shared.ts";

/**
 * Folded state as plain JSON: Maps and Sets become tagged arrays, in insertion order of sorted keys so that equal
 * states print equally whatever order they were built in. Keys come from logs, so they never become object keys.
 */
export function toPlain(value: unknown): unknown {
  return plainOf(value, null);
}

/** @param met objects written before, by number: the line that is the first evidence, the last and a sample stands once. */
function plainOf(value: unknown, met: Map<object, number> | null): unknown {
  if (value === null || typeof value !== "object") return value;
  if (isMap(value)) return { map: sortedKeys(value).map((key) => [key, plainOf(value.get(key), met)]) };
  if (value instanceof Set) return { set: [...value].sort() };
  if (Array.isArray(value)) return value.map((one) => plainOf(one, met));
  const same = met?.get(value);
  if (same !== undefined) return { same };
  met?.set(value, met.size);
  const object: Record<string, unknown> = {};
  for (const key in value) object[key] = plainOf((value as Record<string, unknown>)[key], met);
  return { object };
}

/** The inverse of {@link toPlain}. */
export function fromPlain(json: unknown): unknown {
  return revived(json, []);
}

function revived(json: unknown, met: unknown[]): unknown {
  if (typeof json === "string") return once(json);
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map((one) => revived(one, met));
  if ("map" in json) return mapOf((json.map as [unknown, unknown][]).map(([key, held]) => [key, revived(held, met)]));
  if ("set" in json) return new Set(json.set as unknown[]);
  if ("same" in json) return met[json.same as number];
  const { object } = json as { object: Record<string, unknown> };
  const value: Record<string, unknown> = {};
  met.push(value);
  for (const key of Object.keys(object)) value[key] = revived(object[key], met);
  return value;
}

/** Most of the maps in a message have one entry. */
function mapOf(entries: readonly (readonly [unknown, unknown])[]): Map<unknown, unknown> {
  const map = entries.length <= 1 ? new Few() : new Map();
  for (const [key, value] of entries) map.set(key, value);
  return map;
}

/** A Map whose values are written otherwise than they are held: each is converted when its turn comes. */
export class Converted<V> {
  constructor(
    readonly map: Map<string, V>,
    readonly convert: (value: V) => unknown,
  ) {}

  get(key: unknown): unknown {
    const value = this.map.get(key as string);
    return value === undefined ? undefined : this.convert(value);
  }

  keys(): Iterable<unknown> {
    return this.map.keys();
  }
}

type AnyMap = Map<unknown, unknown> | Converted<unknown>;

const isMap = (value: unknown): value is AnyMap =>
  value instanceof Map || value instanceof Few || value instanceof Converted;

function sortedKeys(map: AnyMap): unknown[] {
  const order = (a: unknown, b: unknown) =>
    (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0;
  return [...map.keys()].sort(order);
}

/** Where a piece belongs, and what it is ({@link toPlain}): `[["lives", "1vd7Us-000DCS-0M"], {…}]`. A Map or an object before what is in it. */
export type Piece = readonly [path: readonly unknown[], plain: unknown];

/** Maps within Maps are taken apart down to here. */
const DEPTH = 4;

/** A state, piece by piece: no more than one entry of its Maps is written out at a time. */
export function* piecesOf(value: unknown, path: readonly unknown[] = []): Generator<Piece> {
  if (isMap(value) && path.length < DEPTH) {
    yield [path, { map: [] }];
    for (const key of sortedKeys(value)) yield* piecesOf(value.get(key), [...path, key]);
  } else if (path.length === 0 && value !== null && typeof value === "object" && !Array.isArray(value)) {
    yield [path, { object: {} }];
    for (const [key, held] of Object.entries(value)) yield* piecesOf(held, [key]);
  } else yield [path, plainOf(value, new Map())];
}

/** Puts pieces together again. */
export class Assembly {
  value: unknown;

  /** @throws TypeError for a piece of which there is no whole. */
  add(piece: unknown): void {
    if (!Array.isArray(piece) || piece.length !== 2 || !Array.isArray(piece[0])) throw new TypeError("not a piece");
    const [path, plain] = piece as unknown as Piece;
    const value = isEmptyMap(plain) ? new Map() : fromPlain(plain);
    if (path.length === 0) this.value = value;
    else put(path.slice(0, -1).reduce<unknown>(take, this.value), path.at(-1), value);
  }
}

const isEmptyMap = (plain: unknown): boolean =>
  plain !== null && typeof plain === "object" && "map" in plain && Array.isArray(plain.map) && plain.map.length === 0;

function put(into: unknown, key: unknown, value: unknown): void {
  if (into instanceof Map) into.set(key, value);
  else if (into !== null && typeof into === "object" && typeof key === "string" && key !== "__proto__")
    (into as Record<string, unknown>)[key] = value;
  else throw new TypeError("a piece without a place");
}

const take = (from: unknown, key: unknown): unknown =>
  from instanceof Map ? from.get(key) : (from as Record<string, unknown> | undefined)?.[key as string];

/** A fold whose state is written in pieces. */
export interface Stored<S> {
  /** What of a state is written: Maps, Sets, arrays, objects and numbers; nothing is copied where it need not be. */
  store(state: S): unknown;
  /** The state, from an equal of what `store` gave. */
  restore(stored: unknown): S;
  /** Forgets what is over, once everything between its lines was read: before the state is written to be continued. */
  tidy?(state: S): void;
}

/** Both forms of a fold's state: in pieces, and as one JSON value. */
export function storing<S>({
  store,
  restore,
  ...rest
}: Stored<S>): Stored<S> & Pick<Fold<S, never>, "toJSON" | "revive"> {
  return {
    ...rest,
    store,
    restore,
    toJSON: (state) => toPlain(store(state)),
    revive: (json) => restore(fromPlain(json)),
  };
}
