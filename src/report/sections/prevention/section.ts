import type { Intervention, PreventiveMeasure } from "../../../knowledge/intervention.ts";
import { changedLines } from "../../config-diff.ts";
import { list } from "../../format.ts";
import { type Harm, harmfulIn, harmfulInFile } from "../../harmful/index.ts";
import { code, type FenceInfo, fence, type Markdown, text } from "../../markdown.ts";
import type { PreventiveFile } from "../../model.ts";
import { prose, proseMarkdown } from "../../prose.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import type { Section } from "../section.ts";

const INFO: Readonly<Record<PreventiveFile["language"], FenceInfo>> = {
  bash: "bash",
  ini: "ini",
  conf: "text",
  cron: "text",
};

/** What keeps it from coming back: the operator's measures, each beside what is known to harm, and files made for this incident. */
export const prevention: Section = {
  id: "prevention",
  view({ intervention, prevention: files }) {
    const measures = intervention?.preventive ?? [];
    if (measures.length === 0 && files.length === 0) return null;
    return {
      stated: intervention !== null &&
        measures.length > 0 && { measures: measures.map((one, at) => measureView(one, at, intervention)) },
      made: files.length > 0 && { files: files.map((file) => fileView(file, statedAt(file.path, intervention))) },
    };
  },
};

function measureView(measure: PreventiveMeasure, at: number, intervention: Intervention): object {
  const { title, purpose, installed, file } = measure;
  const changed = file === null ? null : changedLines(file);
  const harms = [
    ...harmfulIn([title, purpose ?? "", installed ?? ""].join("\n")),
    ...(file === null ? [] : harmfulInFile(file)),
  ];
  return {
    title: statedText(title),
    where: statedMark(placeIn(intervention, `preventive.${at}`)),
    purpose: purpose !== null && statedText(purpose),
    installed: installed !== null && statedText(installed),
    path: file !== null && { path: code(file.path), is: file.is },
    lines: changed !== null && fence(changed.lines, changed.info),
    harms: harms.length > 0 && { rows: unique(harms).map(harmView) },
  };
}

function harmView({ what, why }: Harm): object {
  return { what: proseMarkdown(what), why: proseMarkdown(why) };
}

function unique(harms: readonly Harm[]): readonly Harm[] {
  return [...new Map(harms.map((harm) => [harm.id, harm])).values()];
}

/** Where the operator states to have put a file of this path: `action 2` with its place; null where nobody does. */
function statedAt(path: string, intervention: Intervention | null): Collision | null {
  for (const [at, action] of (intervention?.actions ?? []).entries()) {
    const file = action.files.find((one) => one.path === path && one.is !== "removed");
    if (file !== undefined) return { is: file.is, by: `action ${at + 1}` };
  }
  for (const [at, { file }] of (intervention?.preventive ?? []).entries())
    if (file?.path === path && file.is !== "removed") return { is: file.is, by: `preventive measure ${at + 1}` };
  return null;
}

interface Collision {
  readonly is: string;
  readonly by: string;
}

/** Settings of a configuration file of ours, each once: `vsz_limit = 2048M`. */
function settingsIn({ language, content }: PreventiveFile): readonly string[] {
  if (language !== "conf") return [];
  const lines = content.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => !line.startsWith("#") && line.includes(" = ")))];
}

function comparison(file: PreventiveFile, { is, by }: Collision): Markdown {
  const settings = settingsIn(file).flatMap((one, at) => (at === 0 ? [{ code: one }] : [", ", { code: one }]));
  return proseMarkdown(
    prose(
      `The operator states to have ${is} this file (${by}). Do not install this one over it: compare them`,
      ...(settings.length === 0
        ? [", and keep what both need."]
        : ["; here ", ...settings, settings.length === 1 ? " is proposed." : " are proposed."]),
    ),
  );
}

function fileView(file: PreventiveFile, stated: Collision | null): object {
  const { path, purpose, language, content, mode, issues } = file;
  // what only looks stays; putting the file in its place does not
  const install = stated === null ? file.install : file.install.filter((one) => !/\binstall -o root\b/.test(one));
  return {
    stated: stated !== null && comparison(file, stated),
    path: code(path),
    purpose: proseMarkdown(purpose),
    answers: text(`For ${issues.length === 1 ? "issue" : "issues"} ${list(issues.map(String))}. Mode ${mode}.`),
    lines: fence(content.trimEnd().split("\n"), INFO[language]),
    install: install.length > 0 && fence(install, "sh"),
  };
}
