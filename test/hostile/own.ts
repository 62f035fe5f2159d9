/** What a report may consist of, whatever the logs and the operator wrote. */
import { expect } from "vitest";
import { strangeTags, strangeTargets, strangeTokens } from "./judges.ts";
import { tagsOf } from "./shapes.ts";
import { expectPlain } from "./terminal.ts";

/** No token that we do not make, no address but ours, nothing unseen. */
export function expectOwnMarkup(markdown: string): void {
  expect(strangeTokens(markdown)).toEqual([]);
  expect(strangeTargets(markdown)).toEqual([]);
  expectPlain(markdown);
}

/** No element that loads or runs, no handler of events, no address but ours and places in the page. */
export function expectOwnPage(html: string): void {
  const tags = tagsOf(html);
  expect(tags.length).toBeGreaterThan(100);
  expect(strangeTags(tags)).toEqual([]);
  expectPlain(html);
}
