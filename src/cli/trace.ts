import { ToolError } from "../error.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { complain, painter, print, printRaw, usesColor } from "./console.ts";
import { exit } from "./exit.ts";
import { chooseInputs } from "./inputs.ts";
import { repeatable, windowOptions } from "./options.ts";
import { watchProgress } from "./progress.ts";

/** Output is handed on in blocks: a write a line would cost more than finding the line. */
const block = 1 << 16;

/** `trace`: the whole life of a message. */
export const traceCommand = defineCommand({
  name: "trace",
  takes: "query",
  describe: "Print the whole life of a message, by its id, Message-ID, an address or an IP",
  options: {
    ...windowOptions,
    also: repeatable("Look for this too; may repeat"),
    json: { type: "boolean", default: false, describe: "One JSON object a line, one for each message and session" },
    raw: {
      type: "boolean",
      default: false,
      describe: "Only the log lines, byte for byte; passwords in them are not masked",
    },
  },
  examples: [
    ["trace 1vdrUX-000CZo-2Q mainlog dovecot.log", "One message from its arrival to its mailbox"],
    [
      "trace ann@a.example '/var/log/exim4/mainlog*' --since yesterday",
      "All mail from and to an address, and its logins",
    ],
    ["trace 192.0.2.7 mainlog.1.gz mainlog --raw", "The lines of everything that a host sent, as exigrep prints them"],
  ],
  run: async (args, signal) => {
    if (args.json && args.raw) throw new ToolError("usage", "--json or --raw, not both");
    const { windowChoice } = await import("./choice.ts");
    const choice = windowChoice(args);
    const { trace } = await import("../api/trace.ts");
    const { parseQuery } = await import("../trace/query.ts");
    const queries = [args.query, ...(args.also ?? [])];
    // Before anything is read: a mistake should not cost a wait.
    for (const query of queries) parseQuery(query);
    const inputs = await chooseInputs(args.files);
    const watch = watchProgress(args);
    try {
      const found = await trace(inputs, queries, { ...choice, signal, onProgress: watch.update });
      watch.clear();
      const { traceJson, traceRaw, traceText } = await import("./trace-text.ts");
      const pieces = args.json
        ? traceJson(found)
        : args.raw
          ? traceRaw(found)
          : traceText(found, painter(usesColor(args.color)));
      await printAll(pieces);
      const code = concludeReading(found.reading, args);
      if (code !== exit.fine || found.messages.length + found.sessions.length > 0) return code;
      const count = found.reading.coverage.lines;
      complain(
        `none of the ${count} lines ${(choice.since ?? choice.until) ? "within these bounds " : ""}names ${queries.join(" or ")}`,
      );
      return exit.notFound;
    } finally {
      watch.clear();
    }
  },
});

/** Pieces of text whose characters are bytes where `binary`. */
async function printAll(pieces: Iterable<string | Uint8Array>): Promise<void> {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece !== "string") await printRaw(piece);
    else text += piece;
    if (text.length < block) continue;
    await print(text);
    text = "";
  }
  if (text !== "") await print(text);
}
