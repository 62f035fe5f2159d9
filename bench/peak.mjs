/** Loaded into a measured process: says on file descriptor 3 what it took, all its threads together. */
import { readFileSync, writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Threads inherit --import.
if (isMainThread)
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    // Not maxRSS: that begins with what the parent had.
    const [, kib = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    writeSync(3, JSON.stringify({ peakKiB: Number(kib), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
  });
