/** What a terminal may get. */
import { expect } from "vitest";

/** Controls other than line feeds, whatever a person could not see, and lone surrogates. */
const MOVES = /(?!\n|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

export function expectPlain(text: string): void {
  const at = text.search(MOVES);
  expect(at < 0 ? "plain" : text.slice(Math.max(0, at - 80), at + 20)).toBe("plain");
}

/** The text without the colours of ours: bold, faint, red, yellow, cyan, green, and their ends. */
export function ownEscapes(text: string): string {
  return text.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, "");
}
