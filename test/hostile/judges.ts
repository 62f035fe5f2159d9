/** What is wrong with an output, as sentences: for the tests of this folder and for the fuzzer, which has no vitest. */
import type { Token } from "marked";
import { allTokens } from "../report/support/markdown-reader.ts";
import { OWN_TOKENS, tagsOf, targetsOf } from "./shapes.ts";

/** Where the references of remedies lead. */
const OURS = /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com|pages\.nist\.gov)\//;
const ACTIVE = /^(?:script|iframe|object|embed|img|image|link|base|form|use|foreignobject|animate|set)\b/i;

/** Controls other than line feeds, whatever a person could not see, and lone surrogates. */
const MOVES = /(?!\n|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** The text around the first character that a terminal would obey or nobody could see; null when there is none. */
export function movesAt(text: string): string | null {
  const at = text.search(MOVES);
  return at < 0 ? null : text.slice(Math.max(0, at - 80), at + 20);
}

/** The text without the colours of ours: bold, faint, red, yellow, cyan, green, and their ends. */
export function ownEscapes(text: string): string {
  return text.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, "");
}

/** Kinds of tokens that we do not make. */
export function strangeTokens(markdown: string): readonly string[] {
  return [...new Set(allTokens(markdown).map(({ type }) => type))].filter((type) => !OWN_TOKENS.has(type));
}

/** Addresses of links and pictures that are not ours. */
export function strangeTargets(markdown: string): readonly string[] {
  return targetsOf(markdown).filter((href) => !OURS.test(href));
}

/** Elements that load or run, handlers of events, addresses that are neither ours nor places in the page. */
export function strangeTags(tags: readonly string[]): readonly string[] {
  const addresses = tags.flatMap((tag) =>
    [...tag.matchAll(/\b(?:href|src)=(\S*)/g)].map(([, address = ""]) => address),
  );
  return [
    ...tags.filter((tag) => ACTIVE.test(tag) || /\son[a-z]+/i.test(tag)),
    ...addresses.filter((address) => !OURS.test(address) && !/^#[a-z0-9-]+$/.test(address)),
  ];
}

/** What a report in Markdown has that it may not have; each fault begins with its kind and a colon. */
export function markupFaults(markdown: string): readonly string[] {
  return [
    ...strangeTokens(markdown).map((type) => `strange token: ${type}`),
    ...strangeTargets(markdown).map((href) => `strange address: ${href}`),
    ...plainFaults(markdown),
  ];
}

/** The same of a page in HTML. */
export function pageFaults(html: string): readonly string[] {
  try {
    return [...strangeTags(tagsOf(html)).map((tag) => `strange tag: ${tag}`), ...plainFaults(html)];
  } catch (error) {
    return [`strange tag: ${error instanceof Error ? error.message : error}`];
  }
}

/** The same of what a terminal gets. */
export function plainFaults(text: string): readonly string[] {
  const found = movesAt(text);
  return found === null ? [] : [`not plain: ${found}`];
}

/** Texts outside of code spans and fences, as they are written, that `holds` is true of. */
export function outsideWith(markdown: string, holds: (text: string) => boolean): readonly string[] {
  return allTokens(markdown).flatMap((token: Token) => {
    const isLeaf = !("tokens" in token && token.tokens !== undefined) && !CONTAINERS.has(token.type);
    return isLeaf && holds(token.raw) ? [token.raw] : [];
  });
}

/** Tokens whose raw text is that of others, or in code. */
const CONTAINERS: ReadonlySet<string> = new Set(["table", "list", "code", "codespan"]);
