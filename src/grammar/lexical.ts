/**
 * The closed vocabulary of actions, as nearley runs it. A lexical value depends only on the text that the alternative
 * spans; a pick is the value of one child. The scanner computes the same from bytes (runtime.ts, emit-values.ts).
 */

/** nearley's value of an alternative whose children have no actions: nested arrays of characters, null for nothing. */
export type Spanned = string | null | readonly Spanned[];

function spanned(value: Spanned): string {
  if (typeof value === "string") return value;
  return value === null ? "" : value.map(spanned).join("");
}

/** What {@link Spanned} spans. */
export function text(d: readonly Spanned[]): string {
  return spanned(d);
}
/** The decimal number that stands there; only over `[-0-9]`. */
export function int(d: readonly Spanned[]): number {
  return Number(spanned(d));
}
export function flag(): true {
  return true;
}
export function skip(): null {
  return null;
}
export function first(d: readonly unknown[]): unknown {
  return d[0];
}
export function second(d: readonly unknown[]): unknown {
  return d[1];
}
export function third(d: readonly unknown[]): unknown {
  return d[2];
}
/** nearley's own for `x:*` and `x:+`. */
export function push(d: readonly [readonly unknown[], unknown]): readonly unknown[] {
  return [...d[0], d[1]];
}
