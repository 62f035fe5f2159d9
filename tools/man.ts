/**
 * Writes the manual page from the commands' own descriptions, options and examples. A test holds the committed page to
 * it.
 *
 *   npm run man
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Options } from "yargs";
import { type AnyCommand, filesPositional, usageOf } from "../src/cli/command.ts";
import { commands } from "../src/cli/program.ts";
import { version } from "../src/version.ts";

/** Where the page stands, for package.json. */
export const manFile = "man/mailmortem.1";

/** The page, in the macros of man(7). */
export function manPage(): string {
  return [
    `.\\" Made by tools/man.ts (npm run man); changes here are lost.`,
    `.TH MAILMORTEM 1 "" "mailmortem ${version}" "User Commands"`,
    ".SH NAME",
    "mailmortem \\- what broke in Exim and Dovecot, by their logs",
    ".SH SYNOPSIS",
    ...commands.flatMap((command) => [".br", `.B mailmortem ${safe(usageOf(command))}`]).slice(1),
    ".SH DESCRIPTION",
    safe(
      "Reads Exim and Dovecot logs, says what broke, since when, whom it hurt and whether it is over, and writes the intervention report. It runs and changes nothing on the host.",
    ),
    ".PP",
    safe(`Files: ${filesPositional.describe}. Without files: ${filesPositional.defaultDescription}.`),
    ".SH COMMANDS",
    ...commands.flatMap(commandLines),
    ...exitStatus,
    ...environment,
    ".SH SEE ALSO",
    ".BR exim (8),",
    ".BR exigrep (8),",
    ".BR eximstats (8),",
    ".BR doveadm (1)",
    "",
  ].join("\n");
}

function commandLines(command: AnyCommand): readonly string[] {
  const options = Object.entries<Options>(command.options).filter(([, option]) => option.hidden !== true);
  return [
    `.SS "mailmortem ${safe(usageOf(command))}"`,
    `${safe(command.describe)}.`,
    ...options.flatMap(([name, option]) => [".TP", optionName(name, option), safe(described(option))]),
    ...(command.examples.length === 0 ? [] : [".PP", "Examples:"]),
    ...command.examples.flatMap(([line, does]) => [
      ".PP",
      `${safe(does)}:`,
      ".PP",
      ".nf",
      ".RS",
      safe(`mailmortem ${line}`),
      ".RE",
      ".fi",
    ]),
  ];
}

function optionName(name: string, { alias, type, choices }: Options): string {
  const short = typeof alias === "string" ? `\\fB\\-${alias}\\fR, ` : "";
  const value = type === "boolean" ? "" : ` \\fI${choices === undefined ? "value" : safe(choices.join("|"))}\\fR`;
  return `${short}\\fB\\-\\-${safe(name)}\\fR${value}`;
}

function described({ describe = "", default: preset, type }: Options): string {
  const isSaid = describe.includes("(default");
  const shown = preset === undefined || type === "boolean" || isSaid ? "" : ` (default: ${String(preset)})`;
  return `${describe}${shown}.`;
}

const exitStatus = [
  ".SH EXIT STATUS",
  ...[
    ["0", "Fine."],
    [
      "1",
      "A finding at or above --fail-on; trace: nothing names what was looked for; verify: a claim is contradicted.",
    ],
    ["2", "Wrong usage, or a result that cannot be written where asked."],
    ["3", "An input could not be read; the others still were."],
    ["4", "Nothing recognised."],
    ["70", "A bug."],
    ["130", "Interrupted."],
  ].flatMap(([code = "", means = ""]) => [".TP", `.B ${code}`, safe(means)]),
];

const environment = [
  ".SH ENVIRONMENT",
  ...[
    ["NO_COLOR", "No colour, whatever the terminal."],
    ["TMPDIR", "Where trace keeps a copy of standard input while it reads."],
    ["TZ", "The zone of stamps that name none, unless --tz is given."],
  ].flatMap(([name = "", means = ""]) => [".TP", `.B ${name}`, safe(means)]),
];

/** Text as roff prints it: no line of it is a request, a dash can be copied, a backslash is one. */
function safe(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("…", "...")
    .replace(/^([.'])/, "\\&$1");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  mkdirSync(dirname(manFile), { recursive: true });
  writeFileSync(manFile, manPage());
  console.log(manFile);
}
