import { describe, expect, it } from "vitest";
import { settle } from "../../src/grammar/emit-settle.ts";
import { compile, scan } from "./compile.ts";

const fields = new Set(["at", "pid"]);

describe("a literal with values that stood in front", () => {
  it.each([
    ['({ kind: "a", at: "", pid: null, text: d1 })', '({ kind: "a", at: $H_at, pid: $H_pid, text: d1 })'],
    ["({ at: NaN, pid: null })", "({ at: $H_at, pid: $H_pid })"],
  ])("%s", (body, settled) => {
    expect(settle(body, fields)).toBe(settled);
  });

  it.each([
    ["the field is missing", '({ kind: "a", at: "", text: d1 })'],
    ["the field is no constant", '({ kind: "a", at: "", pid: d0 })'],
    ["the field stands behind what is read", '({ kind: "a", at: "", text: d1, pid: null })'],
    ["the name stands below as well", '({ kind: "a", at: "", pid: null, peer: { pid: d1 } })'],
    ["the field is there twice", '({ at: "", pid: null, at: "" })'],
    ["no literal", "[d0, d1]"],
    ["no literal alone", '(d0, { at: "", pid: null })'],
  ])("none: %s", (_, body) => {
    expect(settle(body, fields)).toBeUndefined();
  });
});

describe("stores into the object of a text", () => {
  const number = "number -> [0-9]:+ {% int %}\n";
  const word = "word -> [a-z]:+ {% text %}\n";
  const line = 'line -> number " " word:? body {% (d) => (d[3].at = d[0], d[3].pid = d[2], d[3]) %}\n';
  const literals =
    'body -> "+" number {% (d) => ({ kind: "plus", at: "", pid: null, text: d[1] }) %} | other {% first %}\n';
  const other = (action: string) => `other -> "-" number {% ${action} %}\n`;

  it.each([
    ["all of them literals", '(d) => ({ kind: "minus", at: NaN, pid: null, text: d[1] })'],
    ["one without the fields", '(d) => ({ kind: "minus", text: d[1] })'],
    ["one that is none", '(d) => Object.assign({ kind: "minus" }, { text: d[1] })'],
  ])("%s", (_, action) => {
    const { module } = compile(number + word + line + literals + other(action));
    expect(scan(module, "7 ann+1")).toEqual({ kind: "plus", at: 7, pid: "ann", text: 1 });
    expect(scan(module, "8 -2")).toEqual({ kind: "minus", at: 8, pid: null, text: 2 });
    expect(scan(module, "8 ann*2")).toBeUndefined();
  });

  it("of two starts with different fields", () => {
    const two =
      'line -> number "=" body {% (d) => (d[2].at = d[0], d[2]) %} | word "=" body {% (d) => (d[2].pid = d[0], d[2]) %}\n';
    const { module } = compile(number + word + two + literals + other('(d) => ({ kind: "minus", at: "", pid: null })'));
    expect(scan(module, "7=+1")).toEqual({ kind: "plus", at: 7, pid: null, text: 1 });
    expect(scan(module, "ann=+1")).toEqual({ kind: "plus", at: "", pid: "ann", text: 1 });
  });
});
