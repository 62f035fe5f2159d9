import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { piecesOf } from "../../src/verify/pieces.ts";

const expected = join("fixtures", "logs", "incident-night", "expected", "report.md");

test.each([[expected], [join("fixtures", "reports", "claims.md")]])("%s: each piece stands in its line", (file) => {
  const markdown = readFileSync(file, "utf8");
  const lines = markdown.split("\n");
  const pieces = piecesOf(markdown);
  expect(pieces.length).toBeGreaterThan(40);
  for (const { is, line, text } of pieces) {
    const source = lines[line - 1] ?? "";
    if (is === "code") expect(source).toMatch(/^\s*`{3,}/);
    else {
      const [word = ""] = text.match(/[A-Za-z0-9]{2,}/) ?? [];
      expect(source, `line ${line}: ${text}`).toContain(word);
    }
  }
});

test("line ends of other systems, nested lists, quotes and labels keep their lines", () => {
  const markdown = [
    "# Title",
    "## One",
    "- a",
    "  - b",
    "",
    "    c",
    "- d",
    "> e",
    "**Fixed**: f",
    "**Down**: g",
    "",
    "| x \\| y | z |",
    "|-|-|",
    "| `1 \\| 2` &lt;b&gt; | 3<br>4 |",
  ];
  for (const end of ["\n", "\r\n"]) {
    const pieces = piecesOf(markdown.join(end));
    expect(pieces.map(({ line, is, text }) => [line, is, text])).toEqual([
      [3, "item", "a"],
      [4, "item", "b"],
      [6, "prose", "c"],
      [7, "item", "d"],
      [8, "prose", "e"],
      [9, "prose", "Fixed: f"],
      [10, "prose", "Down: g"],
      [14, "row", "1 | 2 <b> | 3 4"],
    ]);
    expect(new Set(pieces.map(({ headings }) => headings.join()))).toEqual(new Set(["One"]));
  }
});

test("reads a word of 100 kB before an address, and what stands behind it, without looking from each of its letters", () => {
  const begun = performance.now();
  for (const letter of ["W", "%", ".", "x1-"]) {
    const pieces = piecesOf(`${letter.repeat(100_000)}@maintainers\n\n- a \`b\` ann@a.example`);
    expect(JSON.stringify(pieces.at(-1))).toContain("ann@a.example");
  }
  expect(performance.now() - begun).toBeLessThan(20_000);
}, 60_000);
