/** What is kept when more is open, or in trouble, than memory should hold: a share of the ids, the same on every machine. */
import { hashOf } from "./hash.ts";

/** Messages, open or in trouble, that are kept unless told. */
export const MAX_OPEN = 25_000;

/** Of 2 to the power of `halvings` ids one is kept. */
export interface Sampling {
  /** From how many on it halves. Of a state that is written out it is left out: it belongs to the run. */
  limit: number;
  halvings: number;
}

export const newSampling = (limit: number): Sampling => ({ limit, halvings: 0 });

/**
 * Put before every id. A constant: states of two threads, machines or nights must keep the same ids, and nobody can
 * choose an id that slips through, since Exim makes it of the time, its process and a count, and Dovecot likewise.
 */
const SALT = "mailmortem/sampling@1 ";
const SALTED = hashOf(SALT);

/** 32 bits, of which the highest are as good as any: those of FNV-1a alone are alike for ids of one time. */
function saltedHash(id: string): number {
  let hash = SALTED;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function mixed(seed: number): number {
  let hash = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Halvings that are possible: then the hash has no bit left. */
const MOST = 31;

/** How often the ids may be halved with this one still among those that are kept; 0 to 32. */
export const halvingsOf = (id: string): number => Math.clz32(saltedHash(id));

/** What that hash begins with, for the module that settles lines (assembly/over.ts). */
export const halvingSeed = SALTED | 0;

/** Whether this id is one of those that are kept. While nothing was halved, every one is. */
export function isSampled({ halvings }: Sampling, id: string): boolean {
  return halvings === 0 || saltedHash(id) >>> (32 - halvings) === 0;
}

/** Of so many ids one is kept: 1, 2, 4, 8 … */
export const oneIn = ({ halvings }: Sampling): number => 2 ** halvings;

/** Halves until each of the maps, which are keyed by id, has at most as many entries as the limit allows. */
export function halve(sampling: Sampling, maps: readonly Map<string, unknown>[]): void {
  while (sampling.halvings < MOST && maps.some((map) => map.size > sampling.limit)) {
    sampling.halvings++;
    for (const map of maps) dropOthers(sampling, map);
  }
}

/** Keeps the share of so many halvings in each of the maps, when it is smaller than theirs. */
export function halveTo(sampling: Sampling, halvings: number, maps: readonly Map<string, unknown>[]): void {
  if (halvings <= sampling.halvings) return;
  sampling.halvings = Math.min(MOST, halvings);
  for (const map of maps) dropOthers(sampling, map);
}

/** Takes the smaller share of two states, and drops what is not of it. Before their maps are joined. */
export function mergeSampling(
  into: Sampling,
  other: Sampling,
  maps: readonly Map<string, unknown>[],
  otherMaps: readonly Map<string, unknown>[],
): void {
  into.limit = Math.min(into.limit, other.limit);
  const halvings = Math.max(into.halvings, other.halvings);
  halveTo(into, halvings, maps);
  if (other.halvings < halvings) for (const map of otherMaps) dropOthers(into, map);
}

function dropOthers(sampling: Sampling, map: Map<string, unknown>): void {
  for (const id of map.keys()) if (!isSampled(sampling, id)) map.delete(id);
}
