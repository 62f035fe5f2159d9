import type { Tokens } from "marked";
import { lexer } from "marked";
import { describe, expect, it } from "vitest";
import { COLOUR } from "../../../src/report/charts/frame.ts";
import { chartFiles, chartsMarkdown, chartsOf } from "../../../src/report/charts/index.ts";
import { escaped } from "../../../src/report/charts/svg.ts";
import { buildReport } from "../../../src/report/index.ts";
import { cleanAnalysis } from "../sample-analysis.ts";
import { action, sampleReport, seriesOf } from "./support/sample-report.ts";
import { marks, readSvg } from "./support/svg-reader.ts";

const HOSTILE = "</title><script>alert(1)</script> & | `x` [c](javascript:alert(1)) ![p](http://evil.example/p.png)";
const charts = chartsOf(sampleReport([action("2026-01-08T14:05:00Z", HOSTILE)]));

describe("charts", () => {
  it("are four, in the order of the report", () => {
    expect(charts.map(({ id }) => id)).toEqual(["timeline", "queue", "flow", "delays"]);
  });

  it("that would say nothing are left out", () => {
    const now = Date.parse("2026-01-09T08:00:00Z");
    expect(chartsOf(buildReport(cleanAnalysis, { now }))).toEqual([]);
    const none = { messages: 0, p50: null, p95: null, max: null, histogram: [{ upTo: null, messages: 0 }] };
    const still = seriesOf("2026-01-06T07:50:00Z", 600_000, 50);
    expect(chartsOf(sampleReport([], still, none)).map(({ id }) => id)).toEqual(["timeline"]);
    const delivering = seriesOf("2026-01-06T07:50:00Z", 600_000, 50, () => ({ delivered: 1 }));
    expect(chartsOf(sampleReport([], delivering, none)).map(({ id }) => id)).toEqual(["timeline", "flow"]);
  });

  it("come out the same twice", () => {
    expect(chartsOf(sampleReport())).toEqual(chartsOf(sampleReport()));
  });

  for (const chart of charts) {
    describe(chart.id, () => {
      const elements = readSvg(chart.svg);
      const root = elements[0];

      it("is an image with a title and a description of its own", () => {
        expect(root?.name).toBe("svg");
        expect(root?.attributes.get("role")).toBe("img");
        expect(root?.attributes.get("aria-labelledby")).toBe(`chart-${chart.id}-title chart-${chart.id}-desc`);
        const named = (name: string) => elements.find((one) => one.name === name);
        expect(named("title")?.attributes.get("id")).toBe(`chart-${chart.id}-title`);
        expect(named("title")?.text).toBe(escaped(chart.title));
        expect(named("desc")?.text).toBe(escaped(chart.description));
        expect(chart.description.length).toBeGreaterThan(60);
      });

      it("keeps its shape, and fits any width", () => {
        expect(root?.attributes.get("width")).toBe("100%");
        expect(root?.attributes.has("height")).toBe(false);
        expect(root?.attributes.get("viewBox")).toMatch(/^0 0 440 [\d.]+$/);
      });

      it("draws figures, and nothing outside of its sheet or of this program", () => {
        expect(marks(chart.svg).length).toBeGreaterThan(0);
        expect(new Set(elements.map(({ name }) => name))).toSatisfy((names: Set<string>) =>
          [...names].every((name) => ["svg", "title", "desc", "rect", "path", "circle", "text"].includes(name)),
        );
        expect(chart.svg).not.toMatch(/NaN|undefined|Infinity|style=|href|url\(/);
        for (const { attributes } of elements) {
          const [x, width] = [Number(attributes.get("x") ?? 0), Number(attributes.get("width") ?? 0)];
          if (attributes.get("width") !== "100%") expect(x + width).toBeLessThanOrEqual(440);
        }
      });

      it("holds no text of an operator", () => {
        expect(`${chart.svg}${chart.wide ?? ""}`).not.toMatch(/script|alert|evil/);
      });

      it("has a table that is whole and short", () => {
        const { columns, align, rows } = chart.table;
        expect(align.length).toBe(columns.length);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(24);
        for (const row of rows) expect(row.length).toBe(columns.length);
        for (const row of rows) expect(row[0]).not.toBe("");
      });
    });
  }
});

describe("colours", () => {
  // WCAG 2.1, relative luminance
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(["ink", "axis", "blue", "brown", "green"] as const)("%s can be read on white", (name) => {
    expect(contrast(COLOUR[name], "#ffffff")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["blue", "brown"] as const)("%s can be told on the pale fill below it", (name) => {
    expect(contrast(COLOUR[name], COLOUR.paleBlue)).toBeGreaterThanOrEqual(3);
  });
});

describe("charts as files", () => {
  it("are whole SVG documents with a size", () => {
    const files = chartFiles(sampleReport());
    expect(files.map(({ name }) => name)).toEqual(["timeline.svg", "queue.svg", "flow.svg", "delays.svg"]);
    for (const { svg } of files) {
      expect(svg).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="880" height="\d+"/,
      );
      expect(() => readSvg(svg)).not.toThrow();
    }
  });
});

describe("charts in Markdown", () => {
  const read = (markdown: string) => lexer(markdown).filter((token) => token.type !== "space");

  it("are a heading, a picture, its words and its table each", () => {
    const tokens = read(chartsMarkdown(charts, "assets"));
    expect(tokens.map(({ type }) => type)).toEqual([
      "heading",
      ...charts.flatMap(() => ["heading", "paragraph", "paragraph", "table"]),
    ]);
    const pictures = tokens.flatMap((token) =>
      token.type === "paragraph" ? (token.tokens ?? []).filter(({ type }) => type === "image") : [],
    ) as Tokens.Image[];
    expect(pictures.map(({ href }) => href)).toEqual(charts.map(({ id }) => `assets/${id}.svg`));
    const tables = tokens.filter(({ type }) => type === "table") as Tokens.Table[];
    expect(tables.map(({ header, rows }) => [header.length, rows.length])).toEqual(
      charts.map(({ table }) => [table.columns.length, table.rows.length]),
    );
  });

  it.each([
    ["a folder with spaces", "my assets/x", "my%20assets/x/queue.svg"],
    ["parentheses", "a)b(", "a%29b%28/queue.svg"],
    ["a slash at the end", "assets/", "assets/queue.svg"],
    ["the Markdown's own folder", "", "queue.svg"],
    ["the folder above", "../x", "../x/queue.svg"],
  ])("reach the pictures in %s", (_, dir, href) => {
    const queue = charts.filter(({ id }) => id === "queue");
    expect(chartsMarkdown(queue, dir)).toContain(`](${href})`);
  });

  it("show an operator's text and obey none of it", () => {
    const markdown = chartsMarkdown(charts, "assets");
    const kinds = new Set<string>();
    const walk = (tokens: readonly { type: string; href?: string; tokens?: unknown; rows?: unknown }[]) => {
      for (const token of tokens) {
        kinds.add(token.type === "image" && token.href?.startsWith("assets/") === true ? "our image" : token.type);
        if (Array.isArray(token.tokens)) walk(token.tokens);
        if (Array.isArray(token.rows)) for (const row of token.rows) for (const one of row) walk(one.tokens);
      }
    };
    walk(read(markdown));
    expect(markdown).toContain("alert");
    expect(kinds).toContain("our image");
    expect([...kinds].filter((kind) => ["html", "link", "image", "del", "em"].includes(kind))).toEqual([]);
  });

  it("are nothing when there is no chart", () => {
    expect(chartsMarkdown([], "assets")).toBe("");
  });
});
