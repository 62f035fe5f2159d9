/** Traffic goes into a file in large blocks: ten gigabytes need no more memory than ten megabytes. */
import { closeSync, openSync, writeSync } from "node:fs";
import { learn } from "./learned.ts";
import { Page, type Size } from "./page.ts";
import type { Daemon } from "./recorded.ts";
import { ordinary, replay, type Traffic } from "./replay.ts";

export interface Written {
  readonly lines: number;
  readonly bytes: number;
}

/** Gives a log block by block; the same daemon, size and traffic give the same bytes on every machine. */
export function produce(
  daemon: Daemon,
  size: Size,
  take: (block: Uint8Array) => void,
  traffic: Traffic = ordinary,
): Written {
  const page = new Page(size, take);
  const nextSecond = replay(daemon, learn(daemon), traffic, page);
  while (!page.isFull) nextSecond();
  page.close();
  return { lines: page.lines, bytes: page.bytes };
}

/** {@link produce} into a file. */
export function writeTraffic(daemon: Daemon, size: Size, path: string, traffic: Traffic = ordinary): Written {
  const file = openSync(path, "w");
  try {
    return produce(daemon, size, (block) => writeWhole(file, block), traffic);
  } finally {
    closeSync(file);
  }
}

function writeWhole(file: number, block: Uint8Array): void {
  for (let at = 0; at < block.length; ) at += writeSync(file, block, at);
}
