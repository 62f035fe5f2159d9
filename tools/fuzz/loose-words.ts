/**
 * Words of a report outside of code. Plain words of a log may stand there (report/markdown.ts, `text`); a word with a
 * character that GitHub or GitLab make more of may not: whatever they find there, a stranger could have written.
 */
import { outsideWith } from "../../test/hostile/judges.ts";

/** Letters, digits, and the marks that end, join and enclose words. */
const PLAIN = /^[\p{L}\p{N}\p{M}.,'’"”“‘«»()/:;!?…+%–—-]*$/u;
/** Plain by their characters, and yet a link or an emoji; an issue or a commit. */
const MORE = /\/\/|:(?=[\d+_-]*[a-z])[a-z\d+_-]+:/i;
const REFERENCE = /^www\.|^GH-\d|^(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}$/i;
const AROUND = /^["'(“‘«]+|[)"'”’».,;:!?…]+$/gu;
/** Our own HTML; an escaped mark, which stays a mark. */
const OWN = /<\/?(?:details|summary|br)>|\\[!-/:-@[-`{-~]/g;

/** Words that may not stand outside of code. */
export function looseWords(markdown: string): readonly string[] {
  const found = new Set<string>();
  outsideWith(markdown, (text) => {
    for (const word of text.replace(OWN, " ").split(/\s+/u))
      if (word.length > 1 && (!PLAIN.test(word) || MORE.test(word) || REFERENCE.test(word.replace(AROUND, ""))))
        found.add(word);
    return false;
  });
  return [...found];
}
