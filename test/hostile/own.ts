/** What a report may consist of, whatever the logs and the operator wrote. */
import { expect } from "vitest";
import { allTokens } from "../report/support/markdown-reader.ts";
import { OWN_TOKENS, tagsOf, targetsOf } from "./shapes.ts";
import { expectPlain } from "./terminal.ts";

/** Where the references of remedies lead. */
const OURS = /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com|pages\.nist\.gov)\//;
const ACTIVE = /^(?:script|iframe|object|embed|img|image|link|base|form|use|foreignobject|animate|set)\b/i;

/** No token that we do not make, no address but ours, nothing unseen. */
export function expectOwnMarkup(markdown: string): void {
  expect([...new Set(allTokens(markdown).map(({ type }) => type))].filter((type) => !OWN_TOKENS.has(type))).toEqual([]);
  expect(targetsOf(markdown).filter((href) => !OURS.test(href))).toEqual([]);
  expectPlain(markdown);
}

/** No element that loads or runs, no handler of events, no address but ours and places in the page. */
export function expectOwnPage(html: string): void {
  const tags = tagsOf(html);
  expect(tags.length).toBeGreaterThan(100);
  expect(tags.filter((tag) => ACTIVE.test(tag))).toEqual([]);
  expect(tags.filter((tag) => /\son[a-z]+/i.test(tag))).toEqual([]);
  const addresses = tags.flatMap((tag) =>
    [...tag.matchAll(/\b(?:href|src)=(\S*)/g)].map(([, address = ""]) => address),
  );
  expect(addresses.filter((address) => !OURS.test(address) && !/^#[a-z0-9-]+$/.test(address))).toEqual([]);
  expectPlain(html);
}
