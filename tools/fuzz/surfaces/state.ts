/**
 * `--state`: a changed state file is refused and left as it is, or read as what it was. A state holds paths and numbers of
 * inodes, so that a round's texts are the changes, one as JSON a line: place in millionths, characters left out, put in.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageLines } from "../../../src/cli/console.ts";
import { ToolError } from "../../../src/error.ts";
import type { Random } from "../../../src/grammar/random.ts";
import { analyze } from "../../../src/index.ts";
import { plainFaults } from "../../../test/hostile/judges.ts";
import { logsWith, reading } from "../../../test/hostile/logs.ts";
import { newFolder } from "../folder.ts";
import { asBytes } from "../log-material.ts";
import { hostile } from "../mutate.ts";
import type { Surface } from "../surface.ts";

const folder = newFolder();
const state = join(folder, "state");
const logs = ["mainlog", "dovecot.log"].map((name) => join(folder, name));
const { mainlog, dovecot } = logsWith(() => "z", "daemon");
writeFileSync(logs[0] ?? "", mainlog, "latin1");
writeFileSync(logs[1] ?? "", dovecot, "latin1");
const read = () => analyze(logs, { ...reading, jobs: 1, state });
await read();
const expected = JSON.stringify(await read());
const whole = readFileSync(state, "latin1");

const tokens = [
  "\n", ",", "[", "]", "{", "}", "\"", ":", "null", "-1", "1e999", "\"__proto__\":{},", "[".repeat(20_000), "\u0000", "\u00ff", " ", "true", "[]", "{}",
  "mailmortem/state@999", "\n\n", "0",
] as const; // biome-ignore format: a list

function change(random: Random): string {
  const place = random.below(1_000_001);
  const left = random.pick([0, 1, 1, 2, 10, 1000, 1_000_000]);
  const put = random.chance(30) ? "" : random.chance(70) ? random.pick(tokens) : asBytes(hostile(random));
  return `${JSON.stringify([place, left, put])}\n`;
}

export const surface: Surface = {
  make: (random) => ({ changes: Array.from({ length: 1 + random.below(4) }, () => change(random)).join("") }),
  async judge({ changes = "" }) {
    const text = changes.split("\n").reduce(applied, whole);
    writeFileSync(state, text, "latin1");
    try {
      const isSame = JSON.stringify(await read()) === expected;
      return isSame ? [] : ["state that is read as another: the analysis differs"];
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      const isLeft = readFileSync(state, "latin1") === text;
      const says = /begin anew|run it with|another run/.test(error.message) ? [] : [`no advice: ${error.message}`];
      return [
        ...says,
        ...plainFaults(messageLines(error.message)),
        ...(isLeft ? [] : ["state that was refused: it is another now"]),
      ];
    }
  },
};

function applied(text: string, line: string): string {
  try {
    const [place, left, put] = JSON.parse(line) as [number, number, string];
    const at = Math.floor((text.length * place) / 1_000_000);
    return text.slice(0, at) + put + text.slice(at + left);
  } catch {
    return text;
  }
}
