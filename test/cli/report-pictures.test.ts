import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { fixed, incidentLogs, incidentReport, incidentStatements, mailmortem, temporaryFolder } from "./spawned.ts";

const charts = ["delays.svg", "flow.svg", "queue.svg", "timeline.svg"];

/** Where the Markdown's pictures lead, as a browser would follow them from its folder. */
function pictures(markdown: string): readonly string[] {
  const links = [...readFileSync(markdown, "utf8").matchAll(/^!\[[^\]]+\]\(([^()\s]+)\)$/gm)];
  return links.map(([, link = ""]) => join(dirname(markdown), decodeURIComponent(link)));
}

const log = resolve(incidentLogs[0] ?? "");
const report = (cwd: string, args: readonly string[]) => mailmortem(["report", log, ...fixed, ...args], { cwd });

describe("--assets", () => {
  test.each([
    ["beside the Markdown", "x.md", "assets"],
    ["with a space and parentheses in the name", "x.md", "night (one) charts"],
    ["in a folder yet to be made, below another one", "x.md", join("a", "b", "charts")],
    ["with the Markdown in another folder", join("reports of may", "x.md"), "charts #1"],
    ["with the Markdown's own folder", join("reports", "x.md"), "reports"],
  ])("%s", (_where, md, assets) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, dirname(md)), { recursive: true });
    const { code, out } = report(cwd, ["-o", md, "--assets", assets]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    const files = readdirSync(join(cwd, assets)).filter((name) => name.endsWith(".svg"));
    expect(files.sort()).toEqual(charts);
    for (const name of files)
      expect(readFileSync(join(cwd, assets, name), "utf8")).toMatch(/^(?:<\?xml[^>]*>\s*)?<svg /);
    expect([...pictures(join(cwd, md))].sort()).toEqual(charts.map((name) => join(cwd, assets, name)));
    expect(readdirSync(join(cwd, assets)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("two Markdown files each reach the pictures from their own folder; standard output from the present one", () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "sub"));
    const { out } = report(cwd, ["-o", "x.md", "-o", join("sub", "y.md"), "-o", "-", "--assets", "p"]);
    const expected = charts.map((name) => join(cwd, "p", name));
    expect([...pictures(join(cwd, "x.md"))].sort()).toEqual(expected);
    expect([...pictures(join(cwd, "sub", "y.md"))].sort()).toEqual(expected);
    expect(out).toBe(readFileSync(join(cwd, "x.md"), "utf8"));
  });

  test("without it no picture is named, and none is written", () => {
    const { out } = incidentReport([]);
    expect(out).not.toContain(".svg");
  });
});

describe("--template", () => {
  test("its sections take the place of ours, in Markdown and HTML; the others stay", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "mine", "partials"), { recursive: true });
    writeFileSync(
      join(folder, "mine", "summary.mustache"),
      "## In short\n\n{{#questions}}- {{> mine}}\n{{/questions}}",
    );
    writeFileSync(join(folder, "mine", "partials", "mine.mustache"), "**{{question}}**");
    const [md, html] = [join(folder, "x.md"), join(folder, "x.html")];
    const args = ["-i", incidentStatements, "--template", join(folder, "mine"), "-o", md, "-o", html];
    expect(incidentReport(args).code).toBe(0);
    const text = readFileSync(md, "utf8");
    expect(text).toMatch(/## In short\n\n- \*\*[^*]+\*\*/);
    expect(text).not.toContain("## Executive summary");
    expect(text).toContain("## Timeline");
    expect(readFileSync(html, "utf8")).toMatch(/<h2[^>]*>In short/);
    expect(existsSync(join(folder, "x.json"))).toBe(false);
  });
});
