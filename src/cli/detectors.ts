import { defineCommand } from "./command.ts";
import { print } from "./console.ts";
import { exit } from "./exit.ts";
import { jsonText } from "./json.ts";

/** `detectors`: what can be found. */
export const detectorsCommand = defineCommand({
  name: "detectors",
  takes: "nothing",
  describe: "List what can be found, with a log line for each",
  options: { json: { type: "boolean", default: false, describe: "As JSON" } },
  examples: [["detectors --json", "The list for programs"]],
  run: async (args) => {
    const { analyzers } = await import("../analyzers/index.ts");
    const rows = analyzers.map(({ id, title, sample }) => ({ id, title, sample }));
    if (args.json) await print(`${jsonText(rows, 2)}\n`);
    else for (const { id, title, sample } of rows) await print(`${id}\n  ${title}\n  ${sample}\n\n`);
    return exit.fine;
  },
});
