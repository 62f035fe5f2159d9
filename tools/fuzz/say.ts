/** What is printed of a finding; its texts are hostile and go to a terminal. */
import { jsonText } from "../../src/cli/json.ts";
import { capped, visible } from "../../src/report/visible.ts";
import type { Finding } from "./rounds.ts";

const longest = { fault: 500, text: 3000 };

/** Surface, seed, round, faults, the shrunk texts as JSON (Latin-1 where they are bytes), and how to repeat it. */
export function findingText(surface: string, seed: number, { round, faults, shrunk, size }: Finding): string {
  const texts = Object.entries(shrunk ?? {}).map(([name, text]) => {
    const json = jsonText([text]).slice(1, -1);
    return `    ${visible(name)}: ${capped(json, longest.text)}`;
  });
  const length = Object.values(shrunk ?? {}).reduce((sum, text) => sum + text.length, 0);
  return [
    `FOUND ${surface}, seed ${seed}, round ${round}`,
    ...faults.slice(0, 5).map((fault) => `  ${capped(visible(fault), longest.fault)}`),
    shrunk === null ? "  its texts could not be made" : `  shrunk from ${size} characters to ${length}:`,
    ...texts,
    `  repeat: npm run fuzz -- --surface ${surface} --seed ${seed} --round ${round}`,
    "",
  ].join("\n");
}
