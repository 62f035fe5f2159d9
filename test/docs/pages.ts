/** The Markdown files of the repository. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Made from other files, with tests of their own (test/reference.test.ts); their blocks are thousands. */
const generated = /^docs\/reference\//;
/** Not of the repository, or made of logs. */
const outside = /(?:^|\/)(?:node_modules|dist|coverage|mailmortem-demo|railroad|expected|golden|data|\.[^/]*)(?:\/|$)/;

/** README.md and the pages of `docs/` that people write. */
export function documentedPages(): readonly string[] {
  return ["README.md", ...below("docs").filter((path) => !generated.test(path))];
}

/** Every Markdown file whose links people follow. */
export function linkedPages(): readonly string[] {
  return below(".").map((path) => path.replace(/^\.\//, ""));
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (outside.test(path)) return [];
      return entry.isDirectory() ? below(path) : entry.name.endsWith(".md") ? [path] : [];
    })
    .sort();
}
