import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../src/report/model.ts";
import { beforeAfter } from "../../../src/report/sections/before-after/section.ts";
import { cacheFiles } from "../../../src/report/sections/cache-files/section.ts";
import { changes } from "../../../src/report/sections/changes/section.ts";
import { detection } from "../../../src/report/sections/detection/section.ts";
import { document } from "../../../src/report/sections/document/section.ts";
import { header } from "../../../src/report/sections/header/section.ts";
import { impact } from "../../../src/report/sections/impact/section.ts";
import { issues } from "../../../src/report/sections/issues/section.ts";
import { lessons } from "../../../src/report/sections/lessons/section.ts";
import { nextSteps } from "../../../src/report/sections/next-steps/section.ts";
import type { Section } from "../../../src/report/sections/section.ts";
import { stated } from "../../../src/report/sections/stated/section.ts";
import { status } from "../../../src/report/sections/status/section.ts";
import { timeline } from "../../../src/report/sections/timeline/section.ts";
import { verification } from "../../../src/report/sections/verification/section.ts";
import { hasUnseen } from "../../../src/report/visible.ts";
import { sampleAnalysis } from "../sample-analysis.ts";
import { FRAGMENTS } from "../support/hostile.ts";
import { allTokens, seen, skeleton } from "../support/markdown-reader.ts";
import { blocks, printed, reportOn, tokensOf } from "./printed.ts";
import { wholeYaml } from "./whole-yaml.ts";

const SECTIONS = [
  beforeAfter,
  cacheFiles,
  changes,
  detection,
  document,
  header,
  impact,
  issues,
  lessons,
  nextSteps,
  stated,
  status,
  timeline,
  verification,
] as const;
const OURS = /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com)\//;
/** Figures of the logs alone. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set(["impact", "before-after"]);

// a YAML file holds no lone surrogate; a backtick opens code in the operator's prose, and an end of line is one in a file
const WRITABLE = FRAGMENTS.filter((fragment) => !/[\ud800-\udfff]/u.test(fragment));
const SHAPING = /[`\n\r\u0085\u2028\u2029]/;

const reports = new Map<string, Report>();
function print(section: Section, value: string): string {
  const report = reports.get(value) ?? reportOn(sampleAnalysis, wholeYaml(value));
  reports.set(value, report);
  return printed(section, report) ?? "";
}

/** Every word that a reader sees, without the white space between. */
const words = (markdown: string) =>
  tokensOf(markdown)
    .flatMap((token) =>
      token.type === "table"
        ? [(token as Tokens.Table).header, ...(token as Tokens.Table).rows].flat().map((one) => seen(one.tokens))
        : token.type === "list"
          ? (token as Tokens.List).items.map((item) => seen(item.tokens))
          : [seen([token])],
    )
    .join(" ")
    .replace(/\s+/g, "");

describe.each(SECTIONS.map((section) => [section.id, section] as const))("hostile words in %s", (id, section) => {
  it("leave its tables, lists and headings as they are", () => {
    const usual = skeleton(print(section, "z"));
    expect(usual.length).toBeGreaterThan(0);
    for (const fragment of WRITABLE) {
      const markdown = print(section, fragment);
      if (!SHAPING.test(fragment)) expect([fragment, skeleton(markdown)]).toEqual([fragment, usual]);
      const tokens = allTokens(markdown);
      const made = tokens.filter(
        (token) =>
          ["image", "del", "em", "br"].includes(token.type) ||
          (token.type === "html" && !/^<\/?(?:details|summary)>/.test((token as Tokens.HTML).raw)),
      );
      expect([fragment, made]).toEqual([fragment, []]);
      const links = tokens.filter((token) => token.type === "link").map((token) => (token as Tokens.Link).href);
      expect(links.filter((href) => !OURS.test(href))).toEqual([]);
      expect(hasUnseen(markdown.replaceAll("\n", ""))).toBe(false);
    }
  });

  it.each(["|a|b", "<script>alert(1)</script>", "](javascript:alert(1))", "![x](//evil.example)", "**b**"])(
    "%j is read to the letter",
    (value) => {
      const said = words(print(section, `q${value}q`));
      expect(said).toBe(words(print(section, "qzq")).replaceAll("qzq", `q${value.trim()}q`));
      if (!WITHOUT_WORDS.has(id)) expect(said).toContain(`q${value.trim()}q`);
    },
  );
});

it("a command of several lines is printed as such", () => {
  const yaml = JSON.stringify({
    actions: [
      { at: "2026-01-08 14:18", does: "Looked.", commands: ["for id in $(exiqgrep -i); do\n  exim4 -Mvl $id\ndone\n"] },
    ],
    verification: [{ what: "Looked.", command: "a \\\r\n  b\n", output: "one\r\ntwo\n" }],
  });
  const report = reportOn(sampleAnalysis, yaml);
  expect(blocks(printed(changes, report))[0]).toEqual(["sh", "for id in $(exiqgrep -i); do\n  exim4 -Mvl $id\ndone"]);
  expect(blocks(printed(verification, report)).map(([, text]) => text)).toEqual(["a \\\n  b", "one\ntwo"]);
});

it("what stands between two backticks is code, and nothing more", () => {
  for (const section of [issues, changes, lessons, nextSteps]) {
    const spans = allTokens(print(section, " `rm <b>|` ")).filter(({ type }) => type === "codespan");
    expect(spans.map((span) => (span as Tokens.Codespan).text).join(" ")).toContain("rm <b>");
    expect(allTokens(print(section, " `rm <b>|` ")).filter(({ type }) => type === "table").length).toBe(
      allTokens(print(section, "z")).filter(({ type }) => type === "table").length,
    );
  }
});
