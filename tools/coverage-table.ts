/** docs/coverage.md: how much of the public test logs and of the recorded logs the parsers read. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MeasuredLine, measure, type Outcome } from "./coverage-lines.ts";
import { siteList } from "./site-written.ts";

const shared = fileURLToPath(new URL("../../shared", import.meta.url));
const roots = ["corpora", "recorded"] as const;
/** The committed table. */
export const tableFile = fileURLToPath(new URL("../docs/coverage.md", import.meta.url));

/** One folder of logs; its folders below count with it. */
export interface MeasuredSource {
  /** `corpora/fail2ban` */
  readonly name: string;
  readonly lines: readonly (MeasuredLine & { readonly file: string })[];
}

/** Every source of ../shared; empty on a machine without it. */
export function measuredSources(): readonly MeasuredSource[] {
  return roots
    .filter((root) => existsSync(join(shared, root)))
    .flatMap((root) =>
      readdirSync(join(shared, root))
        .sort()
        .filter((folder) => statSync(join(shared, root, folder)).isDirectory())
        .map((folder) => ({ name: `${root}/${folder}`, lines: linesBelow(join(shared, root, folder), folder) })),
    );
}

function linesBelow(path: string, source: string): MeasuredSource["lines"] {
  return logFiles(path).flatMap((file) => measure(file, source).map((line) => ({ ...line, file })));
}

function logFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return /\.(md|json|py|sh|cf|conf|gz)$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => logFiles(join(path, name)));
}

/** The document, from a fresh reading of all logs. */
export function coverageTable(sources: readonly MeasuredSource[]): string {
  const all = sources.flatMap(({ lines }) => lines);
  const program = (name: string) => all.filter((line) => line.program === name);
  return `# Coverage of the logs at hand

Written by \`npm run coverage\`; a test compares it with a fresh run where the logs are there.

- **lines**: all lines of the source.
- **vital**: Exim's flagged lines (\`<=\`, \`=>\`, \`==\`, \`**\` …) and those of a message's life (\`Completed\`, \`Frozen\` …), and the
  share of them that is read whole.
- **own**: lines whose text comes from Exim's or Dovecot's own source, and the share of them that is recognised: its kind is
  known and nothing of it is left over.
- **partial**, **unknown**: own lines of which a part, or everything behind the stamp, is not understood.
- **site**: written by a site's configuration (\`logwrite\`, \`log_message\`) or by code that a site adds. They are told apart by
  \`tools/site-written.json\`, which says why for each; it serves this table only.
- **no log**: comments and quotations in files of log lines.
- **other**: another program's lines. **below**: lines that belong to the record above them.

${table(["source", ...HEAD], [...sources.map(({ name, lines }) => [name, ...cells(lines)]), ["**all**", ...cells(all)]])}

By the program that an event is of (lines that no grammar reads have none):

${table(
  ["program", ...HEAD],
  [
    ["Exim", ...cells(program("exim"))],
    ["Dovecot", ...cells(program("dovecot"))],
  ],
)}

Why lines are not counted as Exim's or Dovecot's own:

${table(
  ["sources", "counted as", "because"],
  siteList.map(({ source, is, reason }) => [`${source}*`, is === "site" ? "site" : "no log", reason]),
)}
`;
}

const HEAD = [
  "lines",
  "vital",
  "whole %",
  "own",
  "recognised %",
  "partial",
  "unknown",
  "site",
  "no log",
  "other",
  "below",
];

function cells(lines: readonly MeasuredLine[]): readonly string[] {
  const count = (...outcomes: readonly Outcome[]) => lines.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const vital = lines.filter((line) => line.vital && line.outcome !== "no-log");
  const own = count("recognised", "partial", "unknown");
  const numbers = [
    count("partial"),
    count("unknown"),
    count("site"),
    count("no-log"),
    count("other"),
    count("continuation"),
  ];
  return [
    String(lines.length),
    String(vital.length),
    percent(vital.filter(({ outcome }) => outcome === "recognised").length, vital.length),
    String(own),
    percent(count("recognised"), own),
    ...numbers.map(String),
  ];
}

/** Rounded down: 100.00 is all of them. */
function percent(part: number, of: number): string {
  return of === 0 ? "–" : (Math.floor((part / of) * 10000) / 100).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  const ruler = head.map((_, at) => (at === 0 ? "---" : head.includes("because") ? "---" : "---:"));
  return [line(head), line(ruler), ...rows.map(line)].join("\n");
}
