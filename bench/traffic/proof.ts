/** A template is true when its lines, with other values, are read as the recorded ones were. */
import { dialects, parseLine } from "../../src/parsers/index.ts";
import type { Population } from "./population.ts";
import type { Daemon } from "./recorded.ts";
import { stampOf } from "./stamp.ts";
import { filled, type Template } from "./template.ts";

const trials = 3;

export function isTrue(daemon: Daemon, template: Template, trial: Population): boolean {
  const dialect = dialects.find(({ name }) => name === daemon);
  const second = Date.UTC(2026, 0, 6) / 1000;
  for (let at = 0; at < trials; at++) {
    const values = trial.valuesOf(template, second, false);
    for (const line of template.lines) {
      const event = parseLine(stampOf(daemon, second) + filled(line, values), {
        dialect: daemon,
        tz: "UTC",
        year: 2026,
      });
      if (event?.kind !== line.kind || dialect?.share(event) !== "recognised") return false;
    }
  }
  return true;
}
