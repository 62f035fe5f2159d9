/** Files that keep an incident from coming back: only those that answer something that was found. */
import type { Analysis, AnalyzerId, FindingOf } from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import type { Issue, PreventiveFile } from "../model.ts";
import { type DovecotLimits, dovecotLimits } from "./dovecot-limits.ts";
import { cacheCheckFile, limitsFile, queueCheckFile } from "./files.ts";
import { scheduleFiles } from "./schedule.ts";

/** Faults that an earlier alarm on the queue or the panic log would have shown. */
const QUEUE: readonly AnalyzerId[] = ["tainted-filename", "stuck-queue", "frozen-bounce"];

/** The files, in the order in which to install them; none for a log without findings. */
export function preventiveFiles(
  analysis: Analysis,
  issues: readonly Issue[],
  host: HostNames,
): readonly PreventiveFile[] {
  const memory = issuesWith(issues, ["mmap-failure"]);
  const queue = issuesWith(issues, QUEUE);
  const findings = analysis.findings.filter((one) => one.analyzer === "mmap-failure");
  const limits = memory.length === 0 ? null : dovecotLimits(findings, host.dovecotVersion);
  const caches = findings.some(mayBeCache) ? memory : [];
  const { panel } = analysis.mail.host;
  return [
    ...(limits === null ? [] : [limitsFile(limits, panel, host, memory)]),
    ...(limits === null || caches.length === 0 ? [] : [cacheCheckFile(limits, panel, caches)]),
    ...(queue.length === 0 ? [] : [queueCheckFile(host, queue)]),
    ...scheduleFiles({ queue, cache: caches }),
  ];
}

export type { DovecotLimits };

function issuesWith(issues: readonly Issue[], analyzers: readonly string[]): readonly number[] {
  return issues
    .filter(({ cause, effects }) => [cause, ...effects].some((one) => analyzers.includes(one.analyzer)))
    .map((issue) => issue.number);
}

/** A killed session that names no file may have met a cache as well. */
function mayBeCache({ facts }: FindingOf<"mmap-failure">): boolean {
  return facts.file === null || facts.file.endsWith(".cache");
}
