/**
 * What the operator states: an intervention.yaml, read and checked. Everything here is a person's word, never a fact of
 * the log; the report says so beside each statement and checks what it can against the log.
 */
import type { Iso } from "../analyzers/terms.ts";
import type { Risk } from "./remedy.ts";

/** Where in the YAML something stands. */
export interface StatedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A value that a person still has to fill in: it is `TODO`, or begins with `TODO`. */
export interface Todo {
  /** Path of the key: `issues.0.impact`. */
  readonly path: string;
  /** What stands behind the word: what should be filled in. May be empty. */
  readonly hint: string;
  readonly at: StatedPlace;
}

/** What the operator says of one finding. Each stated figure is checked against the log. */
export interface StatedIssue {
  /** Keys of the findings that it speaks of; at least one. */
  readonly findings: readonly string[];
  readonly title: string | null;
  readonly symptom: string | null;
  readonly rootCause: string | null;
  readonly trigger: string | null;
  readonly contributing: readonly string[];
  readonly impact: string | null;
  /** When the operator says that it was over. */
  readonly fixedAt: Iso | null;
  /** Messages that waited. */
  readonly stuck: number | null;
  /** How many of them were delivered: a number, or all. */
  readonly delivered: number | "all" | null;
  /** Messages that were lost (bounced, removed). */
  readonly lost: number | null;
  /** Whether logins failed by it. */
  readonly logins: "failed" | "worked" | null;
  readonly at: StatedPlace;
}

/** A file that was created, changed or removed. */
export interface ChangedFile {
  readonly path: string;
  readonly is: "created" | "changed" | "removed";
  readonly purpose: string | null;
  readonly backup: string | null;
  /** A unified diff as stated, or null; `before` and `after` are whole contents. Created files have `after` alone. */
  readonly diff: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Language of a code block: "conf", "bash", "yaml", "" … */
  readonly language: string;
}

/** One thing that the operator did. */
export interface Action {
  readonly at: Iso;
  /** Keys of findings that it is said to have ended. */
  readonly resolves: readonly string[];
  readonly does: string;
  /** Whether it is meant to last. */
  readonly kind: "temporary" | "permanent" | null;
  readonly commands: readonly string[];
  readonly files: readonly ChangedFile[];
  /** What it may break, and how it is taken back. */
  readonly risks: readonly string[];
  readonly rollback: string | null;
  readonly where: StatedPlace;
}

/** A measure that was put in place so that it does not come back. */
export interface PreventiveMeasure {
  readonly title: string;
  readonly purpose: string | null;
  readonly installed: string | null;
  readonly file: ChangedFile | null;
}

/** A service whose state the operator looked at. */
export interface StatedService {
  readonly name: string;
  readonly status: string;
  readonly memory: string | null;
  readonly notes: string | null;
}

/** A mail domain of the host. */
export interface StatedDomain {
  readonly name: string;
  readonly accounts: string | null;
  readonly status: string;
  readonly notes: string | null;
}

/** The queue as the operator saw it. */
export interface StatedQueue {
  readonly at: Iso | null;
  readonly active: number | null;
  readonly frozen: number | null;
  readonly notes: string | null;
  readonly where: StatedPlace;
}

/** A cache file that the operator measured. */
export interface StatedCacheFile {
  readonly path: string;
  /** Bytes, or null when the text states none. */
  readonly size: number | null;
  readonly action: string | null;
}

/** A box of the hardening checklist; ticked only when `evidence` says what shows it. */
export interface ChecklistItem {
  readonly item: string;
  readonly evidence: string | null;
}

/** Something that is planned. */
export interface NextStep {
  readonly task: string;
  readonly owner: string | null;
  /** "2026-02-08", "quarterly": as written. */
  readonly due: string | null;
  readonly status: "open" | "in progress" | "done";
  readonly type: "detect" | "mitigate" | "prevent" | "process" | null;
  readonly priority: string | null;
  readonly ticket: string | null;
}

/** What was looked at to see that it works again. */
export interface Verification {
  readonly what: string;
  readonly command: string | null;
  readonly output: string | null;
  readonly at: Iso | null;
}

/** A document that belongs to the report. */
export interface RelatedDocument {
  readonly title: string;
  /** A path or an address, as written. */
  readonly where: string;
}

/** Who approves the report. */
export interface SignOff {
  readonly name: string;
  readonly role: string | null;
  readonly at: string | null;
}

/** A whole intervention.yaml; what it leaves out is null or empty. All times are instants in UTC. */
export interface Intervention {
  readonly file: string;
  readonly title: string | null;
  /** "2026-01-08", as written. */
  readonly date: string | null;
  readonly system: string | null;
  readonly author: string | null;
  readonly status: string | null;
  readonly severity: string | null;
  readonly summary: string | null;
  /** When the intervention began and ended, and the downtime (ms) that the operator states. */
  readonly started: Iso | null;
  readonly completed: Iso | null;
  readonly downtime: number | null;
  readonly detection: {
    readonly at: Iso | null;
    readonly by: string | null;
    readonly how: string | null;
  } | null;
  readonly issues: readonly StatedIssue[];
  readonly actions: readonly Action[];
  readonly cacheFiles: readonly StatedCacheFile[];
  readonly preventive: readonly PreventiveMeasure[];
  readonly services: readonly StatedService[];
  readonly domains: readonly StatedDomain[];
  readonly queue: StatedQueue | null;
  readonly hardening: readonly ChecklistItem[];
  readonly verification: readonly Verification[];
  readonly lessons: {
    readonly wentWell: readonly string[];
    readonly wentBadly: readonly string[];
    readonly lucky: readonly string[];
  };
  readonly nextSteps: readonly NextStep[];
  readonly documents: readonly RelatedDocument[];
  readonly signOff: readonly SignOff[];
  readonly document: {
    readonly version: string | null;
    readonly lastUpdated: string | null;
    readonly nextReview: string | null;
  };
  readonly todos: readonly Todo[];
  /** Where each stated value stands, by its path as in `Todo.path`: `downtime`, `issues.3.fixedAt`, `queue.active`. */
  readonly places: Readonly<Record<string, StatedPlace>>;
}

/** How an action or a step stands towards what works: see {@link Risk}. */
export type { Risk };
