/** Runs `watch`: loaded when it is asked for. */
import type { AnalyzerId, Finding } from "../analyzers/analysis.ts";
import { type Look, openWatcher, type Watcher } from "../api/watch.ts";
import { ToolError } from "../error.ts";
import { visible } from "../report/visible.ts";
import type { Alert } from "../watch/alert.ts";
import { alertsOf, type Change, changesSince } from "../watch/changes.ts";
import { readConfig } from "../watch/config-file.ts";
import { jsonOf, lineOf } from "../watch/lines.ts";
import { loop } from "../watch/loop.ts";
import { measuresOf } from "../watch/measures.ts";
import { metricsText } from "../watch/metrics.ts";
import type { Thresholds } from "../watch/thresholds.ts";
import { nothingTold, recalledTold, type StoredTold, storedTold, type Told } from "../watch/told.ts";
import { judgingChoice } from "./choice.ts";
import { concludeReading } from "./conclude.ts";
import { complain, note, print } from "./console.ts";
import { type ExitCode, exit, isAbort } from "./exit.ts";
import { exitOf } from "./fail-on.ts";
import { filesIn, usualPlaces } from "./inputs.ts";
import { jsonText } from "./json.ts";
import { checkAnalyzer } from "./judge.ts";
import { checkTarget, writeOutputs } from "./output.ts";
import { durationOf, parseDuration } from "./time.ts";
import { type Ending, endingBySignals } from "./watch-ending.ts";
import type { WatchArguments } from "./watch-options.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** Milliseconds between two savings of the state. */
const saveEvery = 60_000;

export async function runWatch(args: WatchArguments, interrupted: AbortSignal): Promise<ExitCode> {
  const { only, now: stated, ...choice } = judgingChoice({ ...args, since: undefined, until: undefined });
  const interval = parseDuration("interval", args.interval ?? "5s");
  if (interval < 100) throw new ToolError("usage", `--interval: "${args.interval}" is too short; 1s will do`);
  if (interval > day) throw new ToolError("usage", `--interval: "${args.interval}" is too long; 1d is the most`);
  if (args.files.includes("-"))
    throw new ToolError("usage", "watch follows files, and standard input is none; analyze reads it");
  if (args.prometheus !== undefined) await checkFigures(args.prometheus);
  const thresholds = await readConfig(args.config, durationOf);
  const inputs = await inputsOf(args);
  const fixed = args.now === undefined ? undefined : stated;
  const ending = args.once ? undefined : endingBySignals();
  const { prometheus } = args;
  const watcher = await openWatcher(
    inputs,
    { ...choice, ...(fixed === undefined ? {} : { now: fixed }), signal: ending?.signal ?? interrupted },
    { isPatient: !args.once, own: prometheus === undefined ? [] : [prometheus] },
  );
  const watch = new Watch(args, watcher, thresholds, only?.map(checkAnalyzer), () => fixed ?? Date.now());
  try {
    return ending === undefined ? await watch.once() : await follow(watch, watcher, interval, ending);
  } finally {
    await watcher.close();
  }
}

/** @throws ToolError `usage` for one look where nothing is named and nothing is in the usual places, as `analyze` does. */
async function inputsOf({ files, once }: WatchArguments): Promise<readonly string[]> {
  if (files.length > 0) return files;
  return once ? filesIn(usualPlaces) : usualPlaces;
}

/** @throws ToolError `usage` for a target that cannot work, before anything is read. */
async function checkFigures(path: string): Promise<void> {
  if (path === "-" || path === "")
    throw new ToolError("usage", `--prometheus "${path}": figures go to a file; name one in the collector's folder`);
  await checkTarget(path, "--prometheus");
}

async function follow(watch: Watch, watcher: Watcher, interval: number, ending: Ending): Promise<ExitCode> {
  await loop(
    {
      now: () => performance.now(),
      sleep: ending.sleep,
      isOver: ending.isOver,
      look: () => watch.look(ending.signal),
      save: () => watcher.save(),
    },
    { interval, saveEvery },
  );
  return exit.fine;
}

/** What is said about one set of logs. */
class Watch {
  readonly #args: WatchArguments;
  readonly #watcher: Watcher;
  readonly #thresholds: Thresholds;
  readonly #only: readonly AnalyzerId[] | undefined;
  readonly #now: () => number;
  #seen: Look | null = null;
  /** When the logs were looked at last with success, ms since the epoch. */
  #lookedAt = Number.NaN;
  #told: Told = nothingTold;
  #missing = new Set<string>();
  #failure: string | undefined;

  constructor(
    args: WatchArguments,
    watcher: Watcher,
    thresholds: Thresholds,
    only: readonly AnalyzerId[] | undefined,
    now: () => number,
  ) {
    this.#args = args;
    this.#watcher = watcher;
    this.#thresholds = thresholds;
    this.#only = only;
    this.#now = now;
  }

  async once(): Promise<ExitCode> {
    const look = await this.#watcher.look();
    await this.#watcher.save();
    if (look === null) return concludeReading({ ...nothingRead, problems: [] }, this.#args);
    this.#lookedAt = Date.now();
    const alerts = await this.#tell(look, true);
    const code = concludeReading({ ...look.analysis, problems: look.problems }, this.#args);
    if (code !== exit.fine) return code;
    const open = this.#findingsOf(look).filter(({ status }) => status !== "resolved");
    return exitOf(
      [...open, ...alerts].map(({ severity }) => severity),
      this.#args["fail-on"],
    );
  }

  /** @param signal aborts what is being read: then nothing is told. */
  async look(signal: AbortSignal): Promise<void> {
    if (this.#seen === null) this.#told = recalledTold(this.#watcher.told as StoredTold | null);
    try {
      const look = await this.#watcher.look();
      this.#noteMissing();
      this.#lookedAt = Date.now();
      this.#failure = undefined;
      if (look !== null) this.#seen = look;
    } catch (error) {
      if (signal.aborted && isAbort(error)) return;
      // What cannot be read now may be readable later; at the beginning it is a mistake.
      if (this.#seen === null || !(error instanceof ToolError) || error.code !== "input") throw error;
      if (error.message !== this.#failure) complain(visible(error.message));
      this.#failure = error.message;
    }
    // Alerts are of the present: a message gets older though nothing is written.
    if (this.#seen === null) return;
    await this.#tell(this.#seen, false);
    this.#watcher.remember(storedTold(this.#told));
  }

  #findingsOf({ analysis: { findings } }: Look): readonly Finding[] {
    const only: readonly string[] | undefined = this.#only;
    return only === undefined ? findings : findings.filter(({ analyzer }) => only.includes(analyzer));
  }

  async #tell(look: Look, isOnce: boolean): Promise<readonly Alert[]> {
    const { analysis, logs } = look;
    const now = this.#now();
    const measures = measuresOf(analysis, { now, authFailures: look.authFailures(now - hour, now), logs });
    const alerts = alertsOf(measures, this.#thresholds);
    const { coverage } = analysis;
    const { changes, told } = changesSince(this.#told, { findings: this.#findingsOf(look), coverage }, alerts);
    this.#told = told;
    const problems = look.problems.map(({ message }) => message);
    for (const change of changes) await this.#say(change, now, isOnce, problems);
    const { prometheus } = this.#args;
    if (prometheus !== undefined)
      await writeOutputs([
        {
          path: prometheus,
          option: "--prometheus",
          text: metricsText(measures, analysis.findings, alerts, this.#lookedAt),
        },
      ]);
    return alerts;
  }

  /** @param problems warnings that tell of what could not be read: they are errors, also where notes are not wanted. */
  async #say(change: Change, now: number, isOnce: boolean, problems: readonly string[]): Promise<void> {
    if (change.what === "warning" && !isOnce) {
      if (problems.includes(change.text)) complain(visible(change.text));
      else if (this.#args.format === "text") note(this.#args, visible(change.text));
    }
    if (this.#args.format === "ndjson") await print(`${jsonOf(change, now, jsonText)}\n`);
    else if (change.what !== "warning") await print(`${lineOf(change, now, visible)}\n`);
  }

  /** Says what is waited for. */
  #noteMissing(): void {
    const missing = new Set(this.#watcher.missing);
    const isNew = [...missing].some((path) => !this.#missing.has(path));
    if (this.#args.files.length > 0) {
      for (const path of missing)
        if (!this.#missing.has(path)) note(this.#args, `${visible(path)}: not there yet; it is read when it comes`);
    } else if (isNew && missing.size === usualPlaces.length) {
      const places = usualPlaces.map((place) => `\n  ${place}`).join("");
      note(this.#args, `no log in the usual places yet; what comes there is read:${places}`);
    }
    this.#missing = missing;
  }
}

const nothingRead = { sources: [], coverage: { lines: 0, recognised: 0, partial: 0, warnings: [] } };
