/**
 * An intervention.yaml as a person may have pasted it together: whatever text a key takes is printed as text
 * (docs/intervention.md), and read back as it was written.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { ToolError } from "../../src/error.ts";
import { buildReport, renderHtml, renderMarkdown } from "../../src/index.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { sampleAnalysis } from "../report/sample-analysis.ts";
import { skeleton } from "../report/support/markdown-reader.ts";
import { expectOwnMarkup, expectOwnPage } from "./own.ts";
import { difference } from "./shapes.ts";
import { hostileFragments, hostileText } from "./strings.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const written = parse(readFileSync("fixtures/logs/incident-night/intervention.yaml", "utf8")) as Record<
  string,
  unknown
>;

/** Keys whose values are of a closed form: instants, amounts, findings, choices. */
const CLOSED =
  /^(?:at|started|completed|downtime|fixedAt|stuck|delivered|lost|logins|kind|is|type|finding|findings|resolves|timezone|language|size|active|frozen)$/;

/** The document with `change` applied to every free text. */
function changed(value: unknown, change: (text: string) => string, key = ""): unknown {
  if (typeof value === "string")
    return CLOSED.test(key) || (key === "status" && /^(?:open|done|in progress)$/.test(value)) ? value : change(value);
  if (Array.isArray(value)) return value.map((item) => changed(item, change, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, changed(held, change, name)]));
}

function reportOf(yaml: string) {
  const { stated } = readIntervention(yaml, "intervention.yaml", { zone: "UTC" });
  return buildReport(sampleAnalysis, { now, intervention: stated });
}

/** The words outside of code that a text brings are marked ones: there are none. */
const words = (value: string) =>
  value
    .replace(/\s+/g, " ")
    .split(" ")
    .map((word) => `=${word}=`)
    .join(" ");

describe("what an operator pastes", () => {
  const usual = renderMarkdown(reportOf(stringify(changed(written, (text) => `${text} =z=`))));

  it("is text, in Markdown and HTML", async () => {
    const check = async (value: string, withHtml: boolean) => {
      const report = reportOf(stringify(changed(written, (text) => `${text} ${words(value)}`)));
      const markdown = renderMarkdown(report);
      expectOwnMarkup(markdown);
      if (withHtml) expectOwnPage(await renderHtml(report));
      return markdown;
    };
    let compared = 0;
    // a pair of backticks is code, and what is known to harm is listed: these change a report's shape, and may
    const fragments = hostileFragments.filter((fragment) => !/[`\n\r]|reboot/.test(fragment));
    for (let at = 0; at < fragments.length; at += 10) {
      const fragment = fragments.slice(at, at + 10).join(" ");
      const markdown = await check(fragment, at % 50 === 0);
      const headings = (text: string) =>
        skeleton(text)
          .filter((block) => /^(?:heading|list|table)/.test(block))
          .join("\n");
      expect([fragment, difference(headings(markdown), headings(usual))]).toEqual([fragment, null]);
      compared++;
    }
    expect(compared).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(hostileText, async (value) => void (await check(value, false))),
      { numRuns: 15, seed: 20260112 },
    );
  });

  it("is read back as it was written, or refused with its place", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        const text = stringify({ title: `x${value}`, summary: `x${value}` });
        try {
          const { stated } = readIntervention(text, "i.yaml");
          expect(stated.title).toBe((parse(text) as { title: string }).title.trim());
        } catch (error) {
          if (!(error instanceof ToolError)) throw error;
          expect(error.message).toMatch(/^i\.yaml:\d+:\d+: /);
        }
      }),
      { numRuns: 200, seed: 20260113 },
    );
  });
});
