import { readFileSync } from "node:fs";
import type { Clock } from "../../src/parsers/dialect.ts";
import { dovecotDialect } from "../../src/parsers/dovecot.ts";
import type { DovecotEvent } from "../../src/parsers/events.ts";

/** Every stamp is the same instant: tests look at what the text says. */
const clock: Clock = { instant: (stamp) => (stamp === "" ? -1 : 0) };

/** One line (latin1, without LF) read by the Dovecot dialect; throws when the scanner does not stop at its end. */
export function read(line: string): DovecotEvent | undefined {
  const text = `${line}\n`;
  const bytes = Buffer.from(text, "latin1");
  const event = dovecotDialect.read(text, bytes, 0, clock, 0);
  if (event !== undefined && dovecotDialect.end() !== line.length)
    throw new Error(`stopped at ${dovecotDialect.end()}: ${line}`);
  return event;
}

/** `recognised`, `partial` or `unknown`; `foreign` for another program's line; `none`. */
export function shareOf(line: string): string {
  const event = read(line);
  if (event !== undefined) return dovecotDialect.share(event);
  const text = `${line}\n`;
  return dovecotDialect.foreign(text, Buffer.from(text, "latin1"), 0) ? "foreign" : "none";
}

/** Lines of a file as latin1, without comments (`# …`) and empty lines. */
export function linesOf(file: URL): readonly string[] {
  return readFileSync(file, "latin1")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}
