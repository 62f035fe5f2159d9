/** Measures in Prometheus' text format, version 0.0.4, for node_exporter's textfile collector. Few series. */
import type { Finding } from "../analyzers/analysis.ts";
import type { Alert } from "./alert.ts";
import type { Measures } from "./measures.ts";

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** @param readAt when the logs were read last, ms since the epoch */
export function metricsText(
  measures: Measures,
  findings: readonly Finding[],
  alerts: readonly Alert[],
  readAt: number,
): string {
  const one = (value: number): readonly Sample[] => [{ value }];
  const families: readonly (readonly [name: string, help: string, samples: readonly Sample[]])[] = [
    [
      "mailmortem_findings",
      "Findings in the logs that were read, by analyzer, severity and status.",
      counted(findings),
    ],
    [
      "mailmortem_oldest_queued_message_seconds",
      "Age of the oldest message that waits, frozen ones left out; 0 when none waits.",
      one(measures.oldestQueued ?? 0),
    ],
    ["mailmortem_queued_messages", "Messages that wait and are not frozen.", one(measures.queued)],
    ["mailmortem_frozen_messages", "Messages that are frozen.", one(measures.frozen)],
    ["mailmortem_paniclog_lines", "Lines of the panic logs that are being written.", one(measures.paniclogLines)],
    ["mailmortem_taint_errors", "Taint errors in the logs that were read.", one(measures.taintErrors)],
    ["mailmortem_mmap_failures", "Memory faults of Dovecot in the logs that were read.", one(measures.mmapFailures)],
    ["mailmortem_auth_failures_last_hour", "Failed logins of the last hour.", one(measures.authFailures)],
    ["mailmortem_last_read_timestamp_seconds", "When the logs were read last.", one(readAt / 1000)],
    [
      "mailmortem_last_line_timestamp_seconds",
      "Time of the last line that was read; 0 when there was none.",
      one((measures.lastLine ?? 0) / 1000),
    ],
    ["mailmortem_lines_read", "Lines of the logs that were read.", one(measures.lines)],
    [
      "mailmortem_alerts_firing",
      "Alerts whose threshold is reached, by name and severity.",
      alerts.map(({ name, severity }) => ({ labels: { alert: name, severity }, value: 1 })),
    ],
  ];
  return families.map(([name, help, samples]) => familyText(name, help, samples)).join("");
}

function counted(findings: readonly Finding[]): readonly Sample[] {
  const counts = new Map<string, { readonly labels: Record<string, string>; value: number }>();
  for (const { analyzer, severity, status } of findings) {
    const key = `${analyzer} ${severity} ${status}`;
    const sample = counts.get(key) ?? { labels: { analyzer, severity, status }, value: 0 };
    sample.value++;
    counts.set(key, sample);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sample]) => sample);
}

function familyText(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} gauge\n${lines.join("")}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
