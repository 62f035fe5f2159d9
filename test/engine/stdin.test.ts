import { execFileSync, spawn } from "node:child_process";
import { closeSync, createWriteStream, openSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { scratch } from "./inputs.ts";

const folder = scratch();
const program = join(import.meta.dirname, "pipe-program.ts");
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const log = "A 2026-01-08 13:00:00 | good\nB Jan 08 13:00:01 | good\nhuh";

/** Runs the program with bytes piped in, or with a file as its standard input. */
async function read(args: readonly string[], given: Uint8Array | string | number) {
  const stdin = typeof given === "number" ? given : "pipe";
  const child = spawn(process.execPath, ["--import", loader, program, ...args], { stdio: [stdin, "pipe", "inherit"] });
  if (typeof given !== "number") child.stdin?.end(given);
  return JSON.parse(await text(child.stdout as Readable));
}

it("is read from a pipe, once however often it is named", async () => {
  const { coverage, names } = await read(["-", "-"], log);
  expect(coverage).toMatchObject({ lines: 3, recognised: 2, unrecognised: 1, warnings: ["-: given twice, read once"] });
  expect(names).toEqual(["-"]);
});

it("may be gzip", async () => {
  expect((await read(["-"], gzipSync(log))).coverage).toMatchObject({ lines: 3, recognised: 2 });
});

it("may have its dialect forced", async () => {
  expect((await read(["b:-"], log)).coverage).toMatchObject({ lines: 3, recognised: 1, unrecognised: 2 });
});

it("has a time when it is a file", async () => {
  const file = openSync(folder.file("stdin.log", "B Jan 08 13:00:01 | good\n", "2021-05-01T00:00:00Z"), "r");
  const { assumptions } = await read(["-"], file);
  closeSync(file);
  expect(assumptions.year).toEqual({ value: "2021", basis: "the time of the file" });
});

it.skipIf(process.platform === "win32")("a named pipe is read like a file (there are none on Windows)", async () => {
  const pipe = join(folder.path, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reading = read([pipe], "");
  createWriteStream(pipe).end(log);
  const { coverage, names } = await reading;
  expect(coverage).toMatchObject({ lines: 3, recognised: 2 });
  expect(names).toEqual([pipe]);
});
