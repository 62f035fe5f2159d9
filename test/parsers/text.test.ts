import { describe, expect, test } from "vitest";
import { lowerCase, trimmed, unescaped, untorn, utf8 } from "../../src/parsers/text.ts";

const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("utf8", () => {
  test.each([
    ["plain", "plain", "plain"],
    ["UTF-8 bytes", latin1("Grüße 中"), "Grüße 中"],
    ["latin1 stays as it is", "Gr\xfc\xdfe", "Gr\xfc\xdfe"],
    ["a cut sequence stays as it is", "\xc3", "\xc3"],
    ["a byte order mark is text", latin1("\ufeffx"), "\ufeffx"],
    ["between signs of this program's own", `${latin1("é")} … \xfc${latin1("ü")} …`, `é … \xfc${latin1("ü")} …`],
  ])("%s", (_, logged, wanted) => expect(utf8(logged)).toBe(wanted));
});

describe("untorn", () => {
  test.each([
    ["shorter than the cut", "a\xc3", 3, "a\xc3"],
    ["ASCII at the cut", "abc", 3, "abc"],
    ["a whole character at the cut", latin1("aé"), 3, latin1("aé")],
    ["half of two bytes", "ab\xc3", 3, "ab"],
    ["two of three bytes", "a\xe2\x82", 3, "a"],
    ["three of four bytes", "\xf0\x9f\x98", 3, ""],
    ["the end of none", "\x82\x82\x82", 3, "\x82\x82\x82"],
    ["no UTF-8", "ab\xff", 3, "ab\xff"],
  ])("%s", (_, text, cap, wanted) => expect(untorn(text, cap)).toBe(wanted));
});

describe("lowerCase", () => {
  test.each([
    ["a.example", "a.example"],
    ["A.EXAMPLE", "a.example"],
    [latin1("École.EXAMPLE"), latin1("École.example")],
    ["\xc9cole.EXAMPLE", "\xc9cole.example"],
  ])("%s", (text, wanted) => expect(lowerCase(text)).toBe(wanted));
});

describe("trimmed", () => {
  test.each([
    [" a b\t\r\n", "a b"],
    ["", ""],
    [" \t ", ""],
    [` ${latin1("voilà")} `, latin1("voilà")],
  ])("%s", (text, wanted) => expect(trimmed(text)).toBe(wanted));
});

describe("unescaped", () => {
  test.each([
    ["nothing to do", "nothing to do"],
    ['he said \\"hi\\"', 'he said "hi"'],
    ["a\\\\b", "a\\b"],
    ["two\\n  lines\\t\\r\\b\\v\\f", "two\n  lines\t\r\b\v\f"],
    ["Gr\\303\\274\\303\\237e", "Grüße"],
    ["bell \\007", "bell \x07"],
    ["no octal \\400 \\09", "no octal \\400 \\09"],
    ["at the end \\", "at the end \\"],
    ["unknown \\x", "unknown \\x"],
  ])("%s", (logged, wanted) => expect(unescaped(logged)).toBe(wanted));
});
