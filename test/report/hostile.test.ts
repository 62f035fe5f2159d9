import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Intervention } from "../../src/knowledge/intervention.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { buildReport, renderMarkdown, renderText } from "../../src/report/index.ts";
import { hasUnseen } from "../../src/report/visible.ts";
import { openAnalysis, sampleAnalysis } from "./sample-analysis.ts";
import { FRAGMENTS, hostileText, tampered } from "./support/hostile.ts";
import { allTokens, skeleton } from "./support/markdown-reader.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const OURS = /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com|pages\.nist\.gov)\//;

/** The only HTML of a report: our templates' own, to the letter. */
const DETAILS: ReadonlySet<string> = new Set([
  "<details>\n<summary>Fix, verify, prevent, what not to do, references (the fault is over)</summary>",
  "<details>\n<summary>Lines of the logs, each with its place and what it shows</summary>",
  "</details>",
]);

/** Tokens that only markup makes, apart from our own. */
const markup = (markdown: string) =>
  allTokens(markdown).filter(
    (token) =>
      ["html", "image", "del", "em", "br"].includes(token.type) &&
      !(token.type === "html" && DETAILS.has((token as Tokens.HTML).raw.trim())),
  );

/** Before and after what was logged: prefixes undo patterns that begin with "/", suffixes undo endings. */
const PLACES = {
  before: (value: string) => (text: string) => `v${value}${text}`,
  after: (value: string) => (text: string) => `${text}${value}w`,
} as const;

describe("a report over hostile logs", () => {
  for (const [name, analysis] of [
    ["sample", sampleAnalysis],
    ["open", openAnalysis],
  ] as const) {
    for (const [place, change] of Object.entries(PLACES)) {
      it(`${name}: text ${place} each logged value leaves the structure as it is`, () => {
        const render = (value: string) => renderMarkdown(buildReport(tampered(analysis, change(value)), { now }));
        const usual = skeleton(render("z"));
        const check = (value: string) => {
          const markdown = render(value);
          expect(skeleton(markdown)).toEqual(usual);
          const tokens = allTokens(markdown);
          expect(markup(markdown)).toEqual([]);
          const links = tokens.filter((token) => token.type === "link").map((token) => (token as Tokens.Link).href);
          expect(links.filter((href) => !OURS.test(href))).toEqual([]);
          expect(hasUnseen(markdown.replaceAll("\n", ""))).toBe(false);
        };
        for (const fragment of FRAGMENTS) check(fragment);
        fc.assert(fc.property(hostileText, check), { numRuns: 40 });
      });
    }

    it(`${name}: the terminal gets nothing that moves its cursor`, () => {
      fc.assert(
        fc.property(hostileText, (value) => {
          const text = renderText(buildReport(tampered(analysis, PLACES.after(value)), { now }));
          expect(hasUnseen(text.replaceAll("\n", ""))).toBe(false);
          expect(text.split("\n").length).toBeLessThan(600);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("changes every field that a log can choose", () => {
    const markdown = renderMarkdown(
      buildReport(
        tampered(sampleAnalysis, (text) => `${text}\u202e`),
        { now },
      ),
    );
    for (const field of [
      "Procuration\\u{202E}",
      "marie@acme.example\\u{202E}",
      "Logs\\u{202E}",
      "1vdJmD-000CmV-38\\u{202E}",
      "mainlog\\u{202E}:12",
      "relay.edge.example\\u{202E}",
    ]) {
      expect(markdown).toContain(field);
    }
  });

  it("never puts a logged value into a command unquoted", () => {
    const report = buildReport(
      tampered(sampleAnalysis, (text) => `${text}'; touch owned; $(id) \`id\``),
      { now },
    );
    const commands = report.issues
      .flatMap(({ cause, effects }) => [cause, ...effects])
      .flatMap((one) => [...one.fix, ...one.verify, ...one.prevention].flatMap((step) => step.commands));
    for (const command of [...commands, ...report.openItems.flatMap((item) => item.commands)]) {
      // without its quoted words a command of ours holds no substitution and no second command
      expect([command, command.replace(/'[^']*'|\\'/g, "")]).toEqual([
        command,
        expect.not.stringMatching(/touch|\$\(|`/),
      ]);
    }
  });

  it("stays whole whatever the operator pastes into the intervention", () => {
    const file = "fixtures/logs/incident-night/intervention.yaml";
    const { stated } = readIntervention(readFileSync(file, "utf8"), file, { zone: "UTC" });
    const render = (value: string) =>
      renderMarkdown(
        buildReport(sampleAnalysis, {
          now,
          intervention: tamperedWords(stated, (text) => `${text}${value}w`) as Intervention,
        }),
      );
    const usual = skeleton(render("z"));
    const check = (value: string) => {
      const markdown = render(value);
      expect(markup(markdown)).toEqual([]);
      const links = allTokens(markdown).filter((token) => token.type === "link");
      expect(links.filter((token) => !OURS.test((token as Tokens.Link).href))).toEqual([]);
      expect(hasUnseen(markdown.replaceAll("\n", ""))).toBe(false);
      return markdown;
    };
    for (const fragment of FRAGMENTS) {
      const markdown = check(fragment);
      // what is known to harm is recognised by its words, so lists may differ: headings may not, nor a table's width
      expect(skeleton(markdown).filter((block) => block.startsWith("heading"))).toEqual(
        usual.filter((block) => block.startsWith("heading")),
      );
      const tables = skeleton(markdown).flatMap((block) => [...block.matchAll(/^table (\d+) \[([\d ]*)\]/g)]);
      expect(tables.length).toBeGreaterThan(10);
      for (const [, width = "", rows = ""] of tables) expect(new Set(rows.split(" "))).toEqual(new Set([width]));
    }
    fc.assert(
      fc.property(hostileText, (value) => void check(value)),
      { numRuns: 25 },
    );
  });

  it("survives names that objects already have", () => {
    const report = buildReport(
      tampered(sampleAnalysis, () => "__proto__"),
      { now },
    );
    expect(renderMarkdown(report)).toContain("__proto__");
    expect(renderText(report)).toContain("__proto__");
  });

  it("keeps a megabyte in bounds", () => {
    const markdown = renderMarkdown(
      buildReport(
        tampered(sampleAnalysis, (text) => text + "A".repeat(200_000)),
        { now },
      ),
    );
    expect(markdown.length).toBeLessThan(400_000);
  });
});

/** Values that the reader of the YAML lets through as a person wrote them; the others are of a closed list, or instants. */
const CLOSED =
  /^(?:at|started|completed|fixedAt|is|kind|type|logins|delivered|language|findings|resolves|file|where|places|todos)$/;

/** A copy of what is stated with every free text changed. */
function tamperedWords(value: unknown, change: (text: string) => string, key = ""): unknown {
  if (typeof value === "string")
    return CLOSED.test(key) || (key === "status" && /^(?:open|done|completed)$/.test(value)) ? value : change(value);
  if (Array.isArray(value)) return CLOSED.test(key) ? value : value.map((item) => tamperedWords(item, change, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      // a preventive measure's file, a place in the YAML: objects are walked, places are not words
      name === "places" || name === "where" || (name === "at" && typeof held === "object")
        ? held
        : tamperedWords(held, change, name === "file" && typeof held === "object" ? "" : name),
    ]),
  );
}
