import type { Progress } from "../engine/run.ts";
import type { Manner } from "./console.ts";

/** Shows how far reading has come, on standard error. */
export interface ProgressWatch {
  update(progress: Progress): void;
  /** Wipes the line; nothing of it stays among the messages. */
  clear(): void;
}

const interval = 100;
/** Short runs show no bar. */
const patience = 400;
const width = 24;

/** A line that is rewritten in place if standard error is a terminal; otherwise nothing. */
export function watchProgress({ quiet, progress }: Pick<Manner, "quiet" | "progress">): ProgressWatch {
  if (quiet || !progress || !process.stderr.isTTY) return { update() {}, clear() {} };
  let next = Date.now() + patience;
  let shown = false;
  return {
    update(state) {
      const now = Date.now();
      if (now < next) return;
      next = now + interval;
      shown = true;
      process.stderr.write(`\r\x1b[K${describeProgress(state)}`);
    },
    clear() {
      if (shown) process.stderr.write("\r\x1b[K");
      shown = false;
    },
  };
}

/** `reading [########----------------] 33 % 1,204,000 lines` */
export function describeProgress({ bytesRead, bytesTotal, lines }: Progress): string {
  const count = `${lines.toLocaleString("en-GB")} lines`;
  if (bytesTotal === null || bytesTotal === 0) return `reading ${(bytesRead / 1e6).toFixed(0)} MB, ${count}`;
  const share = Math.min(1, bytesRead / bytesTotal);
  const full = Math.round(share * width);
  return `reading [${"#".repeat(full)}${"-".repeat(width - full)}] ${Math.round(share * 100)} %, ${count}`;
}
