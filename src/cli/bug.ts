/** What is printed of a bug. */
import { maskSecrets } from "../parsers/secrets.ts";
import { visible } from "../report/visible.ts";

/** Lines of a stack; a message may be as long as a log's longest line. */
const most = { lines: 30, characters: 300 } as const;

/**
 * The stack, to be sent to strangers: no arguments and no environment are in it, and of log text that a message quotes
 * neither passwords nor control bytes.
 */
export function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split("\n").slice(0, most.lines);
  return `this is a bug, please report it with the lines below\n${lines.map(shown).join("\n")}`;
}

function shown(line: string): string {
  return visible(maskSecrets(line)).slice(0, most.characters);
}
