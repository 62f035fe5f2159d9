/** Where a variable's value stands in a text, and where the same characters are something else. */
import type { Variable } from "./variables.ts";

/** Offsets of a variable's value in a text, from left to right. */
export function placesOf({ kind, text: value }: Variable, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const behind = text.slice(at + value.length, at + value.length + 2);
    if (isPlace(kind, before, behind)) places.push(at);
  }
  return places;
}

function isPlace(kind: Variable["kind"], before: string, behind: string): boolean {
  switch (kind) {
    case "id":
    case "header-id":
    case "subject":
    case "token":
      return true;
    case "domain":
    case "own-domain":
      return !isWord(before.at(-1)) && before.at(-1) !== "-" && !isWord(behind[0]) && behind[0] !== "-";
    // A name of a mailbox may be a word of English: only before its domain, and as a folder.
    case "local":
    case "own-local":
      return (
        !isWord(before.at(-1)) && (behind[0] === "@" || behind === " <" || (before.endsWith("/") && !isWord(behind[0])))
      );
    case "ip4":
    case "ip6":
      return !isWord(before.at(-1)) && before.at(-1) !== "." && !isWord(behind[0]) && behind[0] !== ".";
    case "size":
      return before.endsWith("S=") && !isWord(behind[0]);
    case "port":
      return before === "]:" && !isWord(behind[0]);
    case "count":
      return (before.endsWith("=") || before.endsWith("/")) && !isWord(behind[0]);
    case "process":
      return (
        (before.endsWith("=") || before.endsWith("<") || before.endsWith("(") || before.endsWith(" ")) &&
        !isWord(behind[0])
      );
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}
