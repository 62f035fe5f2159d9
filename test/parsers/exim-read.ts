import { readFileSync } from "node:fs";
import type { Clock } from "../../src/parsers/dialect.ts";
import type { EximEvent } from "../../src/parsers/events.ts";
import { eximDialect } from "../../src/parsers/exim.ts";

/** For tests: stamps are UTC, a zone is left out. */
export const utcClock: Clock = {
  instant: (stamp) => Date.parse(`${stamp.slice(0, 10)}T${stamp.slice(11, 19)}Z`),
};

/** Reads one line and checks that the dialect went to its end. */
export function readExim(line: string): EximEvent | undefined {
  const text = `${line}\n`;
  const event = eximDialect.read(text, Buffer.from(text, "latin1"), 0, utcClock, 0);
  if (event !== undefined && eximDialect.end() !== line.length)
    throw new Error(`read to ${eximDialect.end()} only: ${line}`);
  return event;
}

export function continuesExim(line: string): boolean {
  const text = `${line}\n`;
  return eximDialect.continues(text, Buffer.from(text, "latin1"), 0);
}

/** The lines of a fixture, without its comments; one character a byte. */
export function linesOf(file: string): readonly string[] {
  const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "latin1");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("# ") && line !== "#");
}
