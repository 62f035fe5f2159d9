import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { alerts } from "../../../src/report/sections/alerts/section.ts";
import { commands } from "../../../src/report/sections/commands/section.ts";
import { documents } from "../../../src/report/sections/documents/section.ts";
import { hardening } from "../../../src/report/sections/hardening/section.ts";
import { maintenance } from "../../../src/report/sections/maintenance/section.ts";
import { prevention } from "../../../src/report/sections/prevention/section.ts";
import { resources } from "../../../src/report/sections/resources/section.ts";
import { troubleshooting } from "../../../src/report/sections/troubleshooting/section.ts";
import { hasUnseen } from "../../../src/report/visible.ts";
import { openAnalysis, sampleAnalysis } from "../sample-analysis.ts";
import { FRAGMENTS, tampered } from "../support/hostile.ts";
import { allTokens, skeleton } from "../support/markdown-reader.ts";
import { printed, reportOn } from "./printed.ts";

const SECTIONS = [prevention, maintenance, alerts, hardening, troubleshooting, commands, documents, resources];
const OURS = /^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|github\.com\/Exim|hestiacp\.com|pages\.nist\.gov)\//;

/** An intervention.yaml in which everything that these sections print is `value`; JSON is YAML. */
const yaml = (value: string) =>
  JSON.stringify({
    preventive: [
      {
        title: `t${value}`,
        purpose: `p${value}`,
        installed: `i${value}`,
        file: { path: `/x${value}`, is: "created", content: `a${value}\nb` },
      },
    ],
    hardening: [{ item: `i${value}`, evidence: `e${value}` }],
    documents: [{ title: `t${value}`, where: `w${value}` }],
  });

// a YAML file holds no lone surrogate; text is read as UTF-8
const WRITABLE = FRAGMENTS.filter((fragment) => !/[\ud800-\udfff]/u.test(fragment));

describe.each([
  ["sample", sampleAnalysis],
  ["open", openAnalysis],
] as const)("advice over hostile logs and statements: %s", (_, analysis) => {
  const print = (value: string) => {
    const report = reportOn(
      tampered(analysis, (text) => `${text}${value}w`),
      yaml(value),
    );
    return SECTIONS.map((section) => printed(section, report) ?? "").join("\n\n");
  };
  const usual = skeleton(print("z"));

  it("keeps its structure, and shows nothing that cannot be seen", () => {
    for (const fragment of WRITABLE) {
      const markdown = print(fragment);
      expect([fragment, skeleton(markdown)]).toEqual([fragment, usual]);
      const tokens = allTokens(markdown);
      expect(tokens.filter((token) => ["html", "image", "del", "em", "br"].includes(token.type))).toEqual([]);
      const links = tokens.filter((token) => token.type === "link").map((token) => (token as Tokens.Link).href);
      expect(links.filter((href) => !OURS.test(href))).toEqual([]);
      expect(hasUnseen(markdown.replaceAll("\n", ""))).toBe(false);
    }
  });
});
