import { describe, expect, it } from "vitest";
import { outlineOf } from "../../../src/report/html/outline.ts";
import { sanitise, sanitiseInline } from "../../../src/report/html/sanitise.ts";

/** HTML of Markdown as the page has it, without line ends. */
function htmlOf(markdown: string): string {
  const { parts, ids } = outlineOf(markdown);
  return parts
    .map(({ html }) => sanitise(html, ids))
    .join("")
    .replaceAll("\n", "");
}

describe("sanitise", () => {
  it.each([
    ["a script", "<p>a</p><script>alert(1)</script>", "<p>a</p>"],
    ["an unclosed script", "<p>a</p><script>alert(1)", "<p>a</p>"],
    ["a style", "<style>*{display:none}</style><p>a</p>", "<p>a</p>"],
    ["an image", '<img src=x onerror="alert(1)">a', "a"],
    ["SVG", '<svg onload="alert(1)"><script>1</script><a xlink:href="javascript:1">t</a></svg>', "<span>t</span>"],
    ["MathML", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", ""],
    ["a frame", '<iframe src="https://evil.example/"></iframe>b', "b"],
    ["a form", '<form action="https://evil.example/"><input name=a><button>go</button></form>', "go"],
    ["an attribute that runs", '<p onclick="alert(1)" style="color:red" title="t">a</p>', "<p>a</p>"],
    ["a base and a refresh", '<base href="//evil.example"><meta http-equiv=refresh content="0;url=//e">a', "a"],
    ["a comment", "a<!-- --><!--><script>1</script>-->b", "a--&gt;b"],
    ["javascript:", '<a href="javascript:alert(1)">a</a>', "<span>a</span>"],
    ["javascript: in disguise", '<a href=" jAvA\tscript:alert(1)">a</a>', "<span>a</span>"],
    ["data:", '<a href="data:text/html,<script>1</script>">a</a>', "<span>a</span>"],
    ["http", '<a href="http://plain.example/">a</a>', "<span>a</span>"],
    ["another host by two slashes", '<a href="//evil.example/">a</a>', "<span>a</span>"],
    ["a place in the page", '<a href="#part-1">a</a>', "<span>a</span>"],
    [
      "https",
      '<a href="https://www.exim.org/x#y" target="_blank" rel="opener" ping="//e">a</a>',
      '<a href="https://www.exim.org/x#y" rel="noreferrer noopener">a</a>',
    ],
    ["a stranger's id", '<p id="charts">a</p><h3 id="chart-queue">b</h3>', "<p>a</p><h3>b</h3>"],
    ["an id a second time", '<h2 id="part-2">a</h2><h2 id="part-2">b</h2>', '<h2 id="part-2">a</h2><h2>b</h2>'],
    ["an h1 that is not ours", "<h1>a</h1>", "<h2>a</h2>"],
    [
      "a class of ours and another",
      '<table class="wide evil"><tr><td>a</td></tr></table>',
      '<table class="wide"><tr><td>a</td></tr></table>',
    ],
    ["the end of the page", "</main></body></html><p>a</p>", "<p>a</p>"],
    ["a tag left open", "<details><summary>a</summary><p>b", "<details><summary>a</summary><p>b</p></details>"],
    ["text with brackets", "<p>&lt;script&gt; &amp; a &lt; b</p>", "<p>&lt;script&gt; &amp; a &lt; b</p>"],
  ])("%s", (_, html, expected) => {
    expect(sanitise(html, new Set(["part-1", "part-2"]))).toBe(expected);
  });

  it("leaves words and code in a line of the contents", () => {
    expect(sanitiseInline('<p><a href="https://x.example">a</a> <code>b</code> <img src=x> <h2>c</h2></p>')).toBe(
      "a <code>b</code>  c",
    );
  });
});

describe("Markdown as HTML", () => {
  it.each([
    [
      "a table of two columns has headings on both sides",
      "| Item | Value |\n| --- | ---: |\n| Status | `open` |",
      '<table class="pairs"><thead><tr><th scope="col">Item</th><th scope="col" class="right">Value</th></tr></thead><tbody><tr><th scope="row">Status</th><td class="right" data-label="Value"><code>open</code></td></tr></tbody></table>',
    ],
    [
      "a wide table names each cell for narrow screens",
      "| A `*` | B | C | |\n| --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 |",
      '<table class="wide"><thead><tr><th scope="col">A <code>*</code></th><th scope="col">B</th><th scope="col">C</th><td></td></tr></thead><tbody><tr><td data-label="A *">1</td><td data-label="B">2</td><td data-label="C">3</td><td>4</td></tr></tbody></table>',
    ],
    [
      "three columns of words are stacked on a narrow screen",
      "| What | Description | Origin |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
      '<table class="wide"><thead><tr><th scope="col">What</th><th scope="col">Description</th><th scope="col">Origin</th></tr></thead><tbody><tr><td data-label="What">1</td><td data-label="Description">2</td><td data-label="Origin">3</td></tr></tbody></table>',
    ],
    [
      "figures before and after stay side by side",
      "| F | B | A |\n| --- | ---: | ---: |\n| 1 | 2 | 3 |",
      '<table class="narrow"><thead><tr><th scope="col">F</th><th scope="col" class="right">B</th><th scope="col" class="right">A</th></tr></thead><tbody><tr><td data-label="F">1</td><td class="right" data-label="B">2</td><td class="right" data-label="A">3</td></tr></tbody></table>',
    ],
    [
      "an alert has a title",
      "> [!WARNING]\n> Mind `x`.\n>\n> - one",
      '<div class="alert warning" role="note"><p class="alert-title">Warning</p><p>Mind <code>x</code>.</p><ul><li>one</li></ul></div>',
    ],
    [
      "an alert may begin with code",
      "> [!NOTE]\n> `x`",
      '<div class="alert note" role="note"><p class="alert-title">Note</p><p><code>x</code></p></div>',
    ],
    [
      "an alert is not what a quoted line says later",
      "> a\n> [!NOTE]\n> b",
      "<blockquote><p>a[!NOTE]b</p></blockquote>",
    ],
    ["an unknown alert is a quotation", "> [!DANGER]\n> b", "<blockquote><p>[!DANGER]b</p></blockquote>"],
    [
      "a task list can be heard",
      "- [x] a\n- [ ] b",
      '<ul><li><span class="box" role="img" aria-label="done">[x]</span> a</li><li><span class="box" role="img" aria-label="not done">[ ]</span> b</li></ul>',
    ],
    [
      "a diff keeps its signs",
      "```diff\n--- a\n+++ b\n@@ -1 +1 @@\n-old <b>\n+new & x\n same\n```",
      '<pre><code class="language-diff"><strong>--- a</strong><strong>+++ b</strong><strong>@@ -1 +1 @@</strong><del>-old &lt;b&gt;</del><ins>+new &amp; x</ins> same</code></pre>',
    ],
    ["mermaid stays code", "```mermaid\ngantt\n```", '<pre><code class="language-mermaid">gantt</code></pre>'],
    [
      "code shows its text",
      "```text\n</code><script>1</script>\t&amp;\n```",
      '<pre><code class="language-text">&lt;/code&gt;&lt;script&gt;1&lt;/script&gt;\t&amp;amp;</code></pre>',
    ],
    ["a language is a word", '```a"b<c\nx\n```', "<pre><code>x</code></pre>"],
    [
      "a place in a file is not broken",
      "`mainlog:12` `a b:1` `<x>`",
      '<p><code class="place">mainlog:12</code> <code>a b:1</code> <code>&lt;x&gt;</code></p>',
    ],
    ["a picture is its words", "![a <b> c](https://evil.example/p.png)", "<p>a &lt;b&gt; c</p>"],
    [
      "a long word may be broken",
      `a ${"x".repeat(30)} ${"&".repeat(31)}`,
      `<p>a ${"x".repeat(30)} <span class="long">${"&amp;".repeat(31)}</span></p>`,
    ],
    [
      "details may hold Markdown",
      "<details><summary>Log</summary>\n\n```text\na\n```\n\n</details>",
      '<details><summary>Log</summary><pre><code class="language-text">a</code></pre></details>',
    ],
  ])("%s", (_, markdown, expected) => {
    expect(htmlOf(markdown)).toBe(expected);
  });
});

describe("long code", () => {
  const fenced = (lines: number) => `\`\`\`text\n${"a\n".repeat(lines)}\`\`\``;
  const block = (lines: number) => `<pre><code class="language-text">${"a".repeat(lines)}</code></pre>`;
  const folded = (lines: number, summary: string) =>
    `<details class="code"><summary>${summary}</summary>${block(lines)}</details>`;

  it.each([
    ["25 lines are shown", fenced(25), block(25)],
    ["more are folded", fenced(26), folded(26, "Show 26 lines")],
    [
      "the heading above names them",
      `# t\n\n## a \`/b/<i>\` *c*\n\ntext\n\n${fenced(26)}`,
      `<h1 id="part-1">t</h1><h2 id="part-2">a <code>/b/&lt;i&gt;</code> <em>c</em></h2><p>text</p>${folded(26, "Show 26 lines: a /b/&lt;i&gt; c")}`,
    ],
    [
      "in details they are folded already",
      `<details><summary>s</summary>\n\n${fenced(30)}\n\n</details>\n\n${fenced(30)}`,
      `<details><summary>s</summary>${block(30)}</details>${folded(30, "Show 30 lines")}`,
    ],
  ])("%s", (_, markdown, expected) => {
    expect(htmlOf(markdown)).toBe(expected);
  });
});

describe("the outline", () => {
  it.each([
    ["levels as they are", "# a\n\n## b\n\n### c\n\n## d", ["h1", "h2", "h3", "h2"]],
    ["a second h1 is an h2", "# a\n\n# b", ["h1", "h2"]],
    ["no level is left out", "# a\n\n### b\n\n## c\n\n##### d\n\n###### e", ["h1", "h2", "h2", "h3", "h4"]],
    ["without an h1 the rest stays below one", "## a\n\n### b", ["h2", "h3"]],
    ["an h1 of a template's HTML", "# a\n\n<h1>b</h1>", ["h1", "h2"]],
  ])("%s", (_, markdown, expected) => {
    expect([...htmlOf(markdown).matchAll(/<(h\d)/g)].map(([, name]) => name)).toEqual(expected);
  });

  it("numbers headings itself, and names them in the contents", () => {
    const { title, parts, ids } = outlineOf("# A `b`\n\ntext\n\n## C **d** `e|`\n\n### f\n\n## C **d** `e|`");
    expect(title).toBe("A b");
    expect(parts.map(({ heading }) => heading?.id ?? null)).toEqual([null, "part-2", "part-4"]);
    expect(parts[1]?.heading?.plain).toBe("C d e|");
    expect(sanitiseInline(parts[1]?.heading?.html ?? "")).toBe("C <strong>d</strong> <code>e|</code>");
    expect([...ids]).toEqual(["part-1", "part-2", "part-3", "part-4"]);
  });

  it("makes no part of what only looks like a heading", () => {
    const { parts } = outlineOf("# a\n\n> ## Timeline\n\n```\n## Timeline\n```\n\n- ## Timeline\n\n`## Timeline`");
    expect(parts.length).toBe(1);
  });
});
