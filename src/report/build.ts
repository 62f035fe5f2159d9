import type { Analysis, Finding, Severity } from "../analyzers/analysis.ts";
import { builtInRemedies, type Remedies } from "../knowledge/builtin.ts";
import type { Intervention } from "../knowledge/intervention.ts";
import type { Instant } from "../parsers/events.ts";
import { type Advice, type Adviser, adviserOf } from "./advice.ts";
import { detectionOf } from "./alerts/index.ts";
import { changeOf } from "./change.ts";
import { checksOf } from "./checks/index.ts";
import { diagnose } from "./diagnosis.ts";
import { type HostNames, hostNames } from "./host.ts";
import { localZone } from "./local-time.ts";
import type { Candidate, Issue, OpenItem, Report } from "./model.ts";
import { noticesOf } from "./notices.ts";
import { preventiveFiles } from "./prevention/index.ts";
import { prose } from "./prose.ts";
import { statusOf, summaryOf } from "./summary.ts";

/** What a report is built with, beside the analysis. */
export interface BuildOptions {
  /** When the report is made, ms since the epoch. */
  readonly now: Instant;
  /** Milliseconds from which the analysis called a message stuck; one hour unless told. */
  readonly stuckAfter?: number;
  /** IANA name of the reader's zone, for a second time column; the zone of the logs unless told. */
  readonly zone?: string;
  /** What the operator states: a read intervention.yaml. */
  readonly intervention?: Intervention;
  /** Our own remedies unless told. */
  readonly remedies?: Remedies;
  /** The analyzers from outside that the analysis was made with: their remedies and wordings. */
  readonly analyzers?: readonly Advice[];
}

/** Joins an analysis with what the trade knows. Pure apart from reading the package's own remedies when none are given. */
export function buildReport(analysis: Analysis, options: BuildOptions): Report {
  const adviser = adviserOf(options.remedies ?? builtInRemedies(), options.analyzers ?? []);
  const intervention = options.intervention ?? null;
  const host = hostNames(analysis.mail.host);
  const issues = issuesOf(analysis, adviser, host).map((issue) => ({
    ...issue,
    stated: statedOf(issue, intervention),
  }));
  const checks = intervention === null ? [] : checksOf({ analysis, issues, intervention });
  const openItems = issues.flatMap((issue) => openItemsOf(issue, analysis, adviser, host));
  const notices = noticesOf(analysis);
  const status = statusOf(analysis, issues, openItems, notices);
  return {
    schema: "mailmortem/report@1",
    generatedAt: new Date(Math.floor(options.now / 1000) * 1000).toISOString().replace(".000Z", "Z"),
    stuckAfter: options.stuckAfter ?? 3_600_000,
    localZone: localZone(options.zone ?? analysis.assumptions.zone.name),
    ...status,
    notices,
    summary: summaryOf(analysis, issues, openItems, status.statusText),
    issues,
    openItems,
    candidates: issues.flatMap((issue) => candidatesOf(issue, analysis)),
    checks,
    change: changeOf(analysis, intervention, checks),
    detection: detectionOf(analysis, issues, intervention, host),
    prevention: preventiveFiles(analysis, issues, host),
    redaction: null,
    analysis,
    intervention,
    snapshots: { before: null, after: null },
  };
}

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, notice: 2 };

/** One issue per cause; a finding whose cause was not found stands for itself. Worst first, then oldest. */
function issuesOf(analysis: Analysis, adviser: Adviser, host: HostNames): readonly Omit<Issue, "stated">[] {
  const byKey = new Map(analysis.findings.map((finding) => [finding.key, finding]));
  const groups = new Map<Finding, Finding[]>();
  for (const finding of analysis.findings) {
    const root = rootOf(finding, byKey);
    const group = groups.get(root) ?? [];
    if (finding !== root) group.push(finding);
    groups.set(root, group);
  }
  return [...groups]
    .map(([cause, effects]) => ({
      cause,
      effects: [...effects].sort(worstFirst),
      severity: worst([cause, ...effects]),
    }))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || worstFirst(a.cause, b.cause))
    .map(({ cause, effects, severity }, at) => ({
      number: at + 1,
      severity,
      cause: diagnose(cause, analysis, adviser, host),
      effects: effects.map((effect) => diagnose(effect, analysis, adviser, host)),
    }));
}

/** Where the operator speaks of an issue: of its cause or of one of its consequences. */
function statedOf({ cause, effects }: Omit<Issue, "stated">, intervention: Intervention | null): Issue["stated"] {
  const keys = new Set([cause, ...effects].map(({ key }) => key));
  const positions = (all: readonly (readonly string[])[]) =>
    all.flatMap((named, at) => (named.some((key) => keys.has(key)) ? [at] : []));
  return {
    issues: positions((intervention?.issues ?? []).map(({ findings }) => findings)),
    actions: positions((intervention?.actions ?? []).map(({ resolves }) => resolves)),
  };
}

function rootOf(finding: Finding, byKey: ReadonlyMap<string, Finding>): Finding {
  const seen = new Set([finding]);
  let root = finding;
  for (;;) {
    const cause = root.causedBy === null ? undefined : byKey.get(root.causedBy);
    if (cause === undefined) return root;
    // a circle of causes would be an analyzer's bug; the report still has to come out, each of them on its own
    if (seen.has(cause)) return finding;
    seen.add(cause);
    root = cause;
  }
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    a.firstSeen.localeCompare(b.firstSeen) ||
    b.affected.messages - a.affected.messages ||
    (a.key < b.key ? -1 : 1)
  );
}

function worst(findings: readonly Finding[]): Severity {
  return findings.map((finding) => finding.severity).sort((a, b) => RANK[a] - RANK[b])[0] ?? "notice";
}

function openItemsOf(issue: Issue, analysis: Analysis, adviser: Adviser, host: HostNames): readonly OpenItem[] {
  const { cause } = issue;
  const mend: OpenItem[] = [];
  if (cause.verdict.proofAt === null && (cause.analyzer === "tainted-filename" || cause.analyzer === "mmap-failure")) {
    mend.push({ issue: issue.number, prose: MEND, commands: [], risk: "disruptive" });
  }
  const diagnoses = [cause, ...issue.effects];
  const leftovers = analysis.findings
    .filter((finding) => diagnoses.some((one) => one.key === finding.key))
    // the messages held by a taint error are listed once, as its stuck-queue finding, when there is one
    .filter(
      (finding) =>
        finding.analyzer !== "tainted-filename" || !issue.effects.some((one) => one.analyzer === "stuck-queue"),
    )
    .flatMap((finding) => adviser(finding).wording.leftovers(analysis, host));
  return [...mend, ...leftovers.map((one) => ({ ...one, issue: issue.number }))];
}

const MEND = prose('Mend the cause: the log does not show that it is over. The steps stand under "Fix".');

/** The daemon that an operator restarts to make a mend of this kind work. */
const DAEMON: Readonly<Record<string, "exim" | "dovecot">> = {
  "tainted-filename": "exim",
  "mmap-failure": "dovecot",
  "stuck-queue": "exim",
  "frozen-bounce": "exim",
};

function candidatesOf(issue: Issue, analysis: Analysis): readonly Candidate[] {
  const { verdict, lastSeen, analyzer } = issue.cause;
  const end = verdict.proofAt;
  if (end === null) return [];
  return analysis.mail.restarts
    .filter((one) => one.daemon === DAEMON[analyzer] && one.at >= lastSeen && one.at <= end)
    .map((one) => ({
      issue: issue.number,
      at: one.at,
      daemon: one.daemon,
      what: one.what,
      seen: { source: one.source, line: one.line },
    }));
}
