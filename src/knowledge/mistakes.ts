/** What is wrong with a person's document, told all at once. */
import { type Place, ToolError } from "../error.ts";

export interface Mistake {
  readonly at: Place;
  readonly message: string;
}

/**
 * Ends the reading: one line a mistake, in the order of the file, `file:line:column: what was expected`.
 *
 * @throws ToolError `document`, always.
 */
export function refuse(mistakes: readonly Mistake[]): never {
  const sorted = [...mistakes].sort(
    (a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0),
  );
  const [first, ...rest] = sorted;
  const more = rest.map(
    ({ at, message }) =>
      `\n${[at.file, at.line, at.column].filter((part) => part !== undefined).join(":")}: ${printable(message)}`,
  );
  throw new ToolError("document", `${printable(first?.message ?? "not valid")}${more.join("")}`, first?.at);
}

/** A message may quote the document or a log: nothing of it may steer the terminal that it is printed on. */
function printable(message: string): string {
  return message.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}
