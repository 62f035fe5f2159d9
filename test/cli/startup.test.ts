/** What is loaded for a run, as structure and not as time: docs/adr/0019-start-up.md has the times. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { fixed, program, smallLog, temporaryFolder } from "./spawned.ts";

/** Prints the address of each module that the process loads, of those that it requires in the end. */
const listing = dataUrl(`import { createRequire, register } from "node:module";
import { writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
process.on("exit", () => {
  for (const path of Object.keys(createRequire("/x.js").cache)) writeSync(2, "loaded " + pathToFileURL(path) + "\\n");
});
register(${JSON.stringify(
  dataUrl(`import { writeSync } from "node:fs";
export function load(url, context, next) {
  writeSync(2, "loaded " + url + "\\n");
  return next(url, context);
}`),
)});`);

interface Loaded {
  /** Modules of ours, `src/cli/main.ts`; those in a bundle are those of which it holds text. */
  readonly own: readonly string[];
  /** Names of the packages, in a bundle or not. */
  readonly packages: readonly string[];
}

function loadedBy(args: readonly string[]): Loaded {
  return loadedByNode([program, ...args]);
}

function loadedByNode(args: readonly string[]): Loaded {
  const { status, stderr } = spawnSync(process.execPath, ["--import", listing, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  expect(status, stderr).toBe(0);
  const files = [...stderr.matchAll(/^loaded (file:.*)$/gm)].map(([, url = ""]) => fileURLToPath(url));
  const sources = files.flatMap(sourcesOf);
  const named = (path: string) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [];
  return {
    own: sources.filter((path) => path.startsWith(resolve("src"))).map((path) => path.slice(resolve(".").length + 1)),
    packages: [...new Set(sources.flatMap(named))].sort(),
  };
}

/** The files that a bundled file was made of, by its source map; otherwise the file. */
function sourcesOf(file: string): readonly string[] {
  if (!existsSync(`${file}.map`)) return [file];
  const { sources } = JSON.parse(readFileSync(`${file}.map`, "utf8")) as { readonly sources: readonly string[] };
  return sources.map((source) => resolve(dirname(file), source));
}

function dataUrl(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

/** Of YAML, schemas, HTML, charts, other encodings and Earley's algorithm a run over a log needs nothing. */
const heavy = ["zod", "yaml", "marked", "sanitize-html", "d3-scale", "d3-shape", "iconv-lite", "nearley"];

test("--version loads no package and no command", () => {
  const { own, packages } = loadedBy(["--version"]);
  expect(packages).toEqual([]);
  expect(own).toContain("src/cli/main.ts");
  expect(
    own.filter((path) => /^src\/(cli\/program|engine|parsers\/generated|report\/build|analyzers)/.test(path)),
  ).toEqual([]);
});

test("analyze of a small log: no YAML, no schema, no HTML, no worker, in UTC no zones", () => {
  const { own, packages } = loadedBy(["analyze", smallLog(temporaryFolder()), "--tz", "UTC", "--quiet"]);
  expect(packages).toContain("yargs");
  expect(own).toContain("src/cli/program.ts");
  expect(packages.filter((name) => [...heavy, "luxon", "tinyglobby"].includes(name))).toEqual([]);
  expect(
    own.filter((path) => /^src\/(api\/(worker|explain|verify)|trace|verify|redact|report\/html)/.test(path)),
  ).toEqual([]);
});

test("analyze --format json loads no report", () => {
  const log = smallLog(temporaryFolder());
  const report = (path: string) => /^src\/report\/(build|text|wording|summary|checks)/.test(path);
  expect(loadedBy(["analyze", log, ...fixed, "--quiet", "--format", "json"]).own.filter(report)).toEqual([]);
  expect(loadedBy(["analyze", log, ...fixed, "--quiet"]).own.filter(report)).not.toEqual([]);
});

test("a worker loads what reads and folds, and no scanner before its first line", () => {
  const worker = pathToFileURL(join(dirname(program), "..", "api", "worker.js"));
  // Outside of a worker it refuses when all is imported.
  const { own, packages } = loadedByNode([
    "--input-type=module",
    "-e",
    `import(${JSON.stringify(worker.href)}).catch(() => {})`,
  ]);
  expect(own).toEqual(expect.arrayContaining(["src/engine/serve.ts", "src/analyzers/index.ts", "src/parsers/exim.ts"]));
  expect(own.filter((path) => /^src\/(report\/(build|text|wording)|cli\/program)/.test(path))).toEqual([]);
  expect(scannersIn(own).filter((name) => big.includes(name))).toEqual([]);
  expect(packages).toEqual([]);
});

/** Scanners among the modules, by grammar. */
function scannersIn(own: readonly string[]): readonly string[] {
  const prefix = "src/parsers/generated/";
  return own.flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length, -".ts".length)] : [])).sort();
}

const big = ["dovecot", "exim-mainlog", "dovecot-rules", "exim-mainlog-rules"];

test("a log of Exim loads no scanner of Dovecot's texts, one of Dovecot none of Exim's", () => {
  const exim = loadedBy(["analyze", smallLog(temporaryFolder()), ...fixed, "--quiet"]);
  expect(scannersIn(exim.own).filter((name) => big.includes(name))).toEqual(["exim-mainlog"]);
  const log = join(temporaryFolder(), "dovecot.log");
  writeFileSync(log, "Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Info: Connection closed\n");
  const dovecot = loadedBy(["analyze", log, ...fixed, "--quiet"]);
  expect(scannersIn(dovecot.own).filter((name) => big.includes(name))).toEqual(["dovecot"]);
});

test("the library's parseLine reads both without being told to load anything", () => {
  const parsers = pathToFileURL(join(dirname(program), "..", "parsers", "index.js"));
  const lines = [
    "2026-01-08 13:18:54 1vdpup-000CfU-1V Completed",
    "Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Info: Connection closed",
    "Jan  8 14:00:39 mx1 exim[811]: 1vdpup-000CfU-1V Completed",
  ];
  const code = `import { parseLine } from ${JSON.stringify(parsers.href)};
    console.log(JSON.stringify(${JSON.stringify(lines)}.map((line) => parseLine(line, { tz: "UTC", year: 2026 })?.kind)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(["exim.completed", "dovecot.logout", "exim.completed"]);
});

test("an HTML report loads what it needs", () => {
  const folder = temporaryFolder();
  const { packages } = loadedBy(["report", smallLog(folder), ...fixed, "--quiet", "-o", join(folder, "report.html")]);
  expect(packages).toEqual(expect.arrayContaining(["marked", "sanitize-html", "d3-scale"]));
});
