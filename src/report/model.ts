import type { Analysis, AnalyzerId, EvidenceLine, Iso, Severity } from "../analyzers/analysis.ts";
import type { Risk } from "../knowledge/remedy.ts";
import type { Prose } from "./prose.ts";

/** A line of a log that bears a statement out. A statement without one is known of the software or computed. */
export interface LogPlace {
  readonly source: string;
  readonly line: number;
}

export interface Statement {
  readonly prose: Prose;
  readonly seen: readonly LogPlace[];
}

/** What the log says about a finding's end; computed, never claimed. */
export interface Verdict {
  readonly is: "open" | "resolved" | "recurred";
  readonly basis: "confirmed" | "quiet" | null;
  /** "open", "resolved (confirmed)", "resolved (quiet)", "ended", "recurred". */
  readonly label: string;
  readonly at: Iso | null;
  /** One line that explains the label. */
  readonly prose: Prose;
  /** First proof after the last error, whether or not all victims have left. */
  readonly proofAt: Iso | null;
  /** The line that shows the end, or the last error of an open one. */
  readonly seen: LogPlace | null;
}

export interface Step {
  readonly prose: Prose;
  readonly risk: Risk;
  readonly commands: readonly string[];
  readonly config: readonly string[];
}

export interface Danger {
  readonly folk: Prose;
  readonly why: Prose;
}

export interface Reference {
  readonly url: string;
  readonly about: string;
}

/** A figure that the log shows. */
export interface Measured {
  readonly label: string;
  readonly value: Prose;
  readonly seen: LogPlace | null;
}

/** A finding met by its remedy. */
export interface Diagnosis {
  /** The finding's key in `analysis.findings`. */
  readonly key: string;
  readonly analyzer: AnalyzerId;
  readonly severity: Severity;
  readonly subject: string;
  readonly firstSeen: Iso;
  readonly lastSeen: Iso;
  readonly verdict: Verdict;
  readonly title: Prose;
  readonly symptom: Prose;
  readonly rootCause: Prose;
  readonly impact: Prose;
  readonly notShown: readonly Prose[];
  readonly measured: readonly Measured[];
  readonly fix: readonly Step[];
  readonly verify: readonly Step[];
  readonly prevention: readonly Step[];
  readonly dangerous: readonly Danger[];
  readonly references: readonly Reference[];
  readonly evidence: readonly EvidenceLine[];
}

/** One cause, with the findings that it caused: its stuck messages, its frozen bounces. */
export interface Issue {
  /** From 1, the worst first. */
  readonly number: number;
  /** The worst of cause and effects. */
  readonly severity: Severity;
  readonly cause: Diagnosis;
  readonly effects: readonly Diagnosis[];
}

/** Something that is still to be done, or to be looked at, after the last line of the log. */
export interface OpenItem {
  readonly issue: number;
  readonly prose: Prose;
  readonly commands: readonly string[];
  readonly risk: Risk;
}

/** Something that bounds what the report can know: said beside its status, before anything else. */
export interface Notice {
  readonly topic: "Not understood" | "Not judged by any detector";
  readonly prose: Prose;
  readonly seen: readonly LogPlace[];
  readonly commands: readonly string[];
}

/** One question of the executive summary, answered. */
export interface Answer {
  readonly question: string;
  readonly answers: readonly Statement[];
}

/** A daemon start, stop or reload between the last error of a finding and the proof of its end. */
export interface Candidate {
  readonly issue: number;
  readonly at: Iso;
  readonly daemon: "exim" | "dovecot";
  readonly what: "start" | "stop" | "reload";
  readonly seen: LogPlace;
}

/**
 * The whole report as data; every renderer reads only this. Plain JSON, versioned: a change of meaning changes `schema`.
 * No string in it is Markdown or HTML, and none is trusted.
 */
export interface Report {
  readonly schema: "mailmortem/report@1";
  /** When the report was made. */
  readonly generatedAt: Iso;
  /** Messages undelivered for this long are called stuck, in milliseconds. */
  readonly stuckAfter: number;
  /** Zone of the second time column, or null when the reader's clock is UTC. */
  readonly localZone: string | null;
  readonly status: "clean" | "open" | "over" | "leftovers";
  readonly statusText: string;
  readonly notices: readonly Notice[];
  readonly summary: readonly Answer[];
  readonly issues: readonly Issue[];
  readonly openItems: readonly OpenItem[];
  readonly candidates: readonly Candidate[];
  readonly analysis: Analysis;
  /** Seams: what the operator states and what snapshots of the host show. */
  readonly intervention: null;
  readonly snapshots: { readonly before: null; readonly after: null };
}
