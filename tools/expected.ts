/**
 * Runs `analyze` over the recorded logs beside the repository and prints where it differs from what a careful reader
 * expects (shared/recorded/expected.json, whose `about` defines the words).
 *
 *   tsx tools/expected.ts [NAME]      cases whose name begins so; exit status 1 on differences
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Analysis, AnalyzerId, Finding, Severity } from "../src/analyzers/analysis.ts";
import { analyze } from "../src/index.ts";

interface ExpectedFigures {
  readonly messages?: number | null;
  readonly recipients?: number | null;
  readonly users?: number | null;
  readonly sessions?: number | null;
}

interface ExpectedFinding {
  readonly analyzer: AnalyzerId;
  readonly reported: boolean | null;
  readonly count: number | null;
  readonly match?: string | null;
  readonly affected?: ExpectedFigures | null;
  readonly ids?: readonly string[];
  readonly status: string | null;
  readonly basis: string | null;
  readonly severity: Severity | null;
  readonly causedBy: string | null;
  readonly occurrences: number | null;
  readonly proposed?: Readonly<Record<string, unknown>>;
}

/** One case of expected.json. */
export interface ExpectedCase {
  readonly name: string;
  readonly files: readonly string[];
  readonly args: readonly string[];
  readonly findings: readonly ExpectedFinding[];
  readonly none: readonly AnalyzerId[];
  readonly totals?: Readonly<Partial<Record<AnalyzerId, ExpectedFigures>>>;
}

/** How the recorded logs and the reader's expectations are found; absent on a machine without them. */
export const recorded = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "shared", "recorded");
const expectedFile = join(recorded, "expected.json");

/** All cases, or undefined where the recorded logs are not there. */
export function expectedCases(): readonly ExpectedCase[] | undefined {
  return existsSync(expectedFile) ? JSON.parse(readFileSync(expectedFile, "utf8")).cases : undefined;
}

/** What `analyze` finds in a case's logs. */
export function analyzeCase({ files, args }: ExpectedCase): Promise<Analysis> {
  const tz = args[args.indexOf("--tz") + 1];
  const year = Number(args[args.indexOf("--year") + 1]);
  return analyze(
    files.map((file) => join(recorded, file)),
    { tz, year },
  );
}

/** One sentence for each difference. */
export function differences(expected: ExpectedCase, analysis: Analysis): readonly string[] {
  const unwanted = expected.none.flatMap((id) =>
    analysis.findings.filter(({ analyzer }) => analyzer === id).map(({ key }) => `unexpected finding ${key}`),
  );
  const entries = expected.findings.flatMap((entry) => compare(entry, expected, analysis));
  const totals = Object.entries(expected.totals ?? {}).flatMap(([id, figures]) =>
    compareFigures(
      `totals of ${id}`,
      figures,
      analysis.findings.filter(({ analyzer }) => analyzer === id),
    ),
  );
  return [...unwanted, ...entries, ...totals];
}

function compare(entry: ExpectedFinding, { findings: entries }: ExpectedCase, analysis: Analysis): readonly string[] {
  const name = [entry.analyzer, entry.match ?? entry.ids?.[0]].filter(Boolean).join(" ");
  const found = analysis.findings.filter((finding) => standsFor(entry, finding, entries));
  if (found.length === 0) {
    return entry.reported === true ? [`${name}: not reported`] : [];
  }
  const says: string[] = [];
  const expect = (what: string, wanted: unknown, got: unknown) => {
    if (wanted !== null && wanted !== undefined && wanted !== got)
      says.push(`${name}: ${what} ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`);
  };
  expect("count", entry.count, found.length);
  expect("severity", entry.severity, worst(found));
  for (const finding of found) {
    expect("status", entry.status, finding.status);
    if (entry.basis !== null) expect("basis", entry.basis, finding.basis ?? "none");
    if (entry.causedBy === "none") expect("causedBy", "none", finding.causedBy ?? "none");
    else if (entry.causedBy !== null && !finding.causedBy?.startsWith(entry.causedBy))
      expect("causedBy", entry.causedBy, finding.causedBy);
  }
  expect(
    "occurrences",
    entry.occurrences,
    found.reduce((sum, { occurrences }) => sum + occurrences, 0),
  );
  const messages = union(found, "messages");
  for (const id of entry.ids ?? []) if (!messages.has(id)) says.push(`${name}: message ${id} is missing`);
  if (typeof entry.affected?.messages === "number" && entry.ids !== undefined) {
    for (const id of messages) if (!entry.ids.includes(id)) says.push(`${name}: message ${id} does not belong`);
  }
  return [...says, ...compareFigures(name, entry.affected ?? {}, found)];
}

/** Whether a finding is one of those that an entry stands for: by its match, else by its messages. */
function standsFor(entry: ExpectedFinding, finding: Finding, entries: readonly ExpectedFinding[]): boolean {
  if (finding.analyzer !== entry.analyzer) return false;
  if (typeof entry.match === "string") return matches(entry.match, finding);
  const alone = entries.filter(({ analyzer }) => analyzer === entry.analyzer).length === 1;
  return alone || finding.subjects.messages.some((id) => entry.ids?.includes(id) === true);
}

function matches(wanted: string, { key, facts }: Finding): boolean {
  if (wanted.startsWith("not ")) return !("cause" in facts && facts.cause === wanted.slice(4));
  if ("cause" in facts && facts.cause === wanted) return true;
  if ("mailbox" in facts) return facts.mailbox === wanted || (facts.mailbox === null && key.includes(wanted));
  return "pattern" in facts && facts.pattern === wanted;
}

function compareFigures(name: string, wanted: ExpectedFigures, found: readonly Finding[]): readonly string[] {
  const got: Required<ExpectedFigures> = {
    messages: union(found, "messages").size,
    recipients: union(found, "recipients").size,
    users: union(found, "users").size,
    sessions: found.reduce((sum, { affected }) => sum + affected.sessions, 0),
  };
  return (Object.keys(got) as (keyof ExpectedFigures)[]).flatMap((figure) => {
    const value = wanted[figure];
    return typeof value !== "number" || value === got[figure]
      ? []
      : [`${name}: ${figure} ${got[figure]}, expected ${value}`];
  });
}

function union(findings: readonly Finding[], subject: "messages" | "recipients" | "users"): ReadonlySet<string> {
  return new Set(findings.flatMap(({ subjects }) => subjects[subject]));
}

function worst(findings: readonly Finding[]): Severity | undefined {
  return (["critical", "warning", "notice"] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
}

async function main(prefix: string): Promise<number> {
  const cases = expectedCases();
  if (cases === undefined) {
    console.log(`skipped: there is no ${expectedFile}`);
    return 0;
  }
  let differing = 0;
  for (const one of cases.filter(({ name }) => name.startsWith(prefix))) {
    const says = differences(one, await analyzeCase(one));
    if (says.length === 0) continue;
    differing++;
    console.log([one.name, ...says.map((line) => `  ${line}`)].join("\n"));
  }
  console.log(`${cases.length} cases, ${differing} differ`);
  return differing === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = await main(process.argv[2] ?? "");
