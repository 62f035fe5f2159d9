/** Does what a report's remedy says, word for word: its commands in a shell, its configuration in the host's files. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Diagnosis, Step } from "../../src/report/model.ts";
import type { Prose } from "../../src/report/prose.ts";
import type { Ran } from "./commands.ts";
import { type Host, onHost, settle } from "./host.ts";
import { eximTemplate } from "./wrappers.ts";

export interface Done {
  readonly command: string;
  readonly ran: Ran;
}

/** The words of a step. */
export const wordsOf = (prose: Prose): string => prose.map((span) => ("code" in span ? span.code : span.text)).join("");

/** Steps whose words match; @throws Error when there is none: the remedy has changed. */
export function steps(of: readonly Step[], words: RegExp): readonly Step[] {
  const found = of.filter(({ prose }) => words.test(wordsOf(prose)));
  if (found.length === 0) throw new Error(`no step says ${words}: ${of.map(({ prose }) => wordsOf(prose)).join("\n")}`);
  return found;
}

/** Runs the commands of these steps and puts their configuration into Dovecot's file for additions. */
export async function follow(host: Host, chosen: readonly Step[]): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const { commands, config } of chosen) {
    if (config.length > 0)
      appendFileSync(join(host.layout.folder, "etc", "conf.d", "90-custom.conf"), `${config.join("\n")}\n`);
    for (const command of commands) {
      done.push({ command, ran: await onHost(host, command) });
      if (/\breload\b/.test(command)) await wait(1_000); // it answers before it has read its files
    }
  }
  await settle(host);
  return done;
}

/** The commands of what was done, for a check's name. */
export const commandsOf = (done: readonly Done[]): string => done.map(({ command }) => command).join("; ");

/**
 * The step "In FILE, put the untrusted part through a directory lookup. Look for A, B or C, and write S wherever that
 * stands", on the host's template; how often something was replaced.
 */
export function rewriteExim(host: Host, { fix }: Diagnosis): number {
  const [step] = steps(fix, /^In .* put the untrusted part through a directory lookup/);
  const paths = (step?.prose ?? []).flatMap((span) =>
    "code" in span && span.code.startsWith(host.layout.folder) ? [span.code] : [],
  );
  const safe = paths.find((path) => path.includes("}dsearch{"));
  if (safe === undefined) throw new Error(`the remedy names no lookup: ${paths.join(" ")}`);
  const file = eximTemplate(host.layout);
  let text = readFileSync(file, "utf8");
  let replaced = 0;
  for (const path of paths.filter((one) => one !== safe)) {
    const parts = text.split(path);
    replaced += parts.length - 1;
    text = parts.join(safe);
  }
  writeFileSync(file, text);
  return replaced;
}
