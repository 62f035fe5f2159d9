/** How many messages in trouble the heap can keep (docs/adr/0022). */
import { getHeapStatistics } from "node:v8";
import { MAX_OPEN } from "../analyzers/sampling.ts";

/** Of a message in trouble, with all that is made of it until it is printed; bytes. */
const EACH = 8 * 1024;
/** The program's own; bytes. */
const OWN = 64 * 1024 * 1024;

/**
 * How many a small heap (`--max-old-space-size=64`) can keep; undefined where it holds as many as are kept anyhow.
 *
 * @param limit of the heap, bytes
 */
export function openInHeap(limit = getHeapStatistics().heap_size_limit): number | undefined {
  const most = Math.max(100, Math.floor((limit - OWN) / EACH));
  return most < MAX_OPEN ? most : undefined;
}
