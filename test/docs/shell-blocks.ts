/** Blocks of shell, of a terminal, and of cron: run on the page's host. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "./blocks.ts";
import type { Host, Ran } from "./host.ts";
import { firstDifference } from "./output.ts";

/** Programs that a page may use and a host may lack. */
const optional = ["jq", "duckdb"] as const;

/** The first program that a block needs and that is not installed; null when all are there. */
export function missingProgram({ text }: Block): string | null {
  const used = optional.filter((name) => new RegExp(`(?:^|[|(\\s])${name}\\s`, "m").test(text));
  return used.find((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0) ?? null;
}

/** The problems of a block that was run as a whole; none: it ended with 0. */
export function runScript(host: Host, block: Block): { readonly ran: Ran; readonly problem: string | null } {
  const ran = host.run(block.text);
  return { ran, problem: ran.code === 0 ? null : `ended with ${ran.code}\n${ran.err}` };
}

const mark = "=== mailmortem docs ===";

/** Runs each `$ command` and compares what follows it with what it prints, both streams together. */
export function runTerminal(host: Host, { text }: Block): string | null {
  const commands = text.split(/^\$ /m).slice(1).map(apart);
  if (commands.length === 0) return "no line begins with `$ `";
  const script = commands.map(({ command }) => `{ ${command}\n} 2>&1 || echo "ended with $?"\necho "${mark}"`);
  const printed = host.run(`set +e +u\n${script.join("\n")}`).out.split(`${mark}\n`);
  for (const [at, { command, shown }] of commands.entries()) {
    const difference = firstDifference(shown, printed[at] ?? "");
    if (difference !== null) return `$ ${command}\n${difference}`;
  }
  return null;
}

/** A command goes on behind a backslash. */
function apart(entry: string): { readonly command: string; readonly shown: string } {
  const lines = entry.split("\n");
  const last = lines.findIndex((line) => !line.endsWith("\\"));
  return { command: lines.slice(0, last + 1).join("\n"), shown: lines.slice(last + 1).join("\n") };
}

const field = /^(?:\*|\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)(?:\/\d+)?$/;
const entry = /^(\S+) (\S+) (\S+) (\S+) (\S+) (\S+) (.+)$/;

/** Entries of `/etc/cron.d`: five fields, a user, a command without a bare `%`. Each is run as cron does it. */
export function runCron(host: Host, { text }: Block): string | null {
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#") || /^[A-Z_]+=/.test(line)) continue;
    const [, ...parts] = entry.exec(line) ?? [];
    const command = parts[6];
    if (command === undefined || !parts.slice(0, 5).every((part) => field.test(part))) return `no cron entry: ${line}`;
    if (/(?<!\\)%/.test(command)) return `cron ends a command at a bare %: ${line}`;
    // cron's /bin/sh has an empty pipe for standard input
    const ran = host.run(`: | { ${command}\n}`, "sh");
    if (ran.code !== 0) return `ended with ${ran.code}: ${command}\n${ran.err}`;
  }
  return null;
}

/** What shellcheck says of all scripts together; null when it has nothing to say or is not installed. */
export function shellcheck(host: Host, blocks: readonly Block[]): string | null {
  const folder = join(host.root, "scripts");
  mkdirSync(folder);
  const paths = blocks.map(({ file, line, text }) => {
    const path = join(folder, `${file.replaceAll("/", "_")}:${line}.sh`);
    writeFileSync(path, `#!/bin/bash\n${text}\n`);
    return path;
  });
  const done = spawnSync("shellcheck", ["-S", "warning", "-f", "gcc", ...paths], { encoding: "utf8" });
  return done.error !== undefined || done.status === 0 ? null : done.stdout.replaceAll(folder, "");
}
