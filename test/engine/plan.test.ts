import { describe, expect, it } from "vitest";
import { isTiny, threadsFor } from "../../src/engine/plan.ts";
import type { RunRequest } from "../../src/engine/run.ts";
import type { Source } from "../../src/engine/source.ts";

const megabyte = 1024 * 1024;
/** A log of so many MB, in ranges of 16. */
const tasksOf = (megabytes: number) =>
  Array.from({ length: Math.ceil(megabytes / 16) }, (_, range) => ({ source: 0, range, weight: 16 * megabyte }));
const worker = { folds: [] } as unknown as RunRequest<never>["worker"];
const threads = (megabytes: number, more: Partial<RunRequest<never>>) =>
  threadsFor<never>(tasksOf(megabytes), { folds: [], worker, ...more } as unknown as RunRequest<never>);

describe("threads that read", () => {
  it.each([
    ["that were asked for read what is worth their start", 64, 4, true, 4],
    ["that were asked for are no more than what is worth it", 24, 4, true, 2],
    ["that nobody asked for read large logs only", 400, 4, false, 1],
    ["that nobody asked for are one for each 256 MB", 1024, 8, false, 4],
    ["that nobody asked for are no more than there are cores", 10_000, 2, false, 2],
  ])("%s", (_, megabytes, jobs, isJobsAsked, expected) => {
    expect(threads(megabytes, { jobs, isJobsAsked })).toBe(expected);
  });

  it("are one without workers", () => {
    expect(threads(1024, { jobs: 4, worker: undefined })).toBe(1);
  });
});

describe("inputs so small that nobody glimpses at their lines", () => {
  const source = (size: number | null, file: object | null = { compressed: false }) =>
    ({ size, file }) as unknown as Source;

  it.each([
    ["are files of some kilobytes", [source(100_000), source(100_000)], true],
    ["are none when together they are larger", [source(200_000), source(100_000)], false],
    ["are none when packed they are as large", [source(100_000, { compressed: true })], false],
    ["are none when one is a stream, whose length nobody knows", [source(10), source(null, null)], false],
  ])("%s", (_, sources, expected) => {
    expect(isTiny(sources)).toBe(expected);
  });

  it("are what is new of large files, when that is little", () => {
    const [large, other] = [source(10_000_000), source(10_000_000)];
    const part = (from: number) => ({ from, to: 10_000_000, last: true });
    expect(isTiny([large, other], new Map([[large, part(9_900_000)]]))).toBe(true);
    expect(isTiny([large, other], new Map([[large, part(9_000_000)]]))).toBe(false);
  });
});
