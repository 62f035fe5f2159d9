/** What a terminal may get. */
import { expect } from "vitest";
import { movesAt } from "./judges.ts";

export { ownEscapes } from "./judges.ts";

/** Line feeds are the only controls, and nothing is there that a person could not see. */
export function expectPlain(text: string): void {
  expect(movesAt(text) ?? "plain").toBe("plain");
}
