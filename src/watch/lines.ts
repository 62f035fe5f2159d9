/** Changes as lines: for people, and as JSON for programs. */
import type { Instant } from "../parsers/events.ts";
import type { Change } from "./changes.ts";

/** Makes text of a log harmless for a terminal. */
export type Visible = (text: string) => string;

/** `2026-01-08T14:20:00Z  critical  opened    tainted-filename  /etc/exim4/…` */
export function lineOf(change: Change, at: Instant, visible: Visible): string {
  const [severity, how, name, text] = partsOf(change);
  return `${stamp(at)}  ${severity.padEnd(8)}  ${how.padEnd(8)}  ${visible(name)}  ${visible(text)}`.trimEnd();
}

function partsOf(change: Change): readonly [severity: string, how: string, name: string, text: string] {
  switch (change.what) {
    case "finding": {
      const { severity, analyzer, subject, occurrences, affected, lastSeen } = change.finding;
      const counts = [counted(occurrences, "occurrence"), counted(affected.messages, "message")];
      return [severity, change.how, analyzer, `${subject} (${counts.join(", ")}, last at ${lastSeen})`];
    }
    case "alert": {
      const { severity, name, value, threshold } = change.alert;
      const unit = name === "oldest-queued" ? " s" : "";
      const said =
        change.how === "over" ? "is below its threshold again" : `${value}${unit}, threshold ${threshold}${unit}`;
      return [severity, change.how, `alert ${name}`, said];
    }
    case "warning":
      return ["notice", "warning", "logs", change.text];
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A value as JSON that is harmless for a terminal. */
export type Json = (value: object) => string;

/** One line of JSON, versioned by `schema` (docs/watch.md). */
export function jsonOf(change: Change, at: Instant, json: Json): string {
  return json({ schema: "mailmortem/watch@1", at: stamp(at), ...detailsOf(change) });
}

function detailsOf(change: Change): object {
  switch (change.what) {
    case "finding": {
      const { key, analyzer, severity, status, basis, subject, firstSeen, lastSeen, resolvedAt } = change.finding;
      const { occurrences, affected, causedBy } = change.finding;
      return {
        event: "finding",
        change: change.how,
        key,
        analyzer,
        severity,
        status,
        basis,
        subject,
        firstSeen,
        lastSeen,
        resolvedAt,
        occurrences,
        affected,
        causedBy,
      };
    }
    case "alert": {
      const { name, severity, value, threshold } = change.alert;
      return { event: "alert", change: change.how, alert: name, severity, value, threshold };
    }
    case "warning":
      return { event: "warning", text: change.text };
  }
}

function stamp(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
