import type { Analysis } from "../../../analyzers/analysis.ts";
import type { Intervention } from "../../../knowledge/intervention.ts";
import { between, capital, count, duration, utc } from "../../format.ts";
import { notChecked } from "../../inputs.ts";
import { cell, code, concat, joined, type Markdown, text } from "../../markdown.ts";
import { statedPlace, statedText } from "../../statement.ts";
import { type Section, sourceName } from "../section.ts";

/** Title, period, sources, tool, status. */
export const header: Section = {
  id: "header",
  view(report, { maxRows, mode }) {
    const { window, sources, tool, mail } = report.analysis;
    const { host } = mail;
    const { intervention } = report;
    const shown = sources
      .slice(0, maxRows)
      .map((source) => concat([sourceName(source.name), ` (${count(source.lines, "line")})`]));
    const more = sources.length > maxRows ? `and ${count(sources.length - maxRows, "more file")}` : "";
    const versions = [
      host.eximVersion === null ? "" : `Exim ${host.eximVersion}`,
      host.dovecotVersion === null ? "" : `Dovecot ${host.dovecotVersion}`,
    ];
    const known = versions.filter((one) => one !== "");
    const panel = host.panel === null || host.panel === "debian" ? "" : `, ${PANELS[host.panel]}`;
    return {
      title: intervention?.title == null ? text("Mail server incident report") : statedText(intervention.title),
      stated: intervention === null ? [] : statedRows(intervention),
      redaction: report.redaction !== null && text(report.redaction.note),
      hasStated: intervention !== null,
      todos: intervention !== null && intervention.todos.length > 0 && todoText(intervention),
      dates:
        intervention?.title == null &&
        (window.from === null || window.to === null ? false : dates(window.from, window.to)),
      period:
        window.from === null || window.to === null
          ? "no time stamp in these logs"
          : `${second(window.from)} to ${second(window.to)} (${duration(between(window.from, window.to))})`,
      reported: reportedWindow(window),
      sources: sources.length === 0 ? cell(null) : joined(more === "" ? shown : [...shown, text(more)], ", "),
      software:
        known.length === 0 && panel === ""
          ? "versions are not in the logs"
          : `${known.length === 0 ? "versions not in the logs" : known.join(", ")}${panel}`,
      status: report.statusText,
      notChecked: notChecked(report.analysis).map((sentence) => ({ sentence })),
      steps: report.issues.length > 0,
      brief: mode === "summary",
      made: `${second(report.generatedAt)} by ${tool.name} ${tool.version}`,
    };
  },
};

/** The document's own head, as the operator states it. */
function statedRows(intervention: Intervention): readonly { readonly label: string; readonly value: Markdown }[] {
  return (["date", "system", "author", "severity", "status"] as const).flatMap((key) => {
    const value = intervention[key];
    if (value === null) return [];
    const label = key === "status" ? "Status, as stated" : capital(key);
    return [{ label, value: statedText(value) }];
  });
}

/** Fields named in the header; the document's own section has them all. */
const NAMED = 5;

function todoText({ todos }: Intervention): Markdown {
  const shown = todos.slice(0, NAMED).map(({ path, at }) => concat([code(path), " (", statedPlace(at), ")"]));
  const more = todos.length - shown.length;
  return joined([...shown, ...(more > 0 ? [text(`and ${more} more`)] : [])], ", ");
}

/** What was asked for with `--since` and `--until`; false when the whole logs were. */
function reportedWindow(window: Analysis["window"]): string | false {
  const { since = null, until = null }: { readonly since?: string | null; readonly until?: string | null } = window;
  if (since === null && until === null) return false;
  const start = since === null ? "from the beginning of the logs" : `from ${second(since)}`;
  const end = until === null ? "to the end of the logs" : `to ${second(until)}`;
  return `${start} ${end}. Figures of the queue, of delays and of before and after are of the whole logs`;
}

/** An instant to the second: milliseconds of a log's bounds help nobody. */
function second(iso: string): string {
  return utc(iso.replace(/\.\d+Z$/, "Z"));
}

const PANELS = { hestia: "HestiaCP", cpanel: "cPanel", directadmin: "DirectAdmin" } as const;

function dates(from: string, to: string): string {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  return first === last ? first : `${first} to ${last}`;
}
