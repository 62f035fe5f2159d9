/** Reads grammars/ for the tools and the tests: src/grammar itself touches no files. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ToolError } from "../src/error.ts";
import { buildGrammar } from "../src/grammar/build.ts";
import type { Grammar } from "../src/grammar/ir.ts";
import { type LoadedGrammar, loadGrammar } from "../src/grammar/load.ts";
import { type Starts, startsOf } from "../src/grammar/starts.ts";

const root = new URL("..", import.meta.url);

export interface GrammarFile {
  readonly loaded: LoadedGrammar;
  readonly grammar: Grammar;
  readonly starts: Starts;
}

/** The grammars that starts.json names. */
export function grammarNames(): readonly string[] {
  return Object.keys(readJson("grammars/starts.json"));
}

/** @throws ToolError with file and line */
export function readGrammar(name: string): GrammarFile {
  const file = "grammars/starts.json";
  const entry = readJson(file)[name];
  if (entry === undefined) throw new ToolError("grammar", `there is no grammar ${name}`, { file });
  const starts = startsOf(name, entry, file);
  const loaded = loadGrammar(readText(`grammars/${name}.ne`), `grammars/${name}.ne`, (other) =>
    readText(`grammars/${other}`),
  );
  return { loaded, grammar: buildGrammar(name, loaded), starts };
}

/** A JSON object below the project's root. */
export function readJson(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readText(path));
}

function readText(path: string): string {
  try {
    return readFileSync(fileURLToPath(new URL(path, root)), "utf8");
  } catch {
    throw new ToolError("grammar", "cannot be read", { file: path });
  }
}
