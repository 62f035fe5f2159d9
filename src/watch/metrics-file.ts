/** Writes the metrics whole or not at all: the collector may read at any time. */
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ToolError } from "../error.ts";

/** The collector reads every `*.prom` of its folder: what is being written has another ending. */
export async function writeMetrics(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  try {
    const file = await open(beside, "w", 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw new ToolError("usage", `--prometheus ${path}: cannot be written (${(error as Error).message})`);
  }
}
