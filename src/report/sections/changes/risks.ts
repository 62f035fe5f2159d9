/** What the changes may break: as stated, and what the trade knows of changes like them. */
import type { Action, Intervention } from "../../../knowledge/intervention.ts";
import { harmfulIn, harmfulInFile } from "../../harmful/index.ts";
import { concat, type Markdown, text } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { statedMark, statedText } from "../../statement.ts";

/** One entry a risk or a way back, in the order of the actions. */
export function risksOf(intervention: Intervention): readonly Markdown[] {
  return intervention.actions.flatMap((action, at) => [
    ...statedRisks(action, at + 1),
    ...knownRisks(action, at + 1),
    ...rollback(action, at + 1),
  ]);
}

function statedRisks(action: Action, number: number): readonly Markdown[] {
  return action.risks.map((risk) =>
    concat([`**Action ${number}:** `, statedText(risk), " ", statedMark(action.where)]),
  );
}

/** Measures that are well known to harm, in the files and commands as stated. */
function knownRisks({ files, commands, does }: Action, number: number): readonly Markdown[] {
  const harms = [...files.flatMap(harmfulInFile), ...harmfulIn([does, ...commands].join("\n"))];
  return [...new Map(harms.map((harm) => [harm.id, harm])).values()].map(({ what, why }) =>
    concat([`**Action ${number}, known to harm:** `, proseMarkdown(what), " ", proseMarkdown(why)]),
  );
}

function rollback({ rollback: way, files, where }: Action, number: number): readonly Markdown[] {
  const label = `**Action ${number}, way back:** `;
  if (way !== null) return [concat([label, statedText(way), " ", statedMark(where)])];
  const changed = files.filter((file) => file.is === "changed");
  return changed.length > 0 && changed.every((file) => file.backup === null)
    ? [concat([label, text("not stated, and no backup is named for the changed files.")])]
    : [];
}
