/**
 * Writes the reference: every event kind with its fields, every dialect and every grammar rule, each with sample
 * lines, and railroad diagrams. A test keeps what is committed equal to what this makes.
 *
 *   npm run reference
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { grammarNames, readGrammar } from "./grammar-files.ts";
import { eventsPage } from "./reference/events-page.ts";
import { grammarFiles, rulesOf } from "./reference/grammar-rules.ts";
import { grammarsPage } from "./reference/grammars-page.ts";
import { railroadPage } from "./reference/railroad.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Path below the repository's root, and text, of every file of the reference. */
export async function referenceFiles(): Promise<ReadonlyMap<string, string>> {
  const comments = new Map(grammarFiles().flatMap((file) => rulesOf(file).map((rule) => [rule.name, rule.comments])));
  const files = new Map<string, string>([
    ["docs/reference/events.md", await eventsPage()],
    ["docs/reference/grammars.md", grammarsPage()],
  ]);
  for (const name of grammarNames()) {
    const page = railroadPage(readGrammar(name).grammar, (rule) => comments.get(rule) ?? []);
    files.set(`railroad/${name}.html`, page);
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await referenceFiles()) {
    mkdirSync(dirname(`${root}${path}`), { recursive: true });
    writeFileSync(`${root}${path}`, text);
    process.stdout.write(`${path}: ${Math.ceil(Buffer.byteLength(text) / 1024)} KiB\n`);
  }
}
