import type { Analysis, Delays, Finding, Outage, StuckRow } from "../../../analyzers/analysis.ts";
import { between, count, duration, list, number, utc } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import { atLeast, isSampled, messagesEach, numberKept } from "../../kept.ts";
import { cell, code, concat, joined, Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { type Section, where } from "../section.ts";

interface Row {
  readonly label: string;
  readonly value: Markdown | string;
}

/** Whom it hurt and for how long, in figures of the logs alone. */
export const impact: Section = {
  id: "impact",
  view(report) {
    if (report.issues.length === 0) return null;
    const { findings, mail } = report.analysis;
    const { mainlog, dovecot } = inputsOf(report.analysis);
    const rows = [
      ...(mainlog ? mailRows(report.analysis) : []),
      ...(mainlog ? mail.outages : []).map((outage) => outageRow(outage, report)),
      ...(dovecot ? mailboxRows(findings) : []),
      ...mail.downtime.map(downtimeRow),
    ];
    const delays = mainlog && mail.delays.messages > 0 && delaysView(mail.delays, report.analysis);
    return rows.length === 0 && delays === false ? null : { any: rows.length > 0 && { rows }, delays };
  },
};

function mailRows(analysis: Analysis): readonly Row[] {
  const { findings } = analysis;
  const { stuck } = analysis.mail;
  const each = messagesEach(analysis);
  const messages = new Set(stuck.map((row) => row.messageId)).size * each;
  const of = (outcome: StuckRow["outcome"]) => stuck.filter((row) => row.outcome === outcome).length * each;
  const ended = (["delivered", "bounced", "removed", "expired", "moved", "queued", "frozen", "lost"] as const)
    .map((outcome) => ({ outcome, n: of(outcome) }))
    .filter(({ n }) => n > 0)
    .map(({ outcome, n }) => `${number(n)} ${OUTCOME[outcome]}`);
  const lost = findings.reduce(
    (sum, finding) => sum + (finding.analyzer === "tainted-filename" ? finding.facts.outcomes.bounced : 0),
    0,
  );
  const senders = new Set(stuck.flatMap((row) => (row.sender === null || row.sender === "" ? [] : [row.sender])));
  const waited = [
    { label: "Messages that waited too long", value: count(messages, "message") },
    {
      label: "Recipients of them",
      value: `${count(stuck.length * each, "recipient")}${ended.length > 0 ? `: ${list(ended)}` : ""}`,
    },
    ...(senders.size === 0
      ? []
      : [{ label: "Senders of them", value: `${atLeast(analysis)}${count(senders.size, "sender")}` }]),
  ];
  return [
    ...(stuck.length === 0 ? [] : waited),
    ...(lost === 0 ? [] : [{ label: "Messages that bounced by a fault of this host", value: count(lost, "message") }]),
  ];
}

const OUTCOME: Readonly<Record<StuckRow["outcome"], string>> = {
  delivered: "delivered late",
  bounced: "bounced",
  removed: "removed",
  expired: "expired",
  moved: "moved away",
  queued: "still queued",
  frozen: "still frozen",
  lost: "out of sight",
};

function outageRow(outage: Outage, report: Report): Row {
  const length = duration(between(outage.from, outage.to));
  const span = `${length}, ${utc(outage.from)} to ${utc(outage.to)}`;
  if (outage.finding === null)
    return {
      label: "Longest time meanwhile in which no mail left the host",
      value: `${span} (to the minute; other domains may have had none to send)`,
    };
  const issue = report.issues.find(({ cause }) => cause.key === outage.finding)?.number;
  const whose =
    outage.senderDomains.length === 0
      ? text("mail")
      : concat([
          "mail of ",
          joined(
            outage.senderDomains.slice(0, 5).map((domain) => code(domain)),
            ", ",
          ),
        ]);
  return {
    label: `Held up${issue === undefined ? "" : `, issue ${issue}`}`,
    value: concat([whose, " ", text(`did not go out for ${span}: ${count(outage.messages, "message")} held`)]),
  };
}

function mailboxRows(findings: readonly Finding[]): readonly Row[] {
  const faults = findings.flatMap((finding) => (finding.analyzer === "mmap-failure" ? [finding] : []));
  if (faults.length === 0) return [];
  const sum = (pick: (finding: (typeof faults)[number]) => number) => faults.reduce((all, one) => all + pick(one), 0);
  const killed = sum(({ facts }) => facts.killedSessions);
  const users = new Set(faults.map(({ facts }) => facts.user)).size;
  return [
    {
      label: "Mailbox users, sessions with an error",
      value: `${count(users, "user")}, ${count(
        sum(({ facts }) => facts.sessions),
        "session",
      )}; ${killed === 0 ? "none cut off (degraded, not locked out)" : `${number(killed)} cut off`}`,
    },
  ];
}

function downtimeRow(one: Report["analysis"]["mail"]["downtime"][number]): Row {
  const daemon = one.daemon === "exim" ? "Exim" : "Dovecot";
  const said = (words: string) => concat([text(words), " (", where(one), ")"]);
  if (one.startedAt === null) {
    const stopped = `at ${utc(one.stoppedAt ?? "")}, no start after it`;
    return {
      label: `${daemon} stopped`,
      value: said(one.least === 0 ? `${stopped}; its log ends there` : `${stopped}: at least ${duration(one.least)}`),
    };
  }
  const length =
    one.least === one.most
      ? `down for ${duration(one.least)}`
      : `down for at most ${duration(one.most ?? 0)}: its last line before is of ${utc(one.lastLineAt ?? "")}, a stop is not logged`;
  return { label: `${daemon} restarted`, value: said(`at ${utc(one.startedAt)}, ${length}`) };
}

/** Fewer messages than this need no table. */
const FEW = 10;

function delaysView(delays: Delays, analysis: Analysis): object {
  let from = 0;
  const rows = delays.histogram.map(({ upTo, messages }) => {
    const label =
      upTo === null
        ? `${round(from)} or longer`
        : from === 0
          ? `under ${round(upTo)}`
          : `${round(from)} to ${round(upTo)}`;
    from = upTo ?? from;
    return { label, messages: isSampled(analysis) ? text(numberKept(messages, analysis)) : cell(messages) };
  });
  const said = (ms: number | null) =>
    ms === null ? new Markdown("–") : text(ms < 1000 ? "less than a second" : duration(ms));
  return {
    // of a handful the percentiles say all
    table: delays.messages >= FEW && { rows },
    messages: count(delays.messages, "message"),
    p50: said(delays.p50),
    p95: said(delays.p95),
    max: concat([atLeast(analysis), said(delays.max)]),
  };
}

/** A whole number of one unit: "10 s", "5 min", "4 h", "2 days". */
function round(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return `${hours / 24} days`;
  if (hours >= 1) return `${hours} h`;
  return ms >= 60_000 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}
