/** The programs that are compared, and how they are called. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Analysis } from "../src/analyzers/analysis.ts";
import { data } from "./folder.ts";
import type { Program } from "./ran.ts";

export const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** What every call of ours has: no notes, and the same instants everywhere. */
const always = ["--quiet", "--tz", "UTC"];

/** `mailmortem` with a command, files and options, as it is installed. */
export function mailmortem(command: string, paths: readonly string[], options: readonly string[] = []): Program {
  return { command: process.execPath, args: [cli, command, ...paths, ...options, ...always] };
}

/** The two whole commands that the promises are about. @param more options such as `--jobs 2` */
export function wholeCommands(
  path: string,
  more: readonly string[] = [],
): readonly (readonly [what: string, Program])[] {
  return [
    ["analyze --format json", mailmortem("analyze", [path], ["--format", "json", ...more])],
    ["report -o r.md", mailmortem("report", [path], ["-o", join(data, "r.md"), ...more])],
  ];
}

/** What `analyze` finds in a log. */
export function analysisOf(path: string): Pick<Analysis, "sampling"> {
  const { command, args } = mailmortem("analyze", [path], ["--format", "json"]);
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 29 });
  return JSON.parse(done.stdout) as Analysis;
}

export interface Other {
  readonly what: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The Debian package that has it. */
  readonly debian: string;
  readonly reads: "exim" | "any";
}

/** Others' programs, and the least that any of them must do. */
export const others: readonly Other[] = [
  { what: "eximstats", command: "/usr/sbin/eximstats", args: [], debian: "exim4-base", reads: "exim" },
  { what: "exigrep nosuchid", command: "/usr/sbin/exigrep", args: ["nosuchid"], debian: "exim4-base", reads: "exim" },
  { what: "grep -c nosuchid", command: "/usr/bin/grep", args: ["-c", "nosuchid"], debian: "grep", reads: "any" },
  { what: "wc -l", command: "/usr/bin/wc", args: ["-l"], debian: "coreutils", reads: "any" },
];

/** Why it cannot be run here; undefined when it can. */
export function missing({ command, debian }: Other): string | undefined {
  return existsSync(command) ? undefined : `skipped: ${command} is not there (Debian package ${debian})`;
}

let help: string | undefined;

/** Whether the built `mailmortem analyze` has an option, by its help. */
export function knowsOption(option: string): boolean {
  help ??= spawnSync(process.execPath, [cli, "analyze", "--help"], { encoding: "utf8" }).stdout;
  return optionsOf(help).has(option);
}

/** The long options that a help text lists. */
export function optionsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^ +(?:-\w, )?(--[a-z][a-z-]*)/gm)].map(([, option]) => option ?? ""));
}
