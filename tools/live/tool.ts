/** The program under test: the built command line, on the host's logs as they are now. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../src/analyzers/analysis.ts";
import type { Report } from "../../src/report/model.ts";
import { must } from "./commands.ts";
import type { Host } from "./host.ts";

const LOGS = ["mainlog", "paniclog", "dovecot.log"];

/** @throws Error when `npm run build` has not been run. */
export function built(root: string): string {
  const path = join(root, "dist", "cli", "main.js");
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build" first`);
  return path;
}

/** `analyze`, reading the logs from their beginning. */
export const analysisOf = async (host: Host): Promise<Analysis> =>
  JSON.parse(await tool(host, ["analyze", ...present(host), "--format", "json"]));

/** `analyze --state`: reads only what is new since the last call. */
export const continuedAnalysisOf = async (host: Host): Promise<Analysis> =>
  JSON.parse(
    await tool(host, ["analyze", ...present(host), "--format", "json", "--state", join(own(host), "analyze.state")]),
  );

/** What a line of `watch --format ndjson` says of a finding or an alert, as far as it is looked at here. */
export interface WatchLine {
  readonly event: "finding" | "alert" | "warning";
  readonly change?: string;
  /** Of a finding; of an alert. */
  readonly key?: string;
  readonly alert?: string;
}

/** `watch --once`: what changed since the last call. */
export async function changesOf(host: Host): Promise<readonly WatchLine[]> {
  const options = ["--once", "--format", "ndjson", "--state", join(own(host), "watch.state")];
  const text = await tool(host, ["watch", ...present(host), ...options]);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** `report -o FILE.json`. */
export async function reportOf(host: Host): Promise<Report> {
  const path = join(own(host), "report.json");
  await tool(host, ["report", ...present(host), "-o", path]);
  return JSON.parse(readFileSync(path, "utf8"));
}

const own = (host: Host) => join(host.layout.folder, "tool");

const present = (host: Host) => LOGS.filter((name) => existsSync(join(host.layout.logs, name)));

async function tool(host: Host, args: readonly string[]): Promise<string> {
  const now = new Date(host.clock.now()).toISOString();
  const always = ["--tz", "UTC", "--year", now.slice(0, 4), "--now", now, "--quiet"];
  const env = { PATH: process.env.PATH, HOME: own(host), NO_COLOR: "1" };
  return must(process.execPath, [built(host.layout.root), ...args, ...always], {
    cwd: host.layout.logs,
    env,
    within: 60_000,
  });
}
