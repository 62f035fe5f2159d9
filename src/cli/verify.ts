import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { ToolError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { note, painter, print, usesColor } from "./console.ts";
import { exit } from "./exit.ts";
import { chooseInputs } from "./inputs.ts";
import { jsonText } from "./json.ts";
import { readingOptions } from "./options.ts";
import { watchProgress } from "./progress.ts";

/** `verify`: a finished report, held against the logs. */
export const verifyCommand = defineCommand({
  name: "verify",
  takes: "report",
  describe: "Say which statements of a Markdown report the logs bear out",
  options: {
    ...readingOptions,
    format: {
      choices: ["text", "json"] as const,
      default: "text" as const,
      requiresArg: true,
      describe: "How to print it",
    },
    show: {
      choices: ["all", "confirmed", "contradicted", "not-checkable"] as const,
      default: "all" as const,
      requiresArg: true,
      describe: "Which statements to print as text; the totals are of all",
    },
    "fix-mojibake": {
      type: "boolean",
      default: false,
      describe: "Repair text of the report that was read in a wrong encoding",
    },
    "fail-on": {
      choices: ["contradicted", "never"] as const,
      default: "never" as const,
      requiresArg: true,
      describe: "Exit 1 if the logs contradict the report",
    },
  },
  examples: [
    ["verify report.md /var/log/exim4/mainlog* /var/log/dovecot.log*", "What the logs bear out, and what not"],
    [
      "verify report.md mainlog --show contradicted --fail-on contradicted",
      "Only what is wrong; exit 1 if something is",
    ],
  ],
  run: async (args, signal) => {
    const { readingChoice } = await import("./choice.ts");
    const choice = readingChoice(args);
    const { repaired } = await import("./repaired.ts");
    const said = repaired(await readReport(args.report), args.report, args["fix-mojibake"]);
    if (said.note !== null) note(args, said.note);
    const inputs = await chooseInputs(args.files);
    const watch = watchProgress(args);
    try {
      const { verifyReadable } = await import("../api/verify.ts");
      const { result, reading } = await verifyReadable(said.text, inputs, {
        ...choice,
        signal,
        onProgress: watch.update,
      });
      watch.clear();
      const code = concludeReading(reading, args);
      if (code === exit.nothing) return code;
      if (args.format === "json") await print(`${jsonText(result, 2)}\n`);
      else {
        const { verifyText } = await import("./verify-text.ts");
        const shown = result.claims.filter(
          (claim) => args.show === "all" || claim.result.replace(" ", "-") === args.show,
        );
        const sources = reading.sources.map(({ name }) => name);
        await print(verifyText(result, shown, { report: args.report, sources, paint: painter(usesColor(args.color)) }));
      }
      if (result.totals.claims === 0)
        note(args, `${args.report}: nothing in it is a statement that could be held against a log`);
      if (code !== exit.fine) return code;
      return args["fail-on"] === "contradicted" && result.totals.contradicted > 0 ? exit.contradicted : code;
    } finally {
      watch.clear();
    }
  },
});

/** @throws ToolError `usage` for a file that is no Markdown or cannot be read. */
async function readReport(path: string): Promise<string> {
  if ([".html", ".json", ".yaml", ".yml"].includes(extname(path).toLowerCase()))
    throw new ToolError("usage", `${path}: verify reads Markdown; name the report's .md file`);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new ToolError("usage", `${path}: the report cannot be read (${why}); name it before the logs`);
  }
}
