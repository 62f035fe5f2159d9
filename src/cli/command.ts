import type { Argv, InferredOptionTypes, Options } from "yargs";
import type { ExitCode } from "./exit.ts";

export type OptionTable = Readonly<Record<string, Options>>;

/**
 * What a command takes beside its options: a list of logs, a list of logs that are files, one text, what to look for and a
 * list of logs, a report and a list of logs, what to do and perhaps a folder, or nothing.
 */
export type Takes = "files" | "live-files" | "text" | "query" | "report" | "action" | "nothing";

/** What a command gets: its options as typed, and what it takes. */
export type ArgumentsOf<O extends OptionTable, T extends Takes> = InferredOptionTypes<O> &
  (T extends "files" | "live-files"
    ? { readonly files: readonly string[] }
    : T extends "query"
      ? { readonly query: string; readonly files: readonly string[] }
      : T extends "report"
        ? { readonly report: string; readonly files: readonly string[] }
        : T extends "text"
          ? { readonly text: string }
          : T extends "action"
            ? { readonly action: string; readonly folder: string | undefined }
            : object);

/** One command of the program, described as data so that help, completion and did-you-mean come from one place. */
export interface Command<O extends OptionTable, T extends Takes> {
  readonly name: string;
  readonly takes: T;
  readonly describe: string;
  readonly options: O;
  /** A command line that works as it stands, and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  run(args: ArgumentsOf<O, T>, signal: AbortSignal): Promise<ExitCode>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of commands holds commands of any options; `run` gets its own back
export type AnyCommand = Command<any, any>;

/** Gives a command its types; returns it as it is. */
export function defineCommand<const O extends OptionTable, const T extends Takes>(
  command: Command<O, T>,
): Command<O, T> {
  return command;
}

/** What stands for a lone `-` while yargs reads the arguments: it would drop it from a list of positionals. */
const loneDash = "\u0000-";

/** Arguments as yargs can read them: a lone `-` and, behind `--`, names that begin with a dash are kept. */
export function shieldDashes(argv: readonly string[]): string[] {
  const literalFrom = argv.indexOf("--");
  return argv.map((arg, at) => {
    if (arg === "-") return loneDash;
    return literalFrom !== -1 && at > literalFrom && arg.startsWith("-") ? `./${arg}` : arg;
  });
}

/** Undoes {@link shieldDashes}. */
export function unshield(value: string): string {
  return value === loneDash ? "-" : value;
}

/**
 * True if the arguments ask for the help text or for completions. Only then are options described to yargs: it lays out
 * the help of a command whenever it runs one, which a cron job need not pay for.
 */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.some((arg) => /^(?:--help|help|--get-yargs-completions|completion)(?:=|$)/.test(arg));
}

/** How a command is registered. */
export interface Registration {
  readonly signal: AbortSignal;
  /** With the texts of {@link asksForHelp}. */
  readonly described: boolean;
  /** Gets the exit code. */
  finish(code: ExitCode): void;
}

/** Registers a command with yargs. */
export function register(argv: Argv, command: AnyCommand, { signal, described, finish }: Registration): Argv {
  return argv.command({
    command: usageOf(command),
    describe: command.describe,
    builder: (args) => {
      if (command.takes === "query")
        args.positional("query", {
          type: "string",
          demandOption: true,
          describe: "What to look for",
          coerce: unshield,
        });
      if (command.takes === "report")
        args.positional("report", { type: "string", demandOption: true, describe: "The report: a Markdown file" });
      if (command.takes === "action")
        args
          .positional("action", { type: "string", demandOption: true, describe: "What to do" })
          .positional("folder", { type: "string", describe: "The folder of your templates" });
      if (command.takes === "files" || command.takes === "query" || command.takes === "report")
        args.positional("files", { ...filesPositional, coerce: (all: string[]) => all.map(unshield) });
      if (command.takes === "live-files")
        args.positional("files", { ...livePositional, coerce: (all: string[]) => all.map(unshield) });
      if (command.takes === "text") args.positional("text", { type: "string", demandOption: true, coerce: unshield });
      for (const [line, does] of described ? command.examples : []) args.example(`$0 ${line}`, does);
      return args.options(described ? command.options : undescribed(command.options));
    },
    handler: async (args) => finish(await command.run(args, signal)),
  });
}

/** The same options, parsed alike, that the help text would not name. */
function undescribed(options: OptionTable): OptionTable {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, { ...option, hidden: true }]));
}

export const filesPositional = {
  type: "string",
  array: true,
  default: [] as string[],
  defaultDescription: "standard input, else the logs in their usual places",
  describe: "Logs, plain or gzip; patterns; - for standard input; exim:FILE or dovecot:FILE to force a dialect",
} as const;

const livePositional = {
  ...filesPositional,
  defaultDescription: "the logs in their usual places",
  describe: "Logs, also those that are not there yet; folders; patterns; exim:FILE or dovecot:FILE to force a dialect",
} as const;

/** The command with what it takes, as the help text and the man page show it. */
export function usageOf(command: AnyCommand): string {
  if (command.takes === "files" || command.takes === "live-files") return `${command.name} [files..]`;
  if (command.takes === "query") return `${command.name} <query> [files..]`;
  if (command.takes === "report") return `${command.name} <report> [files..]`;
  if (command.takes === "action") return `${command.name} <action> [folder]`;
  return command.takes === "text" ? `${command.name} <text>` : command.name;
}
