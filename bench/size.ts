/** Sizes of logs as people write them. */
import type { Size } from "./traffic/page.ts";

const units: ReadonlyMap<string, number> = new Map([
  ["kB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
]);

/** `2000000` are lines, `100MB` and `0.1GB` are bytes; undefined when it is neither. */
export function sizeOf(text: string): Size | undefined {
  const factor = units.get(text.slice(-2));
  const amount = Number(factor === undefined ? text : text.slice(0, -2));
  if (!(amount > 0)) return undefined;
  return factor === undefined ? { lines: Math.round(amount) } : { bytes: Math.round(amount * factor) };
}
