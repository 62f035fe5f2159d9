/** Every regular expression of src/ is linear or has a reason (tools/patterns.ts), and a bad one is caught. */
import { expect, test } from "vitest";
import { keyOf, lookedAt, patternsIn, patternsOfSources, verdictOf } from "../../tools/patterns.ts";
import { reviewed } from "../../tools/patterns-reviewed.ts";

const all = patternsOfSources();

test("what is not proven linear has a reason, and no reason is without such a pattern", {
  timeout: 120_000,
}, async () => {
  expect(all.length).toBeGreaterThan(300);
  const list = lookedAt();
  const doubtful = new Set<string>();
  // One that is new is looked at here; npx tsx tools/patterns.ts puts it into the list.
  for (const pattern of all)
    if ((list[keyOf(pattern)] ?? (await verdictOf(pattern))) !== "linear") doubtful.add(pattern.file);
  expect([...doubtful].sort()).toEqual(Object.keys(reviewed).sort());
});

test.each([
  ["const bad = /^(a+)+$/;", "exponential"],
  ["const bad = /\\s+$/;", "2nd degree polynomial"],
  ["const fine = /^[a-z]+$/u;", "linear"],
  ["const made = new RegExp(name);", "put together"],
])("%s is %s", async (text, verdict) => {
  const [pattern, ...more] = patternsIn("planted.ts", text);
  expect(more).toEqual([]);
  if (pattern === undefined) throw new Error("not found");
  expect(await verdictOf(pattern)).toBe(verdict);
});
