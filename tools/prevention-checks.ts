/**
 * What other programs say of the files that a report proposes: `bash -n`, `shellcheck`, `doveconf -n -c`,
 * `systemd-analyze verify`. Each file is written below a folder of its own; nothing is installed and nothing is run.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { analyze, buildReport } from "../src/index.ts";
import { hostNames } from "../src/report/host.ts";
import type { PreventiveFile } from "../src/report/model.ts";
import { preventiveFiles } from "../src/report/prevention/index.ts";
import { logsOfCase } from "./cases.ts";

/** One program's word on one file. */
export interface CheckOutcome {
  readonly check: string;
  readonly file: string;
  /** `missing`: the program is not installed. */
  readonly result: "passed" | "failed" | "missing";
  /** What it printed. */
  readonly says: string;
}

/** The files that a report on a case of fixtures/logs proposes. */
export async function filesOfCase(name: string): Promise<readonly PreventiveFile[]> {
  const now = Date.parse("2026-12-01T09:00:00Z");
  const analysis = await analyze(logsOfCase(name), { tz: "UTC", year: 2026, now });
  const { issues } = buildReport(analysis, { now });
  return preventiveFiles(analysis, issues, hostNames(analysis.mail.host));
}

/** Writes `files` into `folder` and has each checked by the programs that know its language. */
export function checkFiles(files: readonly PreventiveFile[], folder: string): readonly CheckOutcome[] {
  mkdirSync(folder, { recursive: true });
  const paths = new Map(files.map((file) => [file.path, join(folder, basename(file.path))]));
  for (const file of files) {
    const path = paths.get(file.path) ?? "";
    writeFileSync(path, placed(file, folder), { mode: Number.parseInt(file.mode, 8) });
  }
  return files.flatMap((file) => checksOf(file, paths.get(file.path) ?? "", folder));
}

/** A unit's program has to be there to be verified: it names the copy beside it. */
function placed(file: PreventiveFile, folder: string): string {
  return file.language === "ini" ? file.content.replaceAll("/usr/local/sbin/", `${folder}/`) : file.content;
}

function checksOf(file: PreventiveFile, path: string, folder: string): readonly CheckOutcome[] {
  switch (file.language) {
    case "bash":
      return [run("bash -n", file, ["bash", "-n", path]), run("shellcheck", file, ["shellcheck", "-S", "style", path])];
    case "conf": {
      const main = join(folder, "dovecot.conf");
      writeFileSync(main, `ssl = no\n!include ${path}\n`);
      return [run("doveconf -n", file, ["doveconf", "-n", "-c", main])];
    }
    case "ini":
      return [run("systemd-analyze verify", file, ["systemd-analyze", "verify", "--man=no", path])];
    case "cron":
      return [];
  }
}

function run(check: string, file: PreventiveFile, [program = "", ...words]: readonly string[]): CheckOutcome {
  const done = spawnSync(program, words, { encoding: "utf8", timeout: 60_000 });
  const says = done.error === undefined ? `${done.stdout}${done.stderr}`.trim() : String(done.error);
  const missing = done.error !== undefined && "code" in done.error && done.error.code === "ENOENT";
  const silent = check === "doveconf -n" ? done.stderr.trim() === "" : says === "";
  const result = missing ? "missing" : done.status === 0 && silent ? "passed" : "failed";
  return { check, file: file.path, result, says };
}
