/** Input that is much larger than it looks, or has no end: memory stays bounded, and every line and byte is counted. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fixed, program, temporaryFolder } from "../cli/spawned.ts";
import { endOf, measured, peakIn } from "./surroundings.ts";

/** MiB; a line is cut at 64, and its buffer is doubled until then. */
const bound = 400;
const run = (log: string) =>
  spawn(process.execPath, [...measured, program, "analyze", log, ...fixed, "--format", "json"], { stdio: "pipe" });

test("a gzip bomb: 600 MB without a line end out of 600 kB", { timeout: 120_000 }, async () => {
  const path = join(temporaryFolder(), "mainlog.1.gz");
  const member = gzipSync(Buffer.alloc(100_000_000));
  writeFileSync(path, Buffer.concat(Array.from({ length: 6 }, () => member)));
  const { code, out, err } = await endOf(run(path));
  expect([code, JSON.parse(out).coverage.lines]).toEqual([4, 1]);
  expect(err).toContain(`mailmortem: ${path}: lines of more than 64 MiB (1) were cut\n`);
  expect(peakIn(err)).toBeLessThan(bound);
});

test("a line of 400 MB on standard input, and one behind it that is read", { timeout: 120_000 }, async () => {
  const child = run("-");
  const ended = endOf(child);
  const piece = Buffer.alloc(1 << 20, "x");
  for (let count = 0; count < 400; count++)
    if (child.stdin?.write(piece) === false) await new Promise((drained) => child.stdin?.once("drain", drained));
  child.stdin?.end("\n2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n");
  const { code, out, err } = await ended;
  expect([code, JSON.parse(out).coverage]).toMatchObject([0, { lines: 2, recognised: 1, unrecognised: 1 }]);
  expect(err).toContain("lines of more than 64 MiB (1) were cut");
  expect(peakIn(err)).toBeLessThan(bound);
});
