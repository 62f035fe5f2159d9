#!/usr/bin/env node
/**
 * The command line's first lines: the version is said at once, all else is loaded for it (program.ts).
 *
 * What is imported here is paid for by every run.
 */
import { version } from "../version.ts";
import { bugText } from "./bug.ts";
import { complain } from "./console.ts";
import { exit } from "./exit.ts";

endQuietlyWhenNobodyListens();
process.on("uncaughtException", endWithBug);
try {
  await main(process.argv.slice(2));
} catch (error) {
  endWithBug(error);
}

async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && argv[0] === "--version") process.stdout.write(`${version}\n`);
  else if (!isSomewhere()) {
    complain("the folder that this was started in is gone; change to one that is there");
    process.exitCode = exit.usage;
  } else await (await import("./program.ts")).runProgram(argv);
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

/** Names are of this folder, and so is nothing once it was removed. */
function isSomewhere(): boolean {
  try {
    return process.cwd() !== "";
  } catch {
    return false;
  }
}

/** A bug that no command could catch: in an event handler, or before there was a command. */
function endWithBug(error: unknown): void {
  complain(bugText(error));
  process.exit(exit.bug);
}
