import { utc } from "../../format.ts";
import { code, Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { statedText } from "../../statement.ts";
import type { Section } from "../section.ts";

const none = new Markdown("–");
const orNone = (value: string | null): Markdown => (value === null || value === "" ? none : statedText(value));

/** Domains and services as the operator states them; a snapshot of the host would show them. */
export const status: Section = {
  id: "status",
  view(report) {
    const { intervention } = report;
    if (intervention === null || intervention.domains.length + intervention.services.length === 0) return null;
    return {
      domains: intervention.domains.length > 0 && {
        rows: intervention.domains.map(({ name, accounts, status: state, notes }) => ({
          name: code(name),
          accounts: orNone(accounts),
          status: orNone(state),
          notes: orNone(notes),
        })),
      },
      services: intervention.services.length > 0 && {
        rows: intervention.services.map(({ name, status: state, memory, notes }) => ({
          name: statedText(name),
          status: orNone(state),
          memory: orNone(memory),
          seen: lastSeen(name, report),
          notes: orNone(notes),
        })),
      },
    };
  },
};

/** The last line of the program's own log, which is no proof that it runs now. */
function lastSeen(name: string, { analysis }: Report): Markdown {
  const dialect = /exim/i.test(name) ? "exim" : /dovecot/i.test(name) ? "dovecot" : null;
  const ends = analysis.sources.flatMap(({ dialect: spoken, to }) =>
    dialect !== null && to !== null && spoken.split("+").includes(dialect) ? [to] : [],
  );
  const last = ends.sort().at(-1);
  return last === undefined ? none : text(utc(last));
}
