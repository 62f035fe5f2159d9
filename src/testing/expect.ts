/** Expectations without a test framework: they throw node:assert's AssertionError, which all of them print. */
import { AssertionError } from "node:assert";
import { isDeepStrictEqual } from "node:util";

/** @throws AssertionError with both values and how they differ, unless they are deeply equal. */
export function same(actual: unknown, expected: unknown, message: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const { message: difference } = new AssertionError({ actual, expected, operator: "deepStrictEqual" });
  throw new AssertionError({ actual, expected, operator: "deepStrictEqual", message: `${message}\n${difference}` });
}

/** @throws AssertionError, always. */
export function fail(message: string): never {
  throw new AssertionError({ message, operator: "fail" });
}

/** @throws AssertionError with the message, unless it holds. */
export function holds(condition: boolean, message: string): void {
  if (!condition) fail(message);
}
