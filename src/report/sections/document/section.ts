import { utc } from "../../format.ts";
import { code, Markdown, text } from "../../markdown.ts";
import { statedPlace, statedText } from "../../statement.ts";
import { limited, type Section } from "../section.ts";

/** Version, dates and sign-off of the document, and what a person still has to fill in. */
export const document: Section = {
  id: "document",
  view(report, { maxRows }) {
    const { intervention } = report;
    if (intervention === null) return null;
    const { version, lastUpdated, nextReview } = intervention.document;
    const { rows, more } = limited(intervention.todos, maxRows);
    const or = (value: string | null, otherwise: string) => (value === null ? text(otherwise) : statedText(value));
    return {
      rows: [
        { label: "Document version", value: or(version, "not stated") },
        { label: "Last updated", value: or(lastUpdated, utc(report.generatedAt)) },
        { label: "Next review", value: or(nextReview, "not stated") },
      ],
      todos: rows.length > 0 && {
        count: intervention.todos.length,
        items: rows.map(({ path, hint, at }) => ({
          path: code(path),
          hint: hint !== "" && statedText(hint),
          where: statedPlace(at),
        })),
        more,
      },
      signOff: intervention.signOff.length > 0 && {
        rows: intervention.signOff.map(({ name, role, at }) => ({
          name: statedText(name),
          role: role === null ? new Markdown("–") : statedText(role),
          when: at === null ? new Markdown("**not signed yet**") : statedText(at),
        })),
      },
    };
  },
};
