import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html/index.ts";
import { buildReport } from "../../../src/report/index.ts";
import type { Report } from "../../../src/report/model.ts";
import { sampleReport } from "../charts/support/sample-report.ts";
import { cleanAnalysis, sampleAnalysis } from "../sample-analysis.ts";
import { FRAGMENTS, tampered } from "../support/hostile.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const html = await renderHtml(sampleReport());

/** Names of all tags, attributes of all tags. Text cannot hold a bare "<", so every one begins a tag. */
function tagsOf(page: string): readonly { readonly name: string; readonly attributes: string }[] {
  return [...page.replace(/<style>[^<]*<\/style>/, "").matchAll(/<\/?([a-z][a-z0-9]*)([^<>]*)>/gi)].map(
    ([, name = "", attributes = ""]) => ({ name: name.toLowerCase(), attributes }),
  );
}

const headings = (page: string) =>
  [...page.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, words = ""]) => words.replace(/<[^>]+>/g, ""));

describe("the page", () => {
  it("is one whole document in English", () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')).toBe(true);
    expect(html.endsWith("</main>\n</body>\n</html>\n")).toBe(true);
    expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toMatch(/2026/);
    expect(html.match(/<h1[ >]/g)?.length).toBe(1);
  });

  it("allows its own style and nothing else", () => {
    const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    // before anything that it could forbid
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
  });

  it("runs nothing and loads nothing", () => {
    const tags = tagsOf(html);
    const allowed =
      "html head meta title style body a main nav p ol ul li h1 h2 h3 h4 table thead tbody tr th td code pre strong em ins del blockquote details summary hr br div span figure figcaption svg desc path rect circle text";
    expect([...new Set(tags.map(({ name }) => name))].filter((name) => !allowed.split(" ").includes(name))).toEqual([]);
    expect(tags.filter(({ attributes }) => / (?:on\w+|style|src|srcset|background|ping)=/i.test(attributes))).toEqual(
      [],
    );
    expect(html.match(/@import|url\(/)).toBeNull();
    const links = [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = ""]) => href);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((href) => !/^(?:https:\/\/|#(?:part-\d+|charts)$)/.test(href))).toEqual([]);
  });

  it("gives each id once and leads to none that is not there", () => {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = ""]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    for (const [, id = ""] of html.matchAll(/ href="#([^"]*)"/g)) expect(ids).toContain(id);
    for (const [, names = ""] of html.matchAll(/ aria-labelledby="([^"]*)"/g))
      for (const name of names.split(" ")) expect(ids).toContain(name);
  });

  it("gives every heading of a table its direction", () => {
    expect(html.match(/<th /g)?.length).toBeGreaterThan(20);
    expect(html.match(/<th(?=[ >])(?! scope="(?:col|row)")[^>]*>/g)).toBeNull();
  });

  it("lists its sections in the contents, in order", () => {
    const contents = /<nav aria-label="Contents">(.*?)<\/nav>/s.exec(html)?.[1] ?? "";
    const listed = [...contents.matchAll(/<a href="#[^"]+">(.*?)<\/a>/g)].map(([, words = ""]) =>
      words.replace(/<[^>]+>/g, ""),
    );
    expect(listed).toEqual(headings(html));
    expect(listed.length).toBeGreaterThan(8);
  });

  it("does not number the contents: headings have no numbers", () => {
    const contents = /<nav aria-label="Contents">(.*?)<\/nav>/s.exec(html)?.[1] ?? "";
    expect(contents).toMatch(/<ul>/);
    expect(contents).not.toMatch(/<ol/);
  });

  it("folds long code on the screen and has all of it on paper", () => {
    const folded = [
      ...html.matchAll(
        /<details class="code"><summary>Show (\d+) lines: (.*?)<\/summary>\s*<pre>(.*?)<\/pre>\s*<\/details>/gs,
      ),
    ];
    expect(folded.map(([, , words]) => words?.replace(/<[^>]+>/g, ""))).toContain("/usr/local/sbin/exim-queue-check");
    for (const [, lines, , code = ""] of folded) expect(code.split("\n").length - 1).toBe(Number(lines));
    expect(html).toMatch(/@media print\{.*details:not\(\[open\]\)::details-content\{display:block/s);
  });

  it("is the same twice", async () => {
    expect((await renderHtml(sampleReport())) === html).toBe(true);
  });
});

describe("charts in the page", () => {
  it("show one drawing at a time where there are two", () => {
    const timeline = /<figure class="chart chart-timeline">(.*?)<\/figure>/s.exec(html)?.[1] ?? "";
    expect(
      [...timeline.matchAll(/<div class="([^"]+)"><svg [^>]*viewBox="0 0 (\d+) /g)].map((one) => one.slice(1)),
    ).toEqual([
      ["picture slim", "440"],
      ["picture broad", "760"],
    ]);
  });

  it("stand after the summary, each with its figures", () => {
    const all = headings(html);
    expect(all[all.indexOf("Executive summary") + 1]).toBe("Charts");
    const figures = [...html.matchAll(/<figure class="chart chart-([a-z]+)">(.*?)<\/figure>/gs)];
    expect(figures.map(([, id]) => id)).toEqual(["timeline", "queue", "flow", "delays"]);
    for (const [, , inside = ""] of figures) {
      expect(inside).toMatch(/<svg [^>]*role="img"/);
      expect(inside).toMatch(/<table class="(?:numbers|wide)" aria-label="/);
      expect(inside).toMatch(/<figcaption>[^<]{40,}<\/figcaption>/);
    }
  });

  it("have no section when there is none", async () => {
    const clean = await renderHtml(buildReport(cleanAnalysis, { now }));
    expect(clean.includes("<svg")).toBe(false);
    expect(headings(clean)).not.toContain("Charts");
  });

  it("find their place by structure: text that looks like it moves nothing", async () => {
    for (const forged of [
      "## Timeline",
      "Executive summary",
      "<h2>Executive summary</h2>",
      '<h2 id="charts">Charts</h2>',
    ]) {
      const forging = (value: string) => `${value}\n\n${forged}\n\n`;
      const page = await renderHtml({ ...sampleReport(), analysis: tampered(sampleReport().analysis, forging) });
      expect(headings(page).filter((one) => one === "Charts").length).toBe(1);
      expect(headings(page).filter((one) => one === "Executive summary").length).toBe(1);
      expect(tagsOf(page).filter(({ attributes }) => attributes.includes(' id="charts"')).length).toBe(1);
    }
  });
});

describe("hostile text in the page", () => {
  const breaking = [
    "<script>window.__ran=1</script>",
    "<img src=x onerror=window.__ran=1>",
    "[c](javascript:window.__ran=1)",
    "<svg onload=window.__ran=1>",
    "</title><script>window.__ran=1</script>",
    "--><script>window.__ran=1</script>",
    "</style><script>window.__ran=1</script>",
    "</main></body></html>",
    '"><iframe src="https://evil.example/">',
    "![p](https://evil.example/p.png)",
    "<https://evil.example/>",
    "[!NOTE]\n",
    "&lt;script&gt;",
    "]]><!DOCTYPE x [",
  ];
  const shape = (page: string) => tagsOf(page).map(({ name }) => name);
  const withTexts = (fragmentFor: (text: string) => string): Report =>
    buildReport(
      tampered({ ...sampleAnalysis, mail: sampleReport().analysis.mail }, (text) => `${text}${fragmentFor(text)}w`),
      { now },
    );
  const withText = (value: string) => withTexts(() => value);
  // every text gets another fragment, the same text always the same one
  const turned = (turn: number) =>
    withTexts(
      (text) => FRAGMENTS[([...text].reduce((sum, one) => sum + one.charCodeAt(0), 0) + turn) % FRAGMENTS.length] ?? "",
    );

  it("stays text: the tags are the same as for harmless text", async () => {
    const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
    const linksOf = (page: string) =>
      tagsOf(page).flatMap(({ attributes }) => / href="([^"]*)"/.exec(attributes)?.[1] ?? []);
    const harmless = await renderHtml(withText("z"));
    const usual = shape(harmless);
    const links = linksOf(harmless);
    expect(links.length).toBeGreaterThan(10);
    const cases: readonly (readonly [string, Report])[] = [
      ...breaking.map((value) => [value, withText(value)] as const),
      ...[0, 17, 34, 51].map((turn) => [`turn ${turn}`, turned(turn)] as const),
    ];
    for (const [value, report] of cases) {
      const page = await renderHtml(report);
      const names = shape(page);
      // words become code spans; nothing else may differ
      for (const name of new Set([...names, ...usual].filter((one) => one !== "code")))
        expect([value, name, count(names, name)]).toEqual([value, name, count(usual, name)]);
      expect(tagsOf(page).filter(({ attributes }) => / on\w+=/.test(attributes.replace(/"[^"]*"/g, '""')))).toEqual([]);
      expect(linksOf(page)).toEqual(links);
    }
  });

  it("is shown as it was logged", async () => {
    const page = await renderHtml(withText("<script>window.__ran=1</script>"));
    expect(page.includes("&lt;script&gt;window.__ran=1&lt;/script&gt;")).toBe(true);
  });
});

describe("a user's template in the page", () => {
  it("may write HTML of the short list; the rest is dropped", async () => {
    const header = '# Ours\n\n<h1 id="charts">second</h1>\n\n<details><summary>s</summary>\n\nt\n\n</details>\n';
    const page = await renderHtml(sampleReport(), { templates: { header } });
    expect(/<title>(.*)<\/title>/.exec(page)?.[1]).toBe("Ours");
    expect(page.match(/<h1[ >]/g)?.length).toBe(1);
    expect(page.match(/<h\d id="charts">/g)?.length).toBe(1);
    expect(/<details><summary>s<\/summary>\s*<p>t<\/p>\s*<\/details>/.test(page)).toBe(true);
  });

  it("without a heading gets ours", async () => {
    const page = await renderHtml(sampleReport(), { templates: { header: "no heading" } });
    expect(page.includes("<h1>Mail server incident report</h1>")).toBe(true);
    expect(page.match(/<h1[ >]/g)?.length).toBe(1);
  });
});
