import { extname } from "node:path";
import { ToolError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { note, print } from "./console.ts";
import { exit } from "./exit.ts";
import { judgingOptions, repeatable, wholeNumber } from "./options.ts";
import { checkTarget, writeOutput } from "./output.ts";

/** `report`: the intervention report. */
export const reportCommand = defineCommand({
  name: "report",
  takes: "files",
  describe: "Write the report: what broke, the evidence, the impact, the mend and the verdict",
  options: {
    ...judgingOptions,
    output: {
      alias: "o",
      ...repeatable("Write it to this file; may repeat. Ends in .md or .json (default: Markdown to standard output)"),
    },
    "max-rows": {
      type: "string",
      requiresArg: true,
      default: "50",
      describe: "Rows of a table in Markdown; JSON has all",
    },
  },
  examples: [
    ["report /var/log/exim4/mainlog* /var/log/dovecot.log* -o report.md", "The report of a Debian or Hestia host"],
    ["report --since 2026-01-06 --tz Europe/Brussels -o night.md -o night.json", "Of the usual logs, in two formats"],
  ],
  run: async (args, signal) => {
    const outputs = args.output ?? ["-"];
    for (const path of outputs) await checkOutput(path);
    const maxRows = wholeNumber("max-rows", args["max-rows"]);
    const { judge } = await import("./judge.ts");
    const { analysis, problems, report: build } = await judge(args, signal);
    const code = concludeReading({ ...analysis, problems }, args);
    if (code === exit.nothing) return code;
    const report = await build();
    const { renderMarkdown } = await import("../report/render.ts");
    for (const path of outputs) {
      const text =
        extname(path).toLowerCase() === ".json"
          ? `${JSON.stringify(report, null, 2)}\n`
          : renderMarkdown(report, { maxRows });
      if (path === "-") await print(text);
      else await writeOutput(path, text);
    }
    note(
      args,
      `${outputs.filter((path) => path !== "-").join(", ") || "the report"} holds personal data as logged (addresses, subjects, IPs); mind who gets it`,
    );
    return code;
  },
});

async function checkOutput(path: string): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (ending === ".html") throw new ToolError("usage", `-o ${path}: HTML is not written yet; .md and .json are`);
  if (ending !== ".md" && ending !== ".json" && path !== "-" && !path.startsWith("/dev/")) {
    throw new ToolError("usage", `-o ${path}: the ending picks the format; name it .md or .json`);
  }
  if (path !== "-") await checkTarget(path);
}
