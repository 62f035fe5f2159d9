/** `explain`: what is said of a changed line, as text, in colour, and as JSON. */
import { explainLine } from "../../../src/api/explain.ts";
import { painter } from "../../../src/cli/console.ts";
import { explanationJson, explanationText } from "../../../src/cli/explain-text.ts";
import { ownEscapes, plainFaults } from "../../../test/hostile/judges.ts";
import { jsonFaults } from "../json-faults.ts";
import { makeLine } from "../log-material.ts";
import type { Surface } from "../surface.ts";

/** Nearley takes seconds for more; how the time grows is the business of test/grammar/. */
const longest = 600;

export const surface: Surface = {
  make: (random) => ({ line: makeLine(random).slice(0, longest) }),
  judge({ line = "" }) {
    const explanation = explainLine(line, { tz: "UTC", year: 2026 });
    return [
      ...plainFaults(explanationText(line, explanation, painter(false))),
      ...plainFaults(ownEscapes(explanationText(line, explanation, painter(true)))),
      ...jsonFaults(explanationJson(explanation)),
    ];
  },
};
