/**
 * The Markdown report as parts of HTML: one for what stands before the first `##`, one for each `##`. Ids and the order
 * of headings come from here, so nothing that a log says names an anchor, and charts find their place by structure.
 */
import { Lexer, type Token, type Tokens, walkTokens } from "marked";
import { plainText, renderTokens } from "./blocks.ts";

/** One `##` with all below it. HTML here is as marked wrote it: not sanitised yet. */
export interface Part {
  /** Id and words of its heading, or null for what stands before the first. */
  readonly heading: { readonly id: string; readonly html: string; readonly plain: string } | null;
  readonly html: string;
}

export interface Outline {
  /** Plain text of the h1; "" when the Markdown does not begin with one. */
  readonly title: string;
  readonly parts: readonly Part[];
  /** Ids that headings of the Markdown were given; any other id is a stranger's. */
  readonly ids: ReadonlySet<string>;
}

/** A heading after the outline saw it: `depth` is the one to print. */
export interface PlacedHeading extends Tokens.Heading {
  id?: string;
}

/** Code too long to be read in passing: the page shows it when asked, named by the heading that it stands under. */
export interface LongCode extends Tokens.Code {
  under?: string;
}

const MOST_LINES = 25;

/** Reads Markdown (GitHub's flavour). One h1, no level left out. */
export function outlineOf(markdown: string): Outline {
  const tokens = new Lexer({ gfm: true }).lex(markdown);
  const headings: PlacedHeading[] = [];
  let folded = 0;
  walkTokens([...tokens], (token) => {
    if (token.type === "heading") headings.push(token as PlacedHeading);
    else if (token.type === "html") folded += opened(token.raw);
    else if (token.type === "code" && folded <= 0 && token.text.split("\n").length > MOST_LINES)
      (token as LongCode).under = plainText(headings[headings.length - 1]?.tokens ?? []);
  });
  const ids = new Set<string>();
  const titled = headings[0]?.depth === 1;
  let last = titled ? 0 : 1;
  headings.forEach((heading, at) => {
    const wanted = at > 0 && heading.depth === 1 ? 2 : heading.depth;
    heading.depth = Math.min(wanted, last + 1, 4);
    heading.id = `part-${at + 1}`;
    last = heading.depth;
    ids.add(heading.id);
  });
  return {
    title: titled ? plainText(headings[0]?.tokens ?? []) : "",
    parts: groups(tokens).map(({ heading, tokens: inside }) => ({
      heading:
        heading === null
          ? null
          : {
              id: heading.id ?? "",
              html: renderTokens([{ type: "paragraph", raw: "", text: "", tokens: heading.tokens }]),
              plain: plainText(heading.tokens),
            },
      html: renderTokens(inside),
    })),
    ids,
  };
}

/** How many more `<details>` a piece of HTML opens than it closes: what stands in one is folded already. */
function opened(html: string): number {
  return (html.match(/<details\b/gi)?.length ?? 0) - (html.match(/<\/details\b/gi)?.length ?? 0);
}

interface Group {
  readonly heading: PlacedHeading | null;
  readonly tokens: Token[];
}

function groups(tokens: readonly Token[]): readonly Group[] {
  const all: Group[] = [{ heading: null, tokens: [] }];
  for (const token of tokens) {
    if (token.type === "heading" && token.depth === 2) all.push({ heading: token as PlacedHeading, tokens: [] });
    all[all.length - 1]?.tokens.push(token);
  }
  return all;
}
