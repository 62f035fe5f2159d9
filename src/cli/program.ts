/** Picks the command, and turns whatever happens into messages and an exit code. */
import yargs from "yargs";
import { ToolError } from "../error.ts";
import { version } from "../version.ts";
import { analyzeCommand } from "./analyze.ts";
import { bugText } from "./bug.ts";
import { type AnyCommand, asksForHelp, register, shieldDashes } from "./command.ts";
import { complain } from "./console.ts";
import { detectorsCommand } from "./detectors.ts";
import { eventsCommand } from "./events.ts";
import { type ExitCode, exit, exitCodeOf } from "./exit.ts";
import { explainCommand } from "./explain.ts";
import { growHeapSlowly } from "./heap.ts";
import { initCommand } from "./init.ts";
import { reportCommand } from "./report.ts";
import { interruption } from "./signals.ts";
import { templateCommand } from "./template.ts";
import { traceCommand } from "./trace.ts";
import { usageMessage } from "./usage.ts";
import { verifyCommand } from "./verify.ts";
import { watchCommand } from "./watch.ts";

/** Every command, in the order of the help text. */
export const commands: readonly AnyCommand[] = [
  reportCommand,
  initCommand,
  analyzeCommand,
  eventsCommand,
  traceCommand,
  verifyCommand,
  watchCommand,
  explainCommand,
  detectorsCommand,
  templateCommand,
];

/** Runs the command that the arguments name; its exit code is the process's. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  growHeapSlowly();
  const signal = interruption();
  try {
    process.exitCode = await runCommand(argv, signal);
  } catch (error) {
    const code = exitCodeOf(error);
    // The signal has said it already, and which one it was.
    if (code === exit.interrupted) process.exitCode ??= code;
    else process.exitCode = code;
    if (code === exit.bug) complain(bugText(error));
    else if (code !== exit.interrupted) complain((error as Error).message);
  }
}

async function runCommand(argv: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  let code: ExitCode = exit.fine;
  const described = asksForHelp(argv);
  let parser = yargs(shieldDashes(argv))
    .scriptName("mailmortem")
    .locale("en")
    .parserConfiguration({ "greedy-arrays": false, "camel-case-expansion": false, "parse-positional-numbers": false })
    .exitProcess(false)
    // yargs lays out a help text at every run, and looks up the width of every character when it may have to break lines
    .wrap(described ? Math.min(110, process.stdout.columns ?? 110) : null)
    .strict()
    .demandCommand(1)
    .version(version)
    .help()
    .completion("completion", "Print a completion script for bash or zsh")
    .fail((message, error) => {
      // A mistake that yargs itself found, or what a command threw.
      if (error === undefined || error === null || error.name === "YError")
        throw new ToolError("usage", usageMessage(message ?? error?.message, argv, commands));
      throw error;
    });
  if (described)
    parser = parser
      .usage("Reads Exim and Dovecot logs, says what broke, and writes the intervention report.\n\n$0 <command>")
      .epilog(
        "Exit: 0 fine, 1 findings (--fail-on) or not found, 2 usage, 3 unreadable, 4 nothing recognised, 70 a bug.",
      );
  const finish = (ended: ExitCode) => {
    code = ended;
  };
  for (const command of commands) parser = register(parser, command, { signal, described, finish });
  for (const command of described ? commands.slice(0, 2) : [])
    for (const [line, does] of command.examples.slice(0, 1)) parser.example(`$0 ${line}`, does);
  await parser.parseAsync();
  return code;
}
