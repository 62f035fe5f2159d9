/** What is loaded for a run, as structure and not as time: docs/adr/0019-start-up.md has the times. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fixed, program, smallLog, temporaryFolder } from "./spawned.ts";

/** Prints the address of each module that the process loads. */
const listing = dataUrl(`import { register } from "node:module";
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
  const { status, stderr } = spawnSync(process.execPath, ["--import", listing, program, ...args], {
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

test("analyze of a small log: no YAML, no schema, no HTML, no worker", () => {
  const { own, packages } = loadedBy(["analyze", smallLog(temporaryFolder()), ...fixed, "--quiet"]);
  expect(packages).toContain("yargs");
  expect(own).toContain("src/cli/program.ts");
  expect(packages.filter((name) => heavy.includes(name))).toEqual([]);
  expect(
    own.filter((path) => /^src\/(api\/(worker|explain|verify)|trace|verify|redact|report\/html)/.test(path)),
  ).toEqual([]);
});

test("an HTML report loads what it needs", () => {
  const folder = temporaryFolder();
  const { packages } = loadedBy(["report", smallLog(folder), ...fixed, "--quiet", "-o", join(folder, "report.html")]);
  expect(packages).toEqual(expect.arrayContaining(["marked", "sanitize-html", "d3-scale"]));
});
