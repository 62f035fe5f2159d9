import { describe, expect, it } from "vitest";
import { everyStart, startsOf } from "../../src/grammar/starts.ts";

describe("startsOf", () => {
  it("gives lists in order, with how far each reaches", () => {
    const starts = startsOf(
      "x",
      { lines: { body: ["a", "b"] }, prefixes: { head: ["c"] }, single: ["d"] },
      "starts.json",
    );
    expect(everyStart(starts)).toEqual([
      { name: "a", reach: "line" },
      { name: "b", reach: "line" },
      { name: "c", reach: "prefix" },
      { name: "d", reach: "line" },
    ]);
  });

  it("notes the module of a list that is apart", () => {
    const entry = { lines: { body: ["a"] }, prefixes: { head: ["b"] }, apart: { "x-head": ["head"] } };
    expect(startsOf("x", entry, "starts.json").lists).toEqual([
      { name: "body", reach: "line", starts: ["a"] },
      { name: "head", reach: "prefix", starts: ["b"], apart: "x-head" },
    ]);
  });

  const mistakes: readonly (readonly [name: string, entry: unknown, message: RegExp])[] = [
    ["an unknown key", { line: ["a"] }, /^starts\.json: x: unknown key line; expected lines, prefixes, single, apart/],
    ["no start", {}, /there is no start symbol/],
    ["a list that is none", { lines: { body: "a" } }, /body must be a list of rule names/],
    ["a name that is none", { single: ["a b"] }, /single must be a list of rule names/],
    ["a start in two lists", { lines: { body: ["a"] }, single: ["a"] }, /a is named twice/],
    ["two lists of one name", { lines: { body: ["a"] }, prefixes: { body: ["b"] } }, /list body is named twice/],
    ["a list named as an import", { lines: { text: ["a"] } }, /text cannot be the name of a list/],
    ["a list apart that is none", { lines: { a: ["a"] }, apart: { "x-b": ["b"] } }, /there is no list b to be apart/],
    ["a module of another grammar", { lines: { a: ["a"] }, apart: { y: ["a"] } }, /module y must begin with x-/],
    ["a list that is no identifier", { lines: { "a-b": ["a"] } }, /a-b cannot be the name of a list/],
  ];
  it.each(mistakes)("refuses %s", (_, entry, message) => {
    expect(() => startsOf("x", entry, "starts.json")).toThrow(message);
  });
});
