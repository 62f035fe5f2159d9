/** The events of fixtures/lines/*.txt, each with its line: every format once, each below its source. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readEvents } from "../../src/engine/run.ts";
import type { MailEvent } from "../../src/parsers/events.ts";
import { dialects } from "../../src/parsers/index.ts";

export interface FixtureEvent {
  readonly event: MailEvent;
  /** The line, or the first line of the record, as latin1. */
  readonly line: string;
  readonly file: string;
  /** From 1. */
  readonly number: number;
}

export const linesFolder = fileURLToPath(new URL("../../fixtures/lines/", import.meta.url));

/** Names of the files that hold a format a line. */
export function lineFiles(): readonly string[] {
  return readdirSync(linesFolder)
    .filter((name) => name.endsWith(".txt"))
    .sort();
}

/** All of them, in the order of the files and lines. */
export async function fixtureEvents(): Promise<readonly FixtureEvent[]> {
  const found: FixtureEvent[] = [];
  for (const file of lineFiles()) {
    const lines = readFileSync(`${linesFolder}${file}`, "latin1").split(/\r?\n/);
    const stream = readEvents<MailEvent>([`${linesFolder}${file}`], { dialects, zone: "UTC", year: 2026 });
    for await (const { event, line } of stream) found.push({ event, line: lines[line - 1] ?? "", file, number: line });
  }
  return found;
}

/** The lines of a file that stand below no `# source:` comment; a comment or an empty line ends the reach of one. */
export function unsourcedLines(text: string): readonly number[] {
  const unsourced: number[] = [];
  let sourced = false;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.startsWith("# source:")) sourced = true;
    else if (line.trim() === "") sourced = false;
    else if (!line.startsWith("#") && !sourced) unsourced.push(at + 1);
  }
  return unsourced;
}
