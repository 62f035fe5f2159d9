/** Runs `watch`: loaded when it is asked for. */
import { type Look, openWatcher, type Watcher } from "../api/watch.ts";
import { ToolError } from "../error.ts";
import { visible } from "../report/visible.ts";
import { type Alert, alertsOf, type Change, changesSince, nothingTold, type Told } from "../watch/changes.ts";
import { readConfig } from "../watch/config-file.ts";
import { jsonOf, lineOf } from "../watch/lines.ts";
import { loop } from "../watch/loop.ts";
import { type Measures, measuresOf } from "../watch/measures.ts";
import { metricsText } from "../watch/metrics.ts";
import type { Thresholds } from "../watch/thresholds.ts";
import { judgingChoice } from "./choice.ts";
import { concludeReading } from "./conclude.ts";
import { note, print } from "./console.ts";
import { type ExitCode, exit } from "./exit.ts";
import { usualPlaces } from "./inputs.ts";
import { jsonText } from "./json.ts";
import { checkAnalyzer } from "./judge.ts";
import { checkTarget, writeOutputs } from "./output.ts";
import { durationOf, parseDuration } from "./time.ts";
import { exitOf, type WatchArguments } from "./watch-options.ts";

const hour = 3_600_000;
/** Milliseconds between two savings of the state. */
const saveEvery = 60_000;

export async function runWatch(args: WatchArguments, interrupted: AbortSignal): Promise<ExitCode> {
  const { only, now: stated, ...choice } = judgingChoice({ ...args, since: undefined, until: undefined });
  const interval = parseDuration("interval", args.interval ?? "5s");
  if (interval < 100) throw new ToolError("usage", `--interval: "${args.interval}" is too short; 1s will do`);
  if (args.files.includes("-"))
    throw new ToolError("usage", "watch follows files, and standard input is none; analyze reads it");
  if (args.prometheus !== undefined) await checkFigures(args.prometheus);
  const thresholds = await readConfig(args.config, durationOf);
  const inputs = args.files.length > 0 ? args.files : usualPlaces;
  const fixed = args.now === undefined ? undefined : stated;
  const watcher = await openWatcher(inputs, {
    ...choice,
    ...(fixed === undefined ? {} : { now: fixed }),
    ...(only === undefined ? {} : { only: only.map(checkAnalyzer) }),
    ...(args.once ? { signal: interrupted } : {}),
  });
  const watch = new Watch(args, watcher, thresholds, () => fixed ?? Date.now());
  try {
    return args.once ? await watch.once() : await follow(watch, watcher, interval);
  } finally {
    await watcher.close();
  }
}

/** @throws ToolError `usage` for a target that cannot work, before anything is read. */
async function checkFigures(path: string): Promise<void> {
  if (path === "-" || path === "")
    throw new ToolError("usage", `--prometheus "${path}": figures go to a file; name one in the collector's folder`);
  await checkTarget(path, "--prometheus");
}

async function follow(watch: Watch, watcher: Watcher, interval: number): Promise<ExitCode> {
  const end = ending();
  await loop(
    {
      now: () => Date.now(),
      sleep: end.sleep,
      isOver: end.isOver,
      look: () => watch.look(),
      save: () => watcher.save(),
    },
    { interval, saveEvery },
  );
  return exit.fine;
}

/** SIGINT and SIGTERM end a watch in order; a second one ends the process. */
function ending(): { sleep(ms: number): Promise<void>; isOver(): boolean } {
  let isOver = false;
  let wake: () => void = () => {};
  // Of the whole program's, which gives a command half a second: a state may take longer to be written.
  process.removeAllListeners("SIGINT");
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      isOver = true;
      wake();
    });
  return {
    isOver: () => isOver,
    sleep: (ms) =>
      new Promise((resolve) => {
        if (isOver) resolve();
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** What is said about one set of logs. */
class Watch {
  readonly #args: WatchArguments;
  readonly #watcher: Watcher;
  readonly #thresholds: Thresholds;
  readonly #now: () => number;
  #seen: Look | null = null;
  #told: Told = nothingTold;
  #missing = new Set<string>();

  constructor(args: WatchArguments, watcher: Watcher, thresholds: Thresholds, now: () => number) {
    this.#args = args;
    this.#watcher = watcher;
    this.#thresholds = thresholds;
    this.#now = now;
  }

  async once(): Promise<ExitCode> {
    const look = await this.#watcher.look();
    await this.#watcher.save();
    if (look === null) return concludeReading({ ...nothingRead, problems: [] }, this.#args);
    this.#seen = look;
    const alerts = await this.#tell(look, true);
    const code = concludeReading({ ...look.analysis, problems: look.problems }, this.#args);
    if (code !== exit.fine) return code;
    const open = look.analysis.findings.filter(({ status }) => status !== "resolved");
    return exitOf(
      [...open, ...alerts].map(({ severity }) => severity),
      this.#args["fail-on"],
    );
  }

  async look(): Promise<void> {
    try {
      const look = await this.#watcher.look();
      this.#noteMissing();
      if (look !== null) this.#seen = look;
    } catch (error) {
      // What cannot be read now may be readable later; at the beginning it is a mistake.
      if (this.#seen === null || !(error instanceof ToolError) || error.code !== "input") throw error;
      note(this.#args, visible(error.message));
    }
    // Alerts are of the present: a message gets older though nothing is written.
    if (this.#seen !== null) await this.#tell(this.#seen, false);
  }

  async #tell(look: Look, isOnce: boolean): Promise<readonly Alert[]> {
    const now = this.#now();
    const measures: Measures = measuresOf(look.analysis, { now, authFailures: look.authFailures(now - hour, now) });
    const alerts = alertsOf(measures, this.#thresholds);
    const { changes, told } = changesSince(this.#told, look.analysis, alerts);
    this.#told = told;
    for (const change of changes) await this.#say(change, now, isOnce);
    const { prometheus } = this.#args;
    if (prometheus !== undefined)
      await writeOutputs([
        { path: prometheus, option: "--prometheus", text: metricsText(measures, look.analysis.findings, alerts, now) },
      ]);
    return alerts;
  }

  async #say(change: Change, now: number, isOnce: boolean): Promise<void> {
    if (this.#args.format === "ndjson") await print(`${jsonOf(change, now, jsonText)}\n`);
    else if (change.what !== "warning") await print(`${lineOf(change, now, visible)}\n`);
    else if (!isOnce) note(this.#args, visible(change.text));
  }

  #noteMissing(): void {
    const missing = new Set(this.#watcher.missing);
    for (const path of missing)
      if (!this.#missing.has(path)) note(this.#args, `${visible(path)}: not there yet; it is read when it comes`);
    this.#missing = missing;
  }
}

const nothingRead = { sources: [], coverage: { lines: 0, recognised: 0, partial: 0, warnings: [] } };
