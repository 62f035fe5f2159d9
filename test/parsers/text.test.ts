import { describe, expect, test } from "vitest";
import { unescaped, utf8 } from "../../src/parsers/text.ts";

const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("utf8", () => {
  test.each([
    ["plain", "plain", "plain"],
    ["UTF-8 bytes", latin1("Grüße 中"), "Grüße 中"],
    ["latin1 stays as it is", "Gr\xfc\xdfe", "Gr\xfc\xdfe"],
    ["a cut sequence stays as it is", "\xc3", "\xc3"],
    ["a byte order mark is text", latin1("\ufeffx"), "\ufeffx"],
  ])("%s", (_, logged, wanted) => expect(utf8(logged)).toBe(wanted));
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
