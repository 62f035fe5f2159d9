/**
 * How much of the public test logs and of the recorded logs the parsers read: `npx tsx tools/coverage-by-source.ts [DIR…]`.
 * A line counts for the dialect that knows most of it; `flagged` are Exim's lines with a two-character flag.
 * `--unknown N` also prints up to N lines a source of which only the stamp is known, `--partial N` those read in part.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { Clock } from "../src/parsers/dialect.ts";
import { dialects } from "../src/parsers/index.ts";

const FLAGS = new Set(["<=", "(=", "=>", "->", ">>", "*>", "==", "**"]);
const clock: Clock = { instant: () => 0 };

interface Count {
  lines: number;
  flagged: number;
  flaggedWhole: number;
  typed: number;
  partial: number;
  unknown: number;
  continued: number;
  nothing: number;
}
const none = (): Count => ({
  lines: 0,
  flagged: 0,
  flaggedWhole: 0,
  typed: 0,
  partial: 0,
  unknown: 0,
  continued: 0,
  nothing: 0,
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { unknown: { type: "string", default: "0" }, partial: { type: "string", default: "0" } },
});
const show = { unknown: Number(values.unknown), partial: Number(values.partial) };

function main(): void {
  const roots = positionals.length > 0 ? positionals : ["../shared/corpora", "../shared/recorded", "fixtures/lines"];
  const missing = roots.filter((root) => !existsSync(root));
  for (const root of missing) process.stderr.write(`${root}: not here, left out\n`);
  const rows = roots.filter((root) => existsSync(root)).flatMap((root) => sources(root).map((one) => row(root, one)));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const head = ["lines", "flagged", "whole %", "typed %", "partial %", "unknown %", "cont. %", "no log %"];
  process.stdout.write(`${"source".padEnd(width)} ${head.map((text) => text.padStart(9)).join(" ")}\n`);
  for (const { name, count } of rows) process.stdout.write(`${name.padEnd(width)} ${cells(count).join(" ")}\n`);
}

function cells(count: Count): readonly string[] {
  const share = (part: number, of: number) => (of === 0 ? "-" : ((100 * part) / of).toFixed(2));
  const parts = [count.typed, count.partial, count.unknown, count.continued, count.nothing];
  const shares = parts.map((part) => share(part, count.lines));
  return [String(count.lines), String(count.flagged), share(count.flaggedWhole, count.flagged), ...shares].map((text) =>
    text.padStart(9),
  );
}

/** Folders of one kind of log each; recorded folders hold several. */
function sources(root: string): readonly { readonly name: string; readonly files: readonly string[] }[] {
  const files = logFiles(root);
  const names = new Set(files.map((file) => relative(root, file).split("/").slice(0, -1).join("/")));
  return [...names].map((name) => ({
    name: name === "" ? "." : name,
    files: files.filter((file) => relative(root, file).split("/").slice(0, -1).join("/") === name),
  }));
}

function logFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return /\.(md|json|py|sh|cf|gz)$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => logFiles(join(path, name)));
}

function row(root: string, { name, files }: { readonly name: string; readonly files: readonly string[] }) {
  const count = none();
  const shown = { unknown: 0, partial: 0 };
  for (const file of files) {
    const bytes = Buffer.concat([readFileSync(file), Buffer.from("\n")]);
    const text = bytes.toString("latin1");
    for (let from = 0; from < text.length - 1; from = text.indexOf("\n", from) + 1) {
      const what = readLine(text, bytes, from, count);
      if (what === undefined || shown[what]++ >= show[what]) continue;
      process.stdout.write(`${what} ${relative(root, file)}: ${text.slice(from, text.indexOf("\n", from))}\n`);
    }
  }
  return { name: join(root, name), count };
}

function readLine(text: string, bytes: Uint8Array, from: number, count: Count): "unknown" | "partial" | undefined {
  count.lines++;
  const flagged = isFlagged(text.slice(from, text.indexOf("\n", from)));
  if (flagged) count.flagged++;
  const shares = dialects.map((dialect) => {
    const event = dialect.read(text, bytes, from, clock, from);
    return event === undefined ? undefined : dialect.share(event);
  });
  if (shares.includes("recognised")) {
    count.typed++;
    if (flagged) count.flaggedWhole++;
    return undefined;
  }
  for (const share of ["partial", "unknown"] as const) {
    if (!shares.includes(share)) continue;
    count[share]++;
    return share;
  }
  if (dialects.some((dialect) => dialect.continues(text, bytes, from) || dialect.foreign(text, bytes, from)))
    count.continued++;
  else count.nothing++;
  return undefined;
}

/** A stamp, maybe a zone, a pid and an id, then the flag. */
function isFlagged(line: string): boolean {
  const words = line.split(" ", 7);
  return (
    /^\d{4}-\d\d-\d\d$/.test(words[0] ?? "") && words.slice(2, 6).some((word) => FLAGS.has(word)) && !isText(words)
  );
}

/** `… U=CALLER Warning: => …`: the flag must follow the envelope. */
function isText(words: readonly string[]): boolean {
  const at = words.findIndex((word) => FLAGS.has(word));
  return !words.slice(2, at).every((word) => /^([-+]\d{4}|\[\d+\]|\w{6}-\w{6,11}-\w{2,4})$/.test(word));
}

main();
