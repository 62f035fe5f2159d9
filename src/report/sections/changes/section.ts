import type { Action, ChangedFile, Intervention } from "../../../knowledge/intervention.ts";
import { changedLines } from "../../config-diff.ts";
import { bare } from "../../format.ts";
import { code, fence, Markdown, text } from "../../markdown.ts";
import { statedLines, statedPlace, statedText } from "../../statement.ts";
import { limited, type Section, where } from "../section.ts";
import { risksOf } from "./risks.ts";

const DAEMONS = { exim: "Exim", dovecot: "Dovecot" } as const;
const WHAT = { start: "started", stop: "stopped", reload: "read its configuration again" } as const;

/** What the operator did, with files and risks; the daemon restarts of that time, which are all that a log shows of it. */
export const changes: Section = {
  id: "changes",
  view(report, { maxRows }) {
    const { intervention } = report;
    const actions = intervention?.actions ?? [];
    const ended = report.issues.some((issue) => issue.cause.verdict.is === "resolved");
    if (!ended && actions.length === 0) return null;
    const shown = limited(report.candidates, maxRows);
    const done = limited(actions, maxRows);
    const risks = intervention === null ? [] : risksOf(intervention);
    return {
      actions: done.rows.length > 0 && { rows: done.rows.map(actionView), more: done.more },
      commands: done.rows.flatMap(({ commands }, at) =>
        commands.length === 0 ? [] : [{ number: at + 1, lines: fence(statedLines(...commands), "sh") }],
      ),
      files: filesOf(intervention).map(fileView),
      risks: risks.length > 0 && { rows: risks.map((risk) => ({ risk })) },
      candidates: shown.rows.length > 0 && {
        rows: shown.rows.map((one) => ({
          time: text(bare(one.at)),
          daemon: DAEMONS[one.daemon],
          what: WHAT[one.what],
          issue: one.issue,
          line: where(one.seen),
        })),
        more: shown.more,
      },
    };
  },
};

function actionView(action: Action, at: number): object {
  return {
    number: at + 1,
    time: text(bare(action.at)),
    does: action.does === "" ? new Markdown("**not stated yet**") : statedText(action.does),
    kind: text(action.kind ?? "not stated"),
    where: statedPlace(action.where),
  };
}

/** Files of all actions, in their order. */
function filesOf(intervention: Intervention | null): readonly ChangedFile[] {
  return (intervention?.actions ?? []).flatMap(({ files }) => files);
}

function fileView(file: ChangedFile): object {
  const changed = changedLines(file);
  return {
    path: code(file.path),
    is: file.is,
    purpose: file.purpose !== null && statedText(file.purpose),
    backup: file.backup !== null && code(file.backup),
    lines: changed !== null && fence(changed.lines, changed.info),
  };
}
