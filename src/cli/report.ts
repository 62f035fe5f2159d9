import { ToolError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { note } from "./console.ts";
import { exit } from "./exit.ts";
import { judgingOptions, repeatable, single } from "./options.ts";
import { checkRedaction, redactionOptions } from "./redaction.ts";

/** `report`: the intervention report. */
export const reportCommand = defineCommand({
  name: "report",
  takes: "files",
  describe: "Write the report: what broke, the evidence, the impact, the mend and the verdict",
  options: {
    ...judgingOptions,
    intervention: {
      alias: "i",
      ...single("What the operator states: an intervention.yaml (mailmortem init makes one)"),
    },
    output: {
      alias: "o",
      ...repeatable(
        "Write it to this file; may repeat. Ends in .md, .html or .json (default: Markdown to standard output)",
      ),
    },
    mode: {
      choices: ["intervention", "postmortem", "summary"] as const,
      default: "intervention" as const,
      requiresArg: true,
      describe: "What the report is for; JSON has everything",
    },
    assets: single("Write the charts as SVG files into this folder, and show them in the Markdown"),
    template: single("Take section templates from this folder (mailmortem template eject makes one)"),
    ...redactionOptions,
    "fix-mojibake": {
      type: "boolean",
      default: false,
      describe: "Repair text of the intervention.yaml that was read in a wrong encoding",
    },
    "max-rows": {
      type: "string",
      requiresArg: true,
      default: "50",
      describe: "Rows of a table in Markdown and HTML; JSON has all",
    },
  },
  examples: [
    ["report /var/log/exim4/mainlog* /var/log/dovecot.log* -o report.md", "The report of a Debian or Hestia host"],
    ["report mainlog dovecot.log -i intervention.yaml -o night.html -o night.md", "With what was done, in two formats"],
    ['report --mode postmortem --redact full --redact-key "$KEY" -o for-others.html', "To be handed on"],
  ],
  run: async (args, signal) => {
    const [{ readingChoice, wholeNumber }, { checkOutputs, writeReport }] = await Promise.all([
      import("./choice.ts"),
      import("./report-outputs.ts"),
    ]);
    const outputs = args.output ?? ["-"];
    await checkOutputs(outputs, args.assets);
    const maxRows = wholeNumber("max-rows", args["max-rows"]);
    const redaction = checkRedaction(args);
    if (args["fix-mojibake"] && args.intervention === undefined)
      throw new ToolError("usage", "--fix-mojibake does nothing without -i, whose text it repairs");
    const templates =
      args.template === undefined ? undefined : await (await import("./templates.ts")).readTemplates(args.template);
    const statements =
      args.intervention === undefined
        ? undefined
        : await (await import("./statements.ts")).readStatements(args.intervention, {
            zone: readingChoice(args).tz,
            repair: args["fix-mojibake"],
            manner: args,
          });
    const { judge } = await import("./judge.ts");
    const { analysis, problems, report: build } = await judge(args, signal, statements?.splitAt);
    const code = concludeReading({ ...analysis, problems }, args);
    if (code === exit.nothing) return code;
    const report = await redaction.apply(await build(statements?.bind(analysis.findings)));
    await writeReport(report, {
      outputs,
      assets: args.assets,
      mode: args.mode,
      maxRows,
      ...(templates === undefined
        ? {}
        : { templates: templates.sections, partials: templates.partials, templateFolder: templates.folder }),
    });
    const { todos = [] } = report.intervention ?? {};
    if (todos.length > 0) {
      const first = todos.slice(0, 3).map(({ path, at }) => `${path} (line ${at.line})`);
      const more = todos.length > first.length ? ` and ${todos.length - first.length} more` : "";
      note(args, `${args.intervention}: ${todos.length} left to fill in: ${first.join(", ")}${more}`);
    }
    note(args, redaction.said(outputs));
    return code;
  },
});
