/** What the changes may break: as stated, and what the trade knows of changes like them. */
import type { Action, Intervention } from "../../../knowledge/intervention.ts";
import { concat, type Markdown, text } from "../../markdown.ts";
import { statedMark, statedText } from "../../statement.ts";

/** One entry a risk or a way back, in the order of the actions. */
export function risksOf(intervention: Intervention): readonly Markdown[] {
  return intervention.actions.flatMap((action, at) => [...statedRisks(action, at + 1), ...rollback(action, at + 1)]);
}

function statedRisks(action: Action, number: number): readonly Markdown[] {
  return action.risks.map((risk) =>
    concat([`**Action ${number}:** `, statedText(risk), " ", statedMark(action.where)]),
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
