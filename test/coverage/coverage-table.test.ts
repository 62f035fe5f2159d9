import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { coverageTable, measuredSources, tableFile } from "../../tools/coverage-table.ts";
import { siteList, siteWritten } from "../../tools/site-written.ts";
import { linesOf } from "../parsers/exim-read.ts";

const sources = measuredSources();

describe.skipIf(sources.length === 0)("docs/coverage.md (needs ../shared)", () => {
  test("is what `npm run coverage` writes", () => {
    expect(readFileSync(tableFile, "utf8")).toBe(coverageTable(sources));
  });

  test("99 % of the lines of Exim's and Dovecot's own sources are recognised", () => {
    const own = sources
      .flatMap(({ lines }) => lines)
      .filter(({ outcome }) => outcome === "recognised" || outcome === "partial" || outcome === "unknown");
    expect(own.filter(({ outcome }) => outcome === "recognised").length / own.length).toBeGreaterThan(0.99);
  });
});

describe("the list of site-written lines", () => {
  test.skipIf(sources.length === 0)("has no pattern that nothing needs (needs ../shared)", () => {
    const told = sources.flatMap(({ name, lines }) =>
      lines
        .filter(({ outcome }) => outcome === "site" || outcome === "no-log")
        .map(({ text }) => ({ folder: name.split("/")[1] ?? "", body: body(text) })),
    );
    const idle = siteList.flatMap(({ source, patterns }) =>
      patterns.filter((pattern) => {
        const expression = new RegExp(pattern);
        return !told.some((line) => line.folder.startsWith(source) && expression.test(line.body));
      }),
    );
    expect(idle).toEqual([]);
  });

  test("each entry has a reason", () => expect(siteList.every(({ reason }) => reason.length > 5)).toBe(true));

  /** Every folder's patterns against what Exim's own source says. */
  const folders = ["exim-testsuite-mainlog", "fail2ban"];
  const own = ["exim-mainlog", "exim-notes", "exim-paniclog"].flatMap((name) => linesOf(`lines/${name}.txt`));
  test.each(folders)("takes no line of Exim's own: %s", (folder) => {
    expect(own.filter((line) => siteWritten(folder, body(line)) !== undefined)).toEqual([]);
  });
});

/** A line without its stamp, pid and id. */
function body(line: string): string {
  return line.replace(/^\d{4}-\d\d-\d\d [\d:.]+( [-+]\d{4})?( \[\d+\])?( \w{6}-\w{6}-\w{2}| \w{6}-\w{11}-\w{4})? /, "");
}
