import type { Analysis } from "../analyzers/analysis.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { painter, print, textWidth, usesColor } from "./console.ts";
import { exit } from "./exit.ts";
import { exitOf, failOnOption } from "./fail-on.ts";
import { jsonPieces, jsonText } from "./json.ts";
import { judgingOptions } from "./options.ts";

/** `analyze`: the findings, as text for people or JSON for programs. */
export const analyzeCommand = defineCommand({
  name: "analyze",
  takes: "files",
  describe: "Print what is broken, since when, whom it hurts and whether it is over",
  options: {
    ...judgingOptions,
    format: {
      choices: ["text", "json"] as const,
      default: "text" as const,
      requiresArg: true,
      describe: "How to print it",
    },
    "fail-on": {
      ...failOnOption,
      describe: "Exit 1 if a finding is this grave or graver",
    },
  },
  examples: [
    ["analyze /var/log/exim4/mainlog* /var/log/dovecot.log*", "What is broken on a Debian or Hestia host"],
    [
      "analyze /var/log/exim4/mainlog --since yesterday --fail-on critical --quiet",
      "For cron: exit 1 if something critical happened",
    ],
  ],
  run: async (args, signal) => {
    // Loaded when needed: help, completion and refused arguments do without grammars and remedies.
    const { judge } = await import("./judge.ts");
    const { analysis, problems, report } = await judge(args, signal);
    if (args.format === "json") await printJson(analysis);
    else {
      const { renderText } = await import("../report/text.ts");
      await print(renderText(await report(), { paint: painter(usesColor(args.color)), width: textWidth() }));
    }
    const code = concludeReading({ ...analysis, problems }, args);
    if (code !== exit.fine) return code;
    return exitOf(
      analysis.findings.map(({ severity }) => severity),
      args["fail-on"],
    );
  },
});

/** So many messages in lists are some megabytes of text. */
const MANY = 10_000;

async function printJson(analysis: Analysis): Promise<void> {
  let listed = 0;
  for (const { subjects } of analysis.findings) listed += subjects.messages.length;
  if (listed > MANY) for await (const piece of jsonPieces(analysis, 2)) await print(piece);
  else await print(jsonText(analysis, 2));
  await print("\n");
}
