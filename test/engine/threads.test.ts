/** Several threads read what one reads; what goes wrong in one of them is told, and nobody waits for ever. */
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { analyzeReadable } from "../../src/api/analyze.ts";
import type { WorkerPlan } from "../../src/engine/crew.ts";
import { run } from "../../src/engine/run.ts";
import { ToolError } from "../../src/error.ts";
import { caseNames, logsOfCase } from "../../tools/cases.ts";
import { collector, dialects } from "./fake.ts";
import { scratch } from "./inputs.ts";

const folder = scratch();
const reading = { tz: "UTC", year: 2026, now: Date.parse("2026-01-12T09:00:00Z") };
const small = { rangeSize: 2000, threadSize: 1, isPatient: true };

describe("an analysis", () => {
  const logs = caseNames().flatMap(logsOfCase);

  it.each([2, 3, 8])("of many files is the same with %d threads", async (jobs) => {
    const alone = await analyzeReadable(logs, { ...reading, jobs: 1, rangeSize: Number.POSITIVE_INFINITY });
    const shared = await analyzeReadable(logs, { ...reading, ...small, jobs });
    expect(shared.threads).toBe(jobs);
    expect(JSON.stringify(shared.analysis, null, 1)).toBe(JSON.stringify(alone.analysis, null, 1));
  });

  it("of small files has one thread, however many are allowed", async () => {
    expect((await analyzeReadable(logs, { ...reading, jobs: 8 })).threads).toBe(1);
  });

  it.each([0, -1, 1.5, Number.NaN])("with %d threads is refused", async (jobs) => {
    const refused = analyzeReadable(logs, { ...reading, jobs });
    await expect(refused).rejects.toBeInstanceOf(ToolError);
    await expect(refused).rejects.toThrow(`${jobs} is no number of threads`);
  });
});

/** Lines of the fake dialects: enough for some ranges. */
const text = Array.from(
  { length: 400 },
  (_, at) => `A 2026-01-08 13:${String(at % 60).padStart(2, "0")}:00 | good ${at}\n`,
).join("");

/** What a worker does that has been told of a round: JavaScript. */
function workerDoing(code: string): WorkerPlan & { started(): number } {
  let count = 0;
  const module = `
    const { parentPort, workerData: { thread, board } } = require("node:worker_threads");
    const join = (round) => Atomics.store(new BigInt64Array(board), 3 * thread + 2, BigInt(2 * round + 1));
    ${code}`;
  return {
    folds: [collector],
    start: (options) => {
      count++;
      return new Worker(module, { ...options, eval: true });
    },
    started: () => count,
  };
}

function runWith(worker: WorkerPlan, more: Partial<Parameters<typeof run>[0]> = {}) {
  const inputs = [folder.file("threads.log", text)];
  return run({ inputs, dialects, zone: "UTC", folds: [collector], jobs: 2, worker, ...small, ...more } as Parameters<
    typeof run
  >[0]);
}

describe("a worker", () => {
  const open: AbortController[] = [];
  afterEach(() => {
    for (const controller of open.splice(0)) controller.abort();
  });

  it("that dies of a mistake ends the run with it", async () => {
    const dying = workerDoing(`parentPort.on("message", ({ number }) => { join(number); null.mistake; });`);
    const error = await runWith(dying).then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.message).toContain("reading 'mistake'");
    expect(error?.stack).toContain("[worker eval]");
  });

  it("that just ends is told of", async () => {
    const ending = workerDoing(`parentPort.on("message", ({ number }) => { join(number); process.exit(3); });`);
    await expect(runWith(ending)).rejects.toThrow("a thread ended before its work was done (exit code 3)");
  });

  it("that cannot start is done without", async () => {
    const { threads, coverage, states } = await runWith(workerDoing(`throw new Error("no such module");`));
    expect([threads, coverage.lines, states.get(collector).length]).toEqual([1, 400, 400]);
  });

  it("that is late is done without", async () => {
    const late = workerDoing("setInterval(() => {}, 1000);");
    const { threads, coverage } = await runWith(late, { isPatient: false });
    expect([threads, coverage.lines, late.started()]).toEqual([1, 400, 1]);
  });

  it("that never ends does not keep anybody who wants to stop", async () => {
    const hanging = workerDoing(`parentPort.on("message", ({ number }) => { join(number); for (;;); });`);
    const controller = new AbortController();
    open.push(controller);
    setTimeout(() => controller.abort(new Error("enough")), 300);
    const begun = Date.now();
    await expect(runWith(hanging, { signal: controller.signal })).rejects.toThrow("enough");
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it("is not started for a fold that it does not know", async () => {
    const unused = workerDoing("");
    const stranger = { ...collector, id: "stranger" };
    const { threads, states } = await runWith(unused, { folds: [stranger] });
    expect([threads, unused.started(), states.get(stranger).length]).toEqual([1, 0, 400]);
  });
});

describe("progress", () => {
  it("is that of all threads, and ends where the files end", async () => {
    const logs = logsOfCase("incident-night");
    const seen: { readonly bytesRead: number; readonly bytesTotal: number | null; readonly lines: number }[] = [];
    const { analysis, threads } = await analyzeReadable(logs, {
      ...reading,
      ...small,
      jobs: 2,
      onProgress: (progress) => seen.push({ ...progress }),
    });
    expect(threads).toBe(2);
    const last = seen.at(-1);
    expect(last?.lines).toBe(analysis.coverage.lines);
    expect(last?.bytesRead).toBe(last?.bytesTotal);
    expect(seen.map(({ lines }) => lines)).toEqual(seen.map(({ lines }) => lines).sort((a, b) => a - b));
  });
});
