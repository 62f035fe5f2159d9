import type { EvidenceLine, Severity } from "../analyzers/analysis.ts";
import { accountText } from "./account.ts";
import { between, count, duration, list, number, utc } from "./format.ts";
import { notChecked } from "./inputs.ts";
import { atLeast } from "./kept.ts";
import { LIMITS } from "./markdown.ts";
import type { Diagnosis, Issue, LogPlace, Notice, Report, Step } from "./model.ts";
import { shortNames } from "./names.ts";
import { cappedProse, type Prose, prosePlain } from "./prose.ts";
import { capped, visible } from "./visible.ts";

/** What a piece of terminal text is, for colours. */
export type Style = "critical" | "warning" | "notice" | "good" | "strong" | "faint";
/** Colours a piece of finished text; colour belongs to the command line. */
export type Paint = (style: Style, text: string) => string;

/** How the findings are printed as text. */
export interface TextOptions {
  /** No colour unless given. */
  readonly paint?: Paint;
  /** Columns of the terminal, 100 unless told. */
  readonly width?: number;
}

const LOG_LINE = 400;
const LABEL = 10;

/**
 * The findings as a good compiler writes its diagnostics: severity, what, the log line with its place, since when, whom it
 * hurt, the verdict, the safe fix; a line of totals last. Nothing in it can move a terminal's cursor.
 */
export function renderText(report: Report, options: TextOptions = {}): string {
  const page: Page = {
    paint: options.paint ?? ((_, text) => text),
    width: Math.max(40, options.width ?? 100),
    names: shortNames(report.analysis.sources.map((source) => source.name)),
  };
  const blocks = report.issues.flatMap((issue) => [
    block(issue.cause, null, page),
    ...issue.effects.map((effect) => block(effect, issue, page)),
  ]);
  const notices = report.notices.map((notice) => noticeBlock(notice, page));
  const account = page.paint("faint", wrapped(accountText(report.analysis.coverage), page.width).join("\n"));
  return `${[...blocks, ...notices, `${totals(report, page)}\n${account}`].join("\n\n")}\n`;
}

interface Page {
  readonly paint: Paint;
  readonly width: number;
  /** What files are called where a line of theirs is named. */
  readonly names: ReadonlyMap<string, string>;
}

function noticeBlock({ topic, prose, seen, commands }: Notice, page: Page): string {
  const said = `${plain(prose)}${placed(seen[0] ?? null, page)}`;
  const indent = " ".repeat(4);
  const lines = wrapped(said, page.width - indent.length);
  const heading = page.paint("warning", `${topic}:`);
  return [
    heading,
    ...[...lines, ...commands.map((command) => `$ ${visible(capped(command, LIMITS.fenceLine))}`)].map(
      (line) => indent + line,
    ),
  ].join("\n");
}

function block(one: Diagnosis, parent: Issue | null, page: Page): string {
  const heading = `${page.paint(one.severity, `${one.severity}[${one.analyzer}]`)}${page.paint("strong", `: ${plain(one.title)}`)}`;
  const note = (label: string, text: string) => noteLines(label, text, page);
  const since = `${utc(one.firstSeen)}, last ${utc(one.lastSeen)} (${duration(between(one.firstSeen, one.lastSeen))})`;
  return [
    heading,
    ...snippets(one, page),
    ...(parent === null ? [] : note("cause", plain(parent.cause.title))),
    ...note("since", since),
    ...note("hurt", plain(one.impact)),
    ...note("verdict", plain(one.verdict.prose) + placed(one.verdict.seen, page)),
    ...fixLines(one, page),
  ].join("\n");
}

/** The first line that shows the fault and, when it is over, the line that proves it. */
function snippets(one: Diagnosis, page: Page): readonly string[] {
  const first = one.evidence.find((line) => line.at === one.firstSeen) ?? one.evidence[0];
  const { seen } = one.verdict;
  const last =
    seen === null ? undefined : one.evidence.find((line) => line.source === seen.source && line.line === seen.line);
  const lines = [first, last === first ? undefined : last].filter((line) => line !== undefined);
  const gutter = Math.max(1, ...lines.map((line) => String(line.line).length));
  return lines.flatMap((line) => snippet(line, gutter, page));
}

function snippet(line: EvidenceLine, gutter: number, page: Page): readonly string[] {
  const bar = page.paint("faint", `${" ".repeat(gutter)} |`);
  const number = page.paint("faint", `${String(line.line).padStart(gutter)} |`);
  return [
    `${" ".repeat(gutter)}${page.paint("faint", "-->")} ${placeOf(line, page)} (${visible(line.role)})`,
    bar,
    `${number} ${visible(capped(line.text, LOG_LINE))}`,
    bar,
  ];
}

function fixLines(one: Diagnosis, page: Page): readonly string[] {
  const step = firstStep(one);
  if (step === undefined) return [];
  const indent = " ".repeat(LABEL + 4);
  const more =
    one.fix.length > 1
      ? [
          `${indent}${page.paint("faint", `(${count(one.fix.length, "step")} in all, with warnings: mailmortem report)`)}`,
        ]
      : [];
  return [...noteLines("fix", `${plain(step.prose)} [${step.risk}]`, page), ...commandLines(step, indent), ...more];
}

/** A step that may be taken at once and alone: it only looks, or cleans what is rebuilt; the rest waits for the report. */
function firstStep({ fix, verdict }: Diagnosis): Step | undefined {
  const alone = fix.filter(
    (step) => step.risk === "safe" && step.commands.length > 0 && !/^(?:Then|Only if)\b/.test(plain(step.prose)),
  );
  const mend = alone.find((step) => step.commands.some((command) => command.includes("mailbox cache purge")));
  return (verdict.is === "resolved" ? undefined : mend) ?? alone[0] ?? fix[0];
}

function commandLines(step: Step, indent: string): readonly string[] {
  return [...step.config, ...step.commands.map((command) => `$ ${command}`)].map(
    (line) => indent + visible(capped(line, LIMITS.fenceLine)),
  );
}

function noteLines(label: string, text: string, page: Page): readonly string[] {
  const indent = " ".repeat(LABEL + 4);
  const [first = "", ...rest] = wrapped(text, page.width - indent.length);
  return [
    `  ${page.paint("faint", "=")} ${page.paint("strong", `${label}:`.padEnd(LABEL))}${first}`,
    ...rest.map((line) => indent + line),
  ];
}

/** Lines of running text, cut at spaces; a word longer than `width` stands alone. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Prose as a terminal gets it. */
function plain(prose: Prose): string {
  return prosePlain(cappedProse(prose));
}

function placed(place: LogPlace | null, page: Page): string {
  return place === null ? "" : ` (${placeOf(place, page)})`;
}

function placeOf({ source, line }: LogPlace, { names }: Page): string {
  return `${visible(names.get(source) ?? source)}:${line}`;
}

function totals(report: Report, page: Page): string {
  const { findings, coverage, sources } = report.analysis;
  const gaps = notChecked(report.analysis).map((sentence) => ` ${sentence}`);
  const read = `${count(coverage.lines, "line")} of ${count(sources.length, "file")} read, ${number(coverage.unrecognised)} not understood.${gaps.join("")}`;
  if (findings.length === 0)
    return `${page.paint(report.notices.length > 0 ? "warning" : "good", `${report.statusText}.`)} ${read}`;
  const severities: readonly Severity[] = ["critical", "warning", "notice"];
  const counted = severities
    .map((severity) => ({ severity, value: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ value }) => value > 0)
    .map(({ severity, value }) => page.paint(severity, `${value} ${severity}`));
  const style = report.status === "open" ? "critical" : report.status === "over" ? "good" : "warning";
  return `${page.paint("strong", `${atLeast(report.analysis)}${count(findings.length, "finding")}`)}: ${list(counted)}. ${page.paint(style, `${report.statusText}.`)} ${read}`;
}
