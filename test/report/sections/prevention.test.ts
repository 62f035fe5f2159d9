import { describe, expect, it } from "vitest";
import { harmfulIn } from "../../../src/report/harmful/index.ts";
import { prevention } from "../../../src/report/sections/prevention/section.ts";
import { cleanAnalysis, sampleAnalysis } from "../sample-analysis.ts";
import { blocks, headings, printed, reportOn, tables } from "./printed.ts";

/** What was done that night, as it is often done. */
const YAML = `
preventive:
  - title: Dovecot memory limit raised
    purpose: No more memory errors
    file:
      path: /etc/dovecot/conf.d/90-custom.conf
      is: created
      content: |
        service imap {
        \tvsz_limit = 3G
          process_limit = 256
        }
        default_vsz_limit = 3G
  - title: Cache cleanup
    installed: Sundays at three
    file:
      path: /usr/local/bin/dovecot-cache-cleanup.sh
      is: created
      content: |
        #!/bin/bash
        find /home -name dovecot.index.cache -size +100M | while read -r f; do rm -f "$f"; done
  - Queue age watched | by hand
`;

describe("preventive measures", () => {
  const report = reportOn(sampleAnalysis, YAML);
  const markdown = printed(prevention, report);

  it("begin with the operator's, marked as stated", () => {
    expect(headings(markdown).slice(0, 3)).toEqual([
      "## Preventive measures",
      "### Put in place by the operator",
      "### Files that fit this incident",
    ]);
    expect(markdown).toContain("**Dovecot memory limit raised** (stated, `intervention.yaml:3`)");
    expect(markdown).toContain("**Queue age watched \\| by hand** (stated,");
  });

  it("print stated files as they are, with spaces for tabs", () => {
    expect(blocks(markdown)[0]).toEqual([
      "text",
      "service imap {\n    vsz_limit = 3G\n  process_limit = 256\n}\ndefault_vsz_limit = 3G",
    ]);
  });

  it("warn beside what harms, and only there", () => {
    expect(tables(markdown).map((table) => table.map((row) => row[0]))).toEqual([
      [
        "Found in this measure",
        "default_vsz_limit is changed.",
        "process_limit of imap or pop3 is below its default of 1024.",
      ],
      ["Found in this measure", "Index files of Dovecot are deleted."],
    ]);
  });

  it("have each file with its purpose, its text and how to install it", () => {
    const files = headings(markdown).slice(3);
    expect(files).toEqual(report.prevention.map(({ path }) => `#### ${path}`));
    const made = blocks(markdown).slice(2);
    expect(made.map(([lang]) => lang)).toEqual(
      report.prevention.flatMap(({ language }) => [
        language === "bash" || language === "ini" ? language : "text",
        "sh",
      ]),
    );
    expect(made.filter((_, at) => at % 2 === 0).map(([, text]) => text)).toEqual(
      report.prevention.map(({ content }) => content.trimEnd()),
    );
    expect(made.filter((_, at) => at % 2 === 1).map(([, text]) => text)).toEqual(
      report.prevention.map(({ install }) => install.join("\n")),
    );
  });

  it("are compared with a stated file of the same path, and not installed over it", () => {
    const limits = report.prevention.find(({ language }) => language === "conf");
    const path = limits?.path ?? "";
    const collides = (is: "created" | "removed") =>
      printed(
        prevention,
        reportOn(
          sampleAnalysis,
          `actions: [{ at: "2026-01-08T14:05:00Z", does: x, files: [{ path: ${path}, is: ${is}${is === "created" ? ', after: "x"' : ""} }] }]`,
        ),
      ) ?? "";
    expect(collides("created")).toMatch(
      /The operator states to have created this file \(action 1\)\. Do not install this one over it: compare them; here `mail_cache_max_size = \w+`, `vsz_limit = \w+` are proposed\./,
    );
    expect(collides("created")).not.toContain(`test ! -e ${path}`);
    expect(collides("created")).toContain("doveconf -n > /dev/null &&");
    for (const other of [collides("removed"), markdown]) {
      expect(other).toContain(`test ! -e ${path}`);
      expect(other).not.toContain("The operator states to have");
    }
    expect(markdown).not.toContain("nothing here is installed yet");
  });

  it("do not propose what they warn of", () => {
    for (const { path, content, install } of report.prevention)
      expect([path, harmfulIn([content, ...install].join("\n"))]).toEqual([path, []]);
  });

  it("are left out when there are none", () => {
    expect(printed(prevention, reportOn(cleanAnalysis))).toBeNull();
    expect(headings(printed(prevention, reportOn(cleanAnalysis, "preventive: [Watched]")))).toEqual([
      "## Preventive measures",
      "### Put in place by the operator",
    ]);
  });
});
