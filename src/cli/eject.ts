import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ToolError } from "../error.ts";
import { builtInPartial, builtInPartialNames, builtInTemplate } from "../knowledge/builtin.ts";
import { writeOutputs } from "./output.ts";

/** Our templates by the path that they have in a user's folder, sections first, in the order of the report. */
export function ourTemplates(ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...ids.map((id) => [`${id}.mustache`, builtInTemplate(id)] as const),
    ...builtInPartialNames.map((name) => [`partials/${name}.mustache`, builtInPartial(name)] as const),
  ]);
}

/**
 * Copies our templates into a folder, with a README that says how to use them. Nothing is written unless all can be.
 *
 * @param force overwrites files that are there.
 * @returns the paths written.
 * @throws ToolError `usage`.
 */
export async function ejectTemplates(
  folder: string,
  ids: readonly string[],
  force: boolean,
): Promise<readonly string[]> {
  const files = [...ourTemplates(ids), ["README.md", readme(folder)] as const].map(
    ([path, text]) => [join(folder, path), text] as const,
  );
  const taken: string[] = [];
  for (const [path] of files) if (!force && (await stat(path).catch(() => undefined)) !== undefined) taken.push(path);
  if (taken.length > 0)
    throw new ToolError(
      "usage",
      `${taken.slice(0, 3).join(", ")}${taken.length > 3 ? ` and ${taken.length - 3} more` : ""}: there already; name another folder, or overwrite with --force`,
    );
  try {
    for (const [path] of files) await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw new ToolError("usage", `${folder}: cannot be written (${error instanceof Error ? error.message : error})`);
  }
  await writeOutputs(files.map(([path, text]) => ({ path, text, option: "template eject" })));
  return files.map(([path]) => path);
}

function readme(folder: string): string {
  return `# Templates of the mailmortem report

Each \`<section>.mustache\` prints one section, \`partials/<name>.mustache\` what several sections share (\`{{> name}}\`).
Change what you need and delete the rest: a section without a file here is printed with the template of the program,
and gets its improvements.

    mailmortem template check ${folder}
    mailmortem report /var/log/exim4/mainlog* --template ${folder} -o report.md

- A tag is \`{{name}}\`, a block or list \`{{#name}} … {{/name}}\`, its opposite \`{{^name}} … {{/name}}\`, a comment
  \`{{! text }}\`. There is nothing else: https://mustache.github.io/mustache.5.html
- The names of each section, with an example, stand in docs/templates.md of the program.
- Values come escaped for Markdown. Write them in running text, headings, lists and table cells, without backticks
  around them; not in HTML tags, links, comments or fences. The program refuses such a template and says where.
`;
}
