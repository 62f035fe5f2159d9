import { code } from "../../markdown.ts";
import { statedText } from "../../statement.ts";
import type { Section } from "../section.ts";

/** Documents that the operator names. Their addresses are shown, not linked: nobody has checked them. */
export const documents: Section = {
  id: "documents",
  view({ intervention }) {
    const all = intervention?.documents ?? [];
    if (all.length === 0) return null;
    return { documents: all.map(({ title, where }) => ({ title: statedText(title), where: code(where) })) };
  },
};
