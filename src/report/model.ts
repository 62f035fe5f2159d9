import type { Analysis, AnalyzerId, EvidenceLine, ExternalId, Figures, Iso, Severity } from "../analyzers/analysis.ts";
import type { Intervention, StatedPlace } from "../knowledge/intervention.ts";
import type { Risk } from "../knowledge/remedy.ts";
import type { Prose } from "./prose.ts";

/** A line of a log that bears a statement out. A statement without one is known of the software or computed. */
export interface LogPlace {
  readonly source: string;
  readonly line: number;
}

/**
 * Where a statement comes from: `log` is seen in it or counted from it, `stated` is the operator's word, `known` is
 * knowledge of the software, borne out by the references.
 */
export type Origin = "log" | "stated" | "known";

/** One thing that a report says, and what bears it out. */
export interface Statement {
  readonly prose: Prose;
  readonly seen: readonly LogPlace[];
  readonly origin: Origin;
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

/** One thing to do. */
export interface Step {
  readonly prose: Prose;
  readonly risk: Risk;
  readonly commands: readonly string[];
  readonly config: readonly string[];
}

/** A mend that is often advised and harms. */
export interface Danger {
  readonly folk: Prose;
  readonly why: Prose;
}

/** Official documentation. */
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
  readonly analyzer: AnalyzerId | ExternalId;
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
  /** What the operator says of it: positions in `intervention.issues` and `intervention.actions`, from 0. */
  readonly stated: { readonly issues: readonly number[]; readonly actions: readonly number[] };
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
  readonly topic: "Not understood" | "Not judged by any detector" | "Numbers of messages are estimates";
  readonly prose: Prose;
  readonly seen: readonly LogPlace[];
  readonly commands: readonly string[];
}

/** One question of the executive summary, answered. */
export interface Answer {
  readonly question: string;
  readonly answers: readonly Statement[];
}

/** A statement of the operator, held against the log. */
export interface Check {
  readonly claim: Prose;
  /** `silent`: the log holds nothing that could bear it out or contradict it. */
  readonly result: "confirmed" | "contradicted" | "silent";
  /** What the log says to it. */
  readonly says: Prose;
  readonly seen: readonly LogPlace[];
  /** Where it is stated. */
  readonly where: StatedPlace;
  /** The issue that it is about, or null; and the action, by its number, from 1. */
  readonly issue: number | null;
  readonly action: number | null;
}

/** Figures before and after what ended the faults. */
export interface Change {
  /** `actions`: split at the operator's actions; `log`: at the moment when the last fault ended, as the log shows it. */
  readonly basis: "actions" | "log";
  /** Numbers of those actions, from 1. */
  readonly actions: readonly number[];
  /** Up to the first of them. */
  readonly before: Figures;
  /** From the last of them on. */
  readonly after: Figures;
}

/** An alarm that a host may have, and when this log would have set it off. */
export interface Alert {
  readonly id: string;
  /** What it watches, in a phrase: "Oldest message in the queue over 1 h". */
  readonly watches: Prose;
  /**
   * `fired`: would have; `silent`: would not have; `unseen`: mail logs do not hold what it watches; `unknown`: not among
   * the messages that were kept (`analysis.sampling`).
   */
  readonly result: "fired" | "silent" | "unseen" | "unknown";
  /** When it would have spoken first. */
  readonly at: Iso | null;
  readonly says: Prose;
  readonly seen: LogPlace | null;
  /** A command that an alarm can be made of, or null. Looks only. */
  readonly command: string | null;
  /** Worth having for what was found here; the others are listed since people ask for them. */
  readonly advised: boolean;
}

/** How the night was noticed, and when it could have been. */
export interface Detection {
  /** First error of all findings. */
  readonly since: Iso | null;
  /** When the operator says that somebody noticed; null when nothing is stated. */
  readonly noticedAt: Iso | null;
  /**
   * Milliseconds from the first error until it was noticed; unstated, of the issue that began first until the daemon's start
   * after which it worked, its proof, or the logs' end.
   */
  readonly unseen: number | null;
  /** What `unseen` ends with. */
  readonly basis: "stated" | "restart" | "resolved" | "log end" | null;
  readonly seen: LogPlace | null;
  readonly alerts: readonly Alert[];
}

/** A file that keeps this incident from coming back, made from its findings. */
export interface PreventiveFile {
  readonly path: string;
  readonly purpose: Prose;
  readonly language: "bash" | "ini" | "conf" | "cron";
  readonly content: string;
  /** Octal mode to install it with: "0755". */
  readonly mode: string;
  /** Commands that check and install it. */
  readonly install: readonly string[];
  /** Issues that it answers. */
  readonly issues: readonly number[];
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
  /** The operator's statements that could be held against the log. */
  readonly checks: readonly Check[];
  readonly detection: Detection;
  readonly change: Change | null;
  readonly prevention: readonly PreventiveFile[];
  /** Set when names of people and hosts in it are pseudonyms; `note` says so to its reader. */
  readonly redaction: { readonly level: "partial" | "full"; readonly note: string } | null;
  readonly analysis: Analysis;
  /** What the operator states; null when nothing is stated. */
  readonly intervention: Intervention | null;
  /** A seam: what snapshots of the host show. */
  readonly snapshots: { readonly before: null; readonly after: null };
}
