/** A section as its reader gets it: printed with our own template, then read back. */
import { lexer, type Token, type Tokens } from "marked";
import type { Analysis } from "../../../src/analyzers/analysis.ts";
import { bindFindings } from "../../../src/knowledge/bind-findings.ts";
import type { Intervention } from "../../../src/knowledge/intervention.ts";
import { readIntervention } from "../../../src/knowledge/load-intervention.ts";
import { detectionOf } from "../../../src/report/alerts/index.ts";
import { hostNames } from "../../../src/report/host.ts";
import { buildReport } from "../../../src/report/index.ts";
import type { Report } from "../../../src/report/model.ts";
import { preventiveFiles } from "../../../src/report/prevention/index.ts";
import type { Section } from "../../../src/report/sections/section.ts";
import { sectionPrinter } from "../../../src/report/templates/printer.ts";
import { seen } from "../support/markdown-reader.ts";

const now = Date.parse("2026-01-09T08:00:00Z");

/** The report on `analysis`, with alarms and files, and what an intervention.yaml of this text states. */
export function reportOn(analysis: Analysis, yaml?: string): Report {
  const intervention = yaml === undefined ? null : stated(yaml, analysis);
  const report = buildReport(analysis, { now, ...(intervention === null ? {} : { intervention }) });
  const host = hostNames(analysis.mail.host);
  return {
    ...report,
    detection: detectionOf(analysis, report.issues, intervention, host),
    prevention: preventiveFiles(analysis, report.issues, host),
  };
}

export function stated(yaml: string, analysis: Analysis): Intervention {
  return bindFindings(
    readIntervention(yaml, "intervention.yaml"),
    analysis.findings.map(({ key }) => key),
  );
}

/** Its Markdown; null when it is left out. */
export function printed(section: Section, report: Report): string | null {
  const view = section.view(report, { maxRows: 50 });
  return view === null ? null : sectionPrinter({}, [section.id])(section.id, view);
}

export function tokensOf(markdown: string | null): readonly Token[] {
  return lexer(markdown ?? "");
}

/** Headings with their depth: "## Useful commands". */
export function headings(markdown: string | null): readonly string[] {
  return tokensOf(markdown)
    .filter((token): token is Tokens.Heading => token.type === "heading")
    .map(({ depth, tokens }) => `${"#".repeat(depth)} ${seen(tokens)}`);
}

/** Each table: its header's words, then each row's. */
export function tables(markdown: string | null): readonly (readonly (readonly string[])[])[] {
  return tokensOf(markdown)
    .filter((token): token is Tokens.Table => token.type === "table")
    .map(({ header, rows }) => [header, ...rows].map((row) => row.map((one) => seen(one.tokens))));
}

/** Code blocks: language and text. */
export function blocks(markdown: string | null): readonly (readonly [lang: string, text: string])[] {
  return tokensOf(markdown)
    .filter((token): token is Tokens.Code => token.type === "code")
    .map(({ lang, text }) => [lang ?? "", text]);
}
