import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { AnyFold, foldsOf } from "../analyzers/index.ts";
import type { WorkerPlan } from "../engine/crew.ts";
import type { RunRequest } from "../engine/run-request.ts";
import { ToolError } from "../error.ts";
import type { AnalyzeOptions } from "./options.ts";

/** What folds are made with, as plain data. */
export type FoldSettings = Parameters<typeof foldsOf>[1] & {};

/**
 * How this program's worker threads are started.
 *
 * @param folds of `foldsOf` with these settings
 */
export function workerPlan(folds: readonly AnyFold[], settings: FoldSettings): WorkerPlan {
  return { folds, settings, start: startWorker };
}

function startWorker(options: WorkerOptions): Worker {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return new Worker(new URL("./worker.js", here), options);
  // A worker cannot load TypeScript by itself: tsx has to be loaded in it, too.
  const tsx = createRequire(here)
    .resolve("tsx/esm/api")
    .replace(/\.cjs$/, ".mjs");
  const entry = new URL("./worker.ts", here).href;
  const load = `import(${JSON.stringify(tsx)}).then(({ register }) => (register(), import(${JSON.stringify(entry)})))`;
  return new Worker(load, { ...options, eval: true });
}

/** How many threads read for these options: one with analyzers from outside, whose code a worker does not have. */
export function jobsFor({
  jobs,
  analyzers = [],
}: Pick<AnalyzeOptions, "jobs" | "analyzers">): Pick<RunRequest<never>, "jobs" | "isJobsAsked"> {
  const asked = jobsOf(jobs);
  return { jobs: analyzers.length > 0 ? 1 : asked, isJobsAsked: jobs !== undefined };
}

/**
 * How many threads read.
 *
 * @throws ToolError `usage` for what is no number of threads.
 */
export function jobsOf(jobs: number | undefined): number {
  if (jobs === undefined) return availableParallelism();
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new ToolError("usage", `jobs: ${jobs} is no number of threads; 1 reads with one, more share the work`);
}
