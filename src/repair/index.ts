/**
 * Text that is UTF-8 but was read as Mac Roman, ISO 8859-1 or Windows-1252, as copied from a wiki or a chat: `Relev√©`,
 * `RelevÃ©`. Only its broken runs are changed.
 */
import { type Credit, creditOf } from "./credible.ts";
import { decoded, endOf, type Run, runsOf } from "./sequences.ts";
import type { Reading, WrongEncoding } from "./tables.ts";

export type { WrongEncoding } from "./tables.ts";

/** One broken run. Line and column count from 1; a column is a UTF-16 code unit, as in other messages. */
export interface BrokenSample {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly repaired: string;
}

/** Text whose encoding was taken for another. */
export interface Mojibake {
  readonly encoding: WrongEncoding;
  /** How many runs are broken, and the first ten of them. */
  readonly runs: number;
  readonly samples: readonly BrokenSample[];
}

const SAMPLES = 10;
/** Broken twice is met, when a broken copy was pasted through the same way again; more is not. */
const ROUNDS = 2;

/** Says how `text` was read wrongly, or null when none of it is surely broken. Where two readings fit, the one with more runs. */
export function recogniseMojibake(text: string): Mojibake | null {
  const found = brokenIn(text);
  if (found === null) return null;
  const { reading, runs } = found;
  return {
    encoding: reading === "macroman" ? "macroman" : western(runs.map((run) => textOf(run, text)).join("")),
    runs: runs.length,
    samples: samplesOf(runs, text),
  };
}

/** `text` with its broken runs as they were written; text that is not broken comes back as it is. */
export function repairMojibake(text: string): string {
  let repaired = text;
  for (let round = 0; round < ROUNDS; round++) {
    const found = brokenIn(repaired);
    if (found === null) break;
    repaired = replaced(repaired, found.runs);
  }
  return repaired;
}

interface Broken {
  readonly reading: Reading;
  readonly runs: readonly Run[];
}

function brokenIn(text: string): Broken | null {
  const [mac, west] = [credible(text, "macroman"), credible(text, "western")];
  if (mac.length === 0 && west.length === 0) return null;
  return mac.length >= west.length ? { reading: "macroman", runs: mac } : { reading: "western", runs: west };
}

function credible(text: string, reading: Reading): readonly Run[] {
  const judged = runsOf(text, reading).map((run): readonly [Run, Credit] => [run, creditOf(run, text, reading)]);
  if (!judged.some(([, credit]) => credit === "sure")) return [];
  return judged.filter(([, credit]) => credit !== "no").map(([run]) => run);
}

function replaced(text: string, runs: readonly Run[]): string {
  let out = "";
  let done = 0;
  for (const run of runs) {
    out += text.slice(done, run[0].start) + decoded(run);
    done = endOf(run.at(-1) ?? run[0]);
  }
  return out + text.slice(done);
}

function textOf(run: Run, text: string): string {
  return text.slice(run[0].start, endOf(run.at(-1) ?? run[0]));
}

/** Windows-1252 has characters where ISO 8859-1 has controls; a text with neither is the same in both. */
function western(broken: string): WrongEncoding {
  return /[\u0080-\u009F]/.test(broken) && !/[^\0-\u00FF]/.test(broken) ? "latin1" : "windows-1252";
}

function samplesOf(runs: readonly Run[], text: string): readonly BrokenSample[] {
  let line = 1;
  let lineStart = 0;
  return runs.slice(0, SAMPLES).map((run) => {
    const { start } = run[0];
    for (let next = text.indexOf("\n", lineStart); next >= 0 && next < start; next = text.indexOf("\n", lineStart)) {
      line++;
      lineStart = next + 1;
    }
    const broken = textOf(run, text);
    return { line, column: start - lineStart + 1, text: broken, repaired: repairMojibake(decoded(run)) };
  });
}
