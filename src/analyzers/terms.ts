/** ISO 8601 UTC, `2026-01-08T13:18:54Z`; milliseconds only when the log had them. */
export type Iso = string;

/** How grave a finding is; README.md says what each analyzer calls what. */
export type Severity = "critical" | "warning" | "notice";

/**
 * Id of an analyzer that is not of this package: a name of its author's, a slash, its own name, as in
 * `acme/greylisting`. The slash keeps it apart from every id that this package has or will have.
 */
export type ExternalId = `${string}/${string}`;

/** Ids of the analyzers of this package. */
export type AnalyzerId = "tainted-filename" | "mmap-failure" | "stuck-queue" | "frozen-bounce";
