import type { Intervention, PreventiveMeasure } from "../../../knowledge/intervention.ts";
import { changedLines } from "../../config-diff.ts";
import { list } from "../../format.ts";
import { type Harm, harmfulIn, harmfulInFile } from "../../harmful/index.ts";
import { code, type FenceInfo, fence, text } from "../../markdown.ts";
import type { PreventiveFile } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
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
      made: files.length > 0 && { files: files.map(fileView) },
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

function fileView({ path, purpose, language, content, mode, install, issues }: PreventiveFile): object {
  return {
    path: code(path),
    purpose: proseMarkdown(purpose),
    answers: text(`For ${issues.length === 1 ? "issue" : "issues"} ${list(issues.map(String))}. Mode ${mode}.`),
    lines: fence(content.trimEnd().split("\n"), INFO[language]),
    install: fence(install, "sh"),
  };
}
