/** Blocks of TypeScript: their types are checked against the built package, then they run in their page's folder. */
import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import type { Block } from "./blocks.ts";
import type { Host } from "./host.ts";

/** A block as a module of its page's folder. */
export interface Module {
  readonly block: Block;
  readonly folder: string;
  readonly path: string;
}

/** Writes a page's blocks: `file=NAME` lets another block import it. */
export function writeModules(host: Host, blocks: readonly Block[]): readonly Module[] {
  if (blocks.length === 0) return [];
  writeFileSync(join(host.home, "package.json"), '{ "type": "module" }\n');
  for (const name of ["vitest", "@types"])
    symlinkSync(resolve("node_modules", name), join(host.home, "node_modules", name));
  return blocks.map((block) => {
    const path = join(host.home, block.asks.get("file") ?? `block-${block.line}.ts`);
    writeFileSync(path, `${block.text}\nexport {};\n`);
    return { block, folder: host.home, path };
  });
}

/** What the compiler says, `file:line` as in the pages. */
export function typeErrors(modules: readonly Module[]): readonly string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    typeRoots: [resolve("node_modules/@types")],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const checked = ts.createProgram(
    modules.map(({ path }) => path),
    options,
  );
  return ts.getPreEmitDiagnostics(checked).map(({ file, start = 0, messageText }) => {
    const block = modules.find(({ path }) => path === file?.fileName)?.block;
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    const where = block === undefined ? file?.fileName : `${block.file}:${block.line + line}`;
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

/** What each module printed, or how it failed. */
export interface ModuleRun {
  readonly out: string;
  readonly error: string | null;
}

const runner = `
const [modules] = JSON.parse(process.argv[2]);
const write = process.stdout.write;
const runs = [];
for (const { folder, path } of modules) {
  process.chdir(folder);
  const run = { out: "", error: null };
  process.stdout.write = (text) => ((run.out += text), true);
  try { await import(path); } catch (error) { run.error = String(error?.stack ?? error); }
  runs.push(run);
}
process.stdout.write = write;
process.stdout.write(JSON.stringify(runs), () => process.exit(0));
`;

/** Runs all modules, one after the other, in one process. */
export function runModules(host: Host, modules: readonly Module[]): readonly ModuleRun[] {
  const path = join(host.root, "runner.mjs");
  writeFileSync(path, runner);
  const list = JSON.stringify([modules.map(({ folder, path: module }) => ({ folder, path: module }))]);
  const done = spawnSync(process.execPath, ["--import", resolve("node_modules/tsx/dist/esm/index.mjs"), path, list], {
    encoding: "utf8",
    env: { ...process.env, TZ: "UTC", NO_COLOR: "1" },
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(`the blocks of TypeScript ended with ${done.status}\n${done.stderr}`);
  return JSON.parse(done.stdout);
}
