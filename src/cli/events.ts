import type { ReadOptions } from "../api/options.ts";
import type { Reading } from "../engine/run.ts";
import { ToolError } from "../error.ts";
import type { Kind } from "../parsers/events.ts";
import { kinds } from "../parsers/kinds.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { print, printRaw } from "./console.ts";
import { chooseInputs } from "./inputs.ts";
import { jsonText } from "./json.ts";
import { readingOptions, repeatable } from "./options.ts";
import { watchProgress } from "./progress.ts";
import { didYouMean } from "./usage.ts";

/** Output is handed on in blocks: a write a line would cost more than reading the line. */
const block = 1 << 16;

/** `events`: what every line says, one JSON object a line. */
export const eventsCommand = defineCommand({
  name: "events",
  takes: "files",
  describe: "Print what every line says, one JSON object a line",
  options: {
    ...readingOptions,
    kind: repeatable("Only events of this kind, e.g. exim.arrival; may repeat"),
    unrecognised: { type: "boolean", default: false, describe: "Only the lines that were not understood, raw" },
  },
  examples: [
    ["events mainlog --kind exim.failure", "What failed for good"],
    ["events /var/log/exim4/mainlog* --unrecognised", "The lines that mailmortem does not know, byte for byte"],
  ],
  run: async (args, signal) => {
    const wanted = checkKinds(args.kind ?? []);
    if (args.unrecognised && wanted.length > 0) {
      throw new ToolError("usage", "--unrecognised prints lines that are no known event; leave --kind out");
    }
    const inputs = await chooseInputs(args.files);
    const watch = watchProgress(args);
    const { readingChoice } = await import("./choice.ts");
    const options = { ...readingChoice(args), signal, onProgress: watch.update };
    try {
      const reading = args.unrecognised
        ? await printUnrecognised(inputs, options)
        : await printEvents(inputs, options, wanted);
      watch.clear();
      return concludeReading(reading, args);
    } finally {
      watch.clear();
    }
  },
});

async function printEvents(inputs: readonly string[], options: ReadOptions, wanted: readonly Kind[]): Promise<Reading> {
  const { readLocatedEvents } = await import("../api/read.ts");
  const { eventJson } = await import("./event-json.ts");
  const stream = readLocatedEvents(inputs, options);
  const all = wanted.length === 0;
  let lines = "";
  for await (const located of stream) {
    if (!all && !wanted.includes(located.event.kind)) continue;
    lines += `${jsonText(eventJson(located))}\n`;
    if (lines.length < block) continue;
    await print(lines);
    lines = "";
  }
  if (lines !== "") await print(lines);
  return stream.reading();
}

async function printUnrecognised(inputs: readonly string[], options: ReadOptions): Promise<Reading> {
  const { readUnrecognisedLines } = await import("../api/read.ts");
  const stream = readUnrecognisedLines(inputs, options);
  for await (const { bytes } of stream) await printRaw(bytes);
  return stream.reading();
}

function checkKinds(names: readonly string[]): readonly Kind[] {
  return names.map((name) => {
    const kind = kinds.find((each) => each === name);
    if (kind !== undefined) return kind;
    throw new ToolError(
      "usage",
      `--kind: there is no kind "${name}"${didYouMean(name, kinds)}; the kinds are: ${kinds.join(" ")}`,
    );
  });
}
