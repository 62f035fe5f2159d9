/** Loaded into a program that is measured: says at its end what memory it took at most. */
import { readFileSync, writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Threads inherit --import.
if (isMainThread)
  process.on("exit", () => {
    const [, kib = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    writeSync(2, `peak ${Math.round(Number(kib) / 1024)} MiB\n`);
  });
