/**
 * `template check` and `report --template`: changed templates are refused with their place, or print a report in which the
 * text of logs, each word of which is marked here, stands in code.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { messageLines } from "../../../src/cli/console.ts";
import { ourTemplates } from "../../../src/cli/eject.ts";
import { readTemplates } from "../../../src/cli/templates.ts";
import { ToolError } from "../../../src/error.ts";
import type { Random } from "../../../src/grammar/random.ts";
import { analyze, buildReport, renderHtml, renderMarkdown } from "../../../src/index.ts";
import { sections } from "../../../src/report/sections/index.ts";
import { outsideWith, plainFaults } from "../../../test/hostile/judges.ts";
import { inputsOf, logsWith, reading } from "../../../test/hostile/logs.ts";
import { tagsOf } from "../../../test/hostile/shapes.ts";
import { hostileFragments } from "../../../test/hostile/strings.ts";
import { newFolder } from "../folder.ts";
import { MARK, mutate } from "../mutate.ts";
import type { Material, Surface } from "../surface.ts";

const ours = ourTemplates(sections.map(({ id }) => id));
const names = [...ours.keys(), "__proto__.mustache", "partials/__proto__.mustache", "partials/constructor.mustache"];
const tags = [...new Set([...ours.values()].flatMap((text) => text.match(/\{\{[^}]*\}\}/g) ?? []))];
const tokens = [
  ...tags, "{{.}}", "{{{.}}}", "{{&.}}", "{{=<% %>=}}", "`", "``", "```\n", "~~~\n", "<b>", "<!-- ", " -->", "<pre>", "<a href=\"", "[", "](", "|", "| --- |\n",
  "\\", "    ", "> ", "- ", "# ", "\n\n", "![", "<", "@", "#", "{{/", "{{#", "{{>", "}}", "**", "$", "&", "<details>", "<script>", "\t",
] as const; // biome-ignore format: a list
const words = hostileFragments.join(" ").split(/\s+/u);
const report = buildReport(await analyze(inputsOf(logsWith(planted, "raw")), { ...reading, jobs: 1 }), reading);

/** Each word begins with the mark: fields get different ones, for a cell shows but some. */
function planted(field: string): string {
  const from = (field.length * 7) % words.length;
  return [...words.slice(from), ...words.slice(0, from)]
    .slice(0, 14)
    .map((word) => MARK + word)
    .join(" ");
}

function make(random: Random): Material {
  const others = [...ours.values()];
  const one = () => {
    const name = random.chance(97) ? random.pick([...ours.keys()]) : random.pick(names);
    const text = mutate(ours.get(name) ?? random.pick(others), { tokens, others }, random, 3);
    return [name, text.replaceAll(MARK, "")] as const;
  };
  return Object.fromEntries([
    ...Array.from({ length: 1 + random.below(3) }, one),
    ["html", random.pick(["no", "yes"])],
  ]);
}

export const surface: Surface = {
  make,
  async judge(material) {
    const folder = newFolder();
    try {
      for (const [name, text] of Object.entries(material)) {
        if (name === "html") continue;
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      return await printed(folder, material.html === "yes");
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function printed(folder: string, isPage: boolean): Promise<readonly string[]> {
  try {
    const { sections: templates, partials } = await readTemplates(folder);
    const options = { templates, partials, templateFolder: folder };
    const outside = outsideWith(renderMarkdown(report, options), (text) => text.includes(MARK));
    const page = isPage ? await renderHtml(report, options) : "<p>";
    const strange = tagsOf(page).filter(
      (tag) => tag.includes(MARK) || /^(?:script|iframe|object)\b|\son[a-z]+/i.test(tag),
    );
    return [
      ...outside.map((raw) => `log text outside of code: ${raw}`),
      ...strange.map((tag) => `strange tag: ${tag}`),
    ];
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const says = error.message;
    const isPlaced = error.code === "usage" || /^:\d+:\d+: ./.test(says.slice(says.indexOf(".mustache") + 9));
    return [
      ...(isPlaced && says.startsWith(folder) ? [] : [`mistake without a place: ${says}`]),
      ...plainFaults(messageLines(says)),
    ];
  }
}
