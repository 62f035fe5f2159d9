/** ISO 8601 UTC, `2026-01-08T13:18:54Z`; milliseconds only when the log had them. */
export type Iso = string;

export type Severity = "critical" | "warning" | "notice";
export type AnalyzerId = "tainted-filename" | "mmap-failure" | "stuck-queue" | "frozen-bounce";
