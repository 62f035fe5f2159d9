import type { AnalyzerId } from "../analyzers/analysis.ts";
import { ToolError } from "../error.ts";
import { utf8 } from "../parsers/text.ts";
import { capped, visible } from "../report/visible.ts";
import { defineCommand } from "./command.ts";
import { painter, print, textWidth, usesColor } from "./console.ts";
import { exit } from "./exit.ts";
import { jsonText } from "./json.ts";
import { readingOptions } from "./options.ts";
import { didYouMean } from "./usage.ts";

/** Earley's table grows with the line; the scanners of the other commands take any length. */
const longest = 64 * 1024;
/** Lines at once. */
const most = 50;
const headingLength = 100;
const unknown: readonly string[] = ["nothing", "other program"];

/** `explain`: what a line means, or what to do about a finding. */
export const explainCommand = defineCommand({
  name: "explain",
  takes: "text",
  describe: "Say what a log line means or where it stops being known; or print a finding's remedy",
  options: {
    json: { type: "boolean", default: false, describe: "As JSON" },
    tz: readingOptions.tz,
    year: readingOptions.year,
    color: readingOptions.color,
  },
  examples: [
    ["explain '2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed'", "What this line says"],
    ["explain tainted-filename", "What the trade knows about such a finding"],
  ],
  run: async (args) => {
    const lines = checkLines(args.text);
    const analyzer = await analyzerNamed(args.text);
    if (analyzer !== undefined) {
      const { remedyJson, remedyOf, remedyText } = await import("./remedy-text.ts");
      const remedy = await remedyOf(analyzer);
      await print(args.json ? `${jsonText(remedyJson(remedy), 2)}\n` : remedyText(remedy, textWidth()));
      return exit.fine;
    }
    const { readingChoice } = await import("./choice.ts");
    const { tz, year } = readingChoice({ ...args, now: undefined });
    const { explainLine } = await import("../api/explain.ts");
    const { explanationJson, explanationText } = await import("./explain-text.ts");
    const explanations = lines.map((line) => ({ line, explanation: explainLine(line, { tz, year }) }));
    if (args.json) {
      const all = explanations.map(({ explanation }) => explanationJson(explanation));
      await print(`${jsonText(all.length === 1 && all[0] !== undefined ? all[0] : all, 2)}\n`);
    } else {
      const paint = painter(usesColor(args.color));
      const texts = explanations.map(({ line, explanation }, at) => {
        const heading = `line ${at + 1}: ${capped(visible(utf8(line)), headingLength)}`;
        const text = explanationText(line, explanation, paint);
        return explanations.length > 1 ? `${paint("strong", heading)}\n${text}` : text;
      });
      await print(texts.join("\n"));
    }
    const known = explanations.some(({ explanation }) => !unknown.includes(explanation.known));
    return known ? exit.fine : exit.nothing;
  },
});

/** `tainted-filename`, or the key of a finding: `tainted-filename:/etc/exim4/domains/<domain>/ip`. */
async function analyzerNamed(text: string): Promise<AnalyzerId | undefined> {
  const { analyzers } = await import("../analyzers/index.ts");
  const id = text.split(":", 1)[0]?.trim().toLowerCase();
  const found = analyzers.find((analyzer) => analyzer.id === id);
  if (found !== undefined || /\s|^\{/.test(text)) return found?.id;
  const ids = analyzers.map((analyzer) => analyzer.id);
  throw new ToolError(
    "usage",
    `"${capped(text, 60)}" is no log line and no finding${didYouMean(id ?? "", ids)}; quote the whole line, or name one of: ${ids.join(" ")}`,
  );
}

/** The lines as bytes of latin1, as logs are read; what is pasted may be several. */
function checkLines(text: string): readonly string[] {
  const all = Buffer.from(text, "utf8").toString("latin1").split(/\r?\n/);
  const lines = all.filter((line) => line !== "");
  if (lines.length === 0)
    throw new ToolError(
      "usage",
      "an empty line says nothing by itself (below a record of Exim it belongs to that); quote a whole line",
    );
  if (lines.length > most)
    throw new ToolError(
      "usage",
      `these are ${lines.length} lines; explain takes up to ${most} (mailmortem events reads whole logs)`,
    );
  for (const line of lines) {
    if (line.length <= longest) continue;
    throw new ToolError(
      "usage",
      `this line has ${Math.ceil(line.length / 1024)} KiB; explain takes up to 64 KiB (the other commands take any length)`,
    );
  }
  return lines;
}
