/** A stream is not kept while it is read: one promise of an abortion once held every piece until the end. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { StreamBytes } from "../../src/engine/source-stream.ts";

const piece = 1 << 20;
const pieces = 200;

async function* flowing(): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < pieces; count++) yield new Uint8Array(piece).fill(120);
}

it("forgets what it has handed on, also where it may be aborted", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const { signal } = new AbortController();
  const told: string[] = [];
  const bytes = new StreamBytes(flowing(), { warn: (w) => told.push(w), fail: (f) => told.push(f) }, signal);
  const target = Buffer.alloc(piece);
  const before = process.memoryUsage().arrayBuffers;
  let read = 0;
  for (let count = -1; count !== 0; read += count) {
    count = await bytes.fill(target, 0);
    if (read % (50 * piece) === 0) collect();
  }
  expect([read, told]).toEqual([pieces * piece, []]);
  collect();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * piece);
});

it("ends at once when it is aborted while it waits, and does not begin when it was before", async () => {
  const forever: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
  };
  const controller = new AbortController();
  const quiet = { warn: () => {}, fail: () => {} };
  const waiting = new StreamBytes(forever, quiet, controller.signal).fill(Buffer.alloc(10), 0);
  controller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  await expect(new StreamBytes(forever, quiet, controller.signal).fill(Buffer.alloc(10), 0)).rejects.toThrow("enough");
});
