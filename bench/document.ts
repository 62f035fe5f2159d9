/**
 * Writes the tables of docs/performance.md from bench/results.jsonl: of each part the newest run, between
 * `<!-- NAME -->` and `<!-- /NAME -->`. The sentences around them are written by hand.
 *
 *   tsx bench/document.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Occasion, Part, Stored, Verdict } from "./figure.ts";
import { stored } from "./store.ts";
import { machineText, tables } from "./table.ts";

export const documentPath = fileURLToPath(new URL("../docs/performance.md", import.meta.url));

const parts: readonly Part[] = ["ratios", "sizes", "jobs", "open", "equal"];

/**
 * The document with its tables made anew. Pure.
 *
 * @throws Error when a part's marks are missing
 */
export function refreshed(document: string, results: readonly Stored[]): string {
  return parts.reduce((text, part) => replaced(text, part, tableOf(part, results)), document);
}

/** The newest run's findings of a part, its verdicts with those of its repetitions; a sentence when there are none. */
function tableOf(part: Part, results: readonly Stored[]): string {
  const all = results.filter((one) => one.part === part);
  const last = all.at(-1);
  if (last === undefined) return `Not measured yet: \`npm run bench -- ${part}\`.`;
  const alike = all.filter(({ command, commit }) => command === last.command && commit === last.commit);
  const figures = alike.filter((one) => one.type === "figure" && one.at === last.at);
  const verdicts = alike.filter((one): one is Occasion & Verdict => one.type === "verdict");
  const runs = new Set(alike.map(({ at }) => at)).size;
  const times = runs === 1 ? "" : `; ${runs} runs, the figures are of the last`;
  const when = `${last.at.slice(0, 10)}, commit ${last.commit}, \`${last.command}\`, on ${machineText(last.machine)}${times}:`;
  return `${when}\n\n${tables([...figures, ...together(verdicts)])}`;
}

/** Verdicts on the same promise as one: it is held when it was held each time. */
function together(verdicts: readonly Verdict[]): readonly Verdict[] {
  const groups = new Map<string, Verdict[]>();
  for (const one of verdicts) {
    const key = `${one.log} ${one.promise}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Verdict];
    const measured = [...new Set(group.map((one) => one.measured))].join(", ");
    const held = group.some((one) => one.held === false) ? false : group.every((one) => one.held) ? true : null;
    return { ...first, measured, held };
  });
}

function replaced(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/performance.md has no ${begin} before ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(documentPath, refreshed(readFileSync(documentPath, "utf8"), stored()));
