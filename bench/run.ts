/**
 * Measures reading, typed events and `analyze`, on seeded logs, warm, medians of five; `analyze` beside `eximstats`
 * (Debian package exim4-base) on the same file in the same run. Appends to bench/results.md.
 *
 *   npm run bench -- [--lines 2000000] [--runs 5] [--no-save]
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate, type Log } from "./generate.ts";
import { median, megabytes, ranProgram, readOnly, timed, typedEvents } from "./measure.ts";

const here = dirname(fileURLToPath(import.meta.url));
const eximstats = "/usr/sbin/eximstats";
const cli = join(here, "..", "dist", "cli", "main.js");

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "2000000" },
    runs: { type: "string", default: "5" },
    save: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const lines = Number(values.lines);
const runs = Number(values.runs);

const rows: string[] = [];
for (const log of ["exim", "dovecot"] as const) {
  const path = logFile(log);
  readOnly(path);
  await row(`${log}: read, decode, find line ends`, path, () => readOnly(path));
  await row(`${log}: typed events with instants, one thread`, path, () => typedEvents(path));
}
compareWithEximstats(logFile("exim"));

const head = `## ${new Date().toISOString().slice(0, 10)}, commit ${commit()}\n\n${machine()}; ${lines.toLocaleString("en-GB")} lines a log, medians of ${runs}, warm cache.`;
const table = ["| what | seconds | lines/s | MB/s | peak MB |", "|---|---:|---:|---:|---:|", ...rows].join("\n");
const result = `${head}\n\n${table}\n`;
console.log(result);
if (values.save) appendFileSync(join(here, "results.md"), `\n${result}`);

async function row(name: string, path: string, work: () => unknown): Promise<void> {
  const timings: number[] = [];
  for (let at = 0; at < runs; at++) timings.push(await timed(work));
  addRow(name, path, median(timings));
}

/** Turn about, so that a change of the machine's pace hits both. */
function compareWithEximstats(path: string): void {
  const ours: number[] = [];
  const theirs: number[] = [];
  let peakMB: number | undefined;
  const haveEximstats = existsSync(eximstats);
  for (let at = 0; at < runs; at++) {
    const run = ranProgram(process.execPath, [cli, "analyze", path, "--tz", "UTC", "--year", "2026", "--quiet"]);
    ours.push(run.seconds);
    peakMB = run.peakMB;
    if (haveEximstats) theirs.push(ranProgram(eximstats, [path]).seconds);
  }
  addRow("exim: mailmortem analyze, whole process", path, median(ours), peakMB);
  if (!haveEximstats)
    rows.push(`| exim: eximstats skipped, ${eximstats} is not there (Debian package exim4-base) | | | | |`);
  else {
    addRow("exim: eximstats, whole process", path, median(theirs));
    rows.push(`| analyze is ${(median(theirs) / median(ours)).toFixed(1)} times as fast as eximstats | | | | |`);
  }
}

function addRow(name: string, path: string, seconds: number, peakMB?: number): void {
  const rate = `${(lines / seconds / 1e6).toFixed(2)} M`;
  rows.push(
    `| ${name} | ${seconds.toFixed(2)} | ${rate} | ${(megabytes(path) / seconds).toFixed(0)} | ${peakMB ?? ""} |`,
  );
}

function logFile(log: Log): string {
  const path = join(here, "data", `${log}-${lines}.log`);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) generate(log, lines, path);
  return path;
}

function commit(): string {
  const dirty =
    execFileSync("git", ["status", "--porcelain", "--", "src", "grammars", "bench"], { encoding: "utf8" }) !== "";
  return (
    execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim() + (dirty ? " with changes" : "")
  );
}

function machine(): string {
  const [first] = cpus();
  return `${first?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.versions.node}`;
}
