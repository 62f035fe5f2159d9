/** When, of what and on what a run measures. */
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import type { Occasion } from "./figure.ts";

export function occasion(args: readonly string[]): Occasion {
  const [first] = cpus();
  return {
    at: new Date().toISOString(),
    commit: commit(),
    command: ["npm run bench", ...(args.length > 0 ? ["--"] : []), ...args].join(" "),
    machine: {
      cpu: first?.model.trim() ?? "unknown processor",
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
      node: process.versions.node,
    },
  };
}

/** Short, and whether what it names was changed since. */
function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--", "src", "grammars", "bench/*.ts") !== "";
  return git("rev-parse", "--short", "HEAD") + (changed ? " with changes" : "");
}
