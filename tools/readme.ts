/**
 * Keeps README.md's excerpts what the demo really prints: the findings and the beginning of the report, between
 * `<!-- NAME -->` and `<!-- /NAME -->`. Wants a built dist.
 *
 *   npm run readme
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const widest = 118;
/** Findings shown, by how their heading begins; the others would say the same in more lines. */
const shown = ["critical[tainted-filename]", "warning[mmap-failure]"];

/** A message of the demo's logs that waited and went out, in few lines. */
const traced = "1vd22W-000CaI-0C";

/** README.md with its excerpts made anew from a run of the demo. */
export function refreshedReadme(readme: string): string {
  const demo = spawnSync(process.execPath, ["tools/demo.mjs"], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 24,
  });
  if (demo.status !== 0) throw new Error(`the demo ended with ${demo.status}\n${demo.stderr}`);
  const report = readFileSync("mailmortem-demo/report.md", "utf8");
  const terminal = ["```text", "$ npm run demo", "…", ...findingsOf(demo.stdout), "```"];
  const excerpt = ["```markdown", ...reportStart(report), "…", "```"];
  const withFindings = replaced(replaced(readme, "findings", terminal), "report", excerpt);
  return replaced(withFindings, "trace", [
    "```text",
    `$ mailmortem trace ${traced} mainlog dovecot.log`,
    ...life(),
    "```",
  ]);
}

/** What `trace` prints of one message of the demo's logs. */
function life(): readonly string[] {
  const logs = ["exim4/mainlog", "dovecot.log"].map((name) => `fixtures/logs/incident-night/${name}`);
  const args = ["dist/cli/main.js", "trace", traced, ...logs, "--tz", "UTC", "--year", "2026", "--quiet"];
  const done = spawnSync(process.execPath, args, { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  if (done.status !== 0) throw new Error(`trace ended with ${done.status}\n${done.stderr}`);
  return done.stdout.trimEnd().split("\n").map(cut);
}

function findingsOf(output: string): readonly string[] {
  const blocks = output.split("\n\n");
  const chosen = shown.flatMap((start) => blocks.find((block) => block.startsWith(start)) ?? []);
  const totals = blocks.find((block) => /^\d+ findings: /.test(block)) ?? "";
  return [...chosen, totals].flatMap((block) => ["", ...block.split("\n").map(cut)]).slice(1);
}

/** Up to where the summary has said what broke and since when. */
function reportStart(report: string): readonly string[] {
  const lines = report.split("\n");
  const end = lines.findIndex((line) => line.startsWith("- **Who was hurt"));
  return lines.slice(0, end).map(cut);
}

function cut(line: string): string {
  return line.length <= widest ? line : `${line.slice(0, widest - 1)}…`;
}

function replaced(readme: string, name: string, lines: readonly string[]): string {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const [before, rest] = splitAt(readme, begin);
  const [, after] = splitAt(rest, end);
  return `${before}${begin}\n${lines.join("\n")}\n${end}${after}`;
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`README.md has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync("README.md", refreshedReadme(readFileSync("README.md", "utf8")));
