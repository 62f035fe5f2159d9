import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces, jsonText } from "../../src/cli/json.ts";

describe("JSON that is printed", () => {
  it.each([
    ["C0, as JSON itself escapes it", "a\u001b[2Jb\u0000\n", '"a\\u001b[2Jb\\u0000\\n"'],
    ["U+007F to U+009F", "\u007f\u0080\u0085\u009b", '"\\u007f\\u0080\\u0085\\u009b"'],
    ["separators", "\u2028\u2029", '"\\u2028\\u2029"'],
    ["bidi controls", "\u202e\u2066\u200f\u061c", '"\\u202e\\u2066\\u200f\\u061c"'],
    ["zero-width", "\u200b\u200d\ufeff\u00ad", '"\\u200b\\u200d\\ufeff\\u00ad"'],
    ["a tag character takes two", "\u{e0041}", '"\\udb40\\udc41"'],
    ["a lone surrogate", "\ud800x", '"\\ud800x"'],
    ["letters of any script stay", "Ünï 日本 \u{1f600}\ufe0f", '"Ünï 日本 \u{1f600}\ufe0f"'],
    ["a backslash is no escape", "\\u202e", '"\\\\u202e"'],
  ])("%s", (_, text, json) => {
    expect(jsonText([text])).toBe(`[${json}]`);
    expect(JSON.parse(jsonText([text]))).toEqual([text]);
  });

  it("keeps the lines of its layout, and escapes keys", () => {
    expect(jsonText({ "\u009b": ["\u202e"] }, 2)).toBe('{\n  "\\u009b": [\n    "\\u202e"\n  ]\n}');
  });

  it("is the same value when it is parsed, and moves nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.integer({ min: 0, max: 2 }), (value, indent) => {
        const text = jsonText([value], indent);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify([value])));
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        if (indent === 0) expect(text).not.toContain("\n");
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it("is the same text in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ stringUnit: "binary" }),
        fc.integer({ min: 0, max: 2 }),
        async (value, indent) => {
          let text = "";
          for await (const piece of jsonPieces([value], indent)) text += piece;
          expect(text).toBe(jsonText([value], indent));
        },
      ),
      { numRuns: 200, seed: 7 },
    );
    const many = Array.from({ length: 30_000 }, (_, n) => ({ n, name: `\u202e${"\u{1f600}".repeat(n % 9)}` }));
    const pieces: string[] = [];
    for await (const piece of jsonPieces(many, 2)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.join("")).toBe(jsonText(many, 2));
  });
});
