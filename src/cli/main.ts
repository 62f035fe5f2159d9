#!/usr/bin/env node
/**
 * The command line's first lines: the version is said at once, all else is loaded for it (program.ts).
 *
 * What is imported here is paid for by every run.
 */
import { version } from "../version.ts";
import { complain } from "./console.ts";
import { exit } from "./exit.ts";

endQuietlyWhenNobodyListens();
await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && argv[0] === "--version") process.stdout.write(`${version}\n`);
  else await (await import("./program.ts")).runProgram(argv);
}

/** `mailmortem events | head` closes the pipe early, which is no error. */
function endQuietlyWhenNobodyListens(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && stream === process.stdout)
        complain(`standard output cannot be written (${error.message})`);
      process.exit(error.code === "EPIPE" ? exit.fine : exit.usage);
    });
  }
}
