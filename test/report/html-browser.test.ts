import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartFiles } from "../../src/report/charts/index.ts";
import { renderHtml } from "../../src/report/html/index.ts";
import { buildReport } from "../../src/report/index.ts";
import { action, sampleReport } from "./charts/support/sample-report.ts";
import { cleanAnalysis, sampleAnalysis } from "./sample-analysis.ts";
import { tampered } from "./support/hostile.ts";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "mailmortem-browser-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Checked {
  readonly passed: number;
  /** Names of the checks that failed. */
  readonly failed: readonly string[];
  readonly output: string;
}

/** Opens all pages in one browser; what was found of each, by file name. */
function check(pages: ReadonlyMap<string, string>): (name: string) => Checked {
  const paths = [...pages].map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
  const { stdout, stderr } = spawnSync(process.execPath, ["tools/browser-check.mjs", ...paths], { encoding: "utf8" });
  return (name) => {
    const results = [...stdout.matchAll(/^(ok {4}|FAILED) (\S+) at \d+x\d+: (.*)$/gm)].filter(
      ([, , file]) => file === name,
    );
    return {
      passed: results.filter(([, result]) => result === "ok    ").length,
      failed: results.flatMap(([, result, , words = ""]) => (result === "FAILED" ? [words] : [])),
      output: `${stdout}${stderr}`,
    };
  };
}

// needs the Debian package chromium, or another Chromium named in CHROMIUM
describe.skipIf(!existsSync(chromium))(`pages in ${chromium}`, () => {
  let of: (name: string) => Checked;

  beforeAll(async () => {
    const now = Date.parse("2026-01-09T08:00:00Z");
    const long = `${"x".repeat(180)}<script>window.__ran=1</script><img src=x onerror="window.__ran=1"></title><svg onload=window.__ran=1>`;
    const night = sampleReport([action("2026-01-08T14:05:00Z", `<b>&${"y".repeat(90)}`)]);
    const hostile = tampered({ ...sampleAnalysis, mail: night.analysis.mail }, (text) => `${text}${long}`);
    const pictures = chartFiles(night).map(
      ({ svg }) => `<img alt="a chart" src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}">`,
    );
    const widths = "console.error([...document.images].map((one) => one.naturalWidth).join())";
    const bad = [
      '<!doctype html><meta charset="utf-8"><h1>a</h1><h1>b</h1><script>window.__ran=1;console.error("x")</script>',
      '<img src="http://192.0.2.1/x.png"><div style="width:900px">wide</div>',
      '<div style="overflow:hidden;width:30px;white-space:nowrap">this text is cut off</div>',
      '<svg width="100" height="50"><path class="mark" d="M0,0h10" fill="none"/></svg><table><tr><th>x</table>',
    ];
    of = check(
      new Map([
        ["night.html", await renderHtml({ ...night, intervention: null })],
        ["clean.html", await renderHtml(buildReport(cleanAnalysis, { now }))],
        ["hostile.html", await renderHtml(buildReport(hostile, { now }))],
        ["files.html", `<!doctype html><title>t</title>${pictures.join("")}<script>onload=()=>${widths}</script>`],
        ["bad.html", bad.join("\n")],
      ]),
    );
  }, 300_000);

  it("with charts are good", () => {
    expect(of("night.html").failed).toEqual([]);
    expect(of("night.html").passed).toBe(16);
    expect(of("night.html").output).toContain("night.html at 390x844: 4 charts, each wide enough");
  });

  it("of a clean day are good", () => {
    expect(of("clean.html").failed).toEqual([]);
    expect(of("clean.html").passed).toBe(16);
  });

  it("of hostile logs with very long names are good", () => {
    expect(of("hostile.html").failed).toEqual([]);
    expect(of("hostile.html").passed).toBe(16);
  });

  it("show chart files: a picture that is no SVG would have no width", () => {
    expect(of("files.html").output).toContain("880,880,880,880");
  });

  it("are refused when something is wrong with them: each check can fail", () => {
    expect(of("bad.html").passed).toBe(0);
    expect(of("bad.html").failed.slice(0, 8)).toEqual([
      "no script in it, and none ran",
      "one h1, a language, a title",
      "no horizontal overflow",
      "no clipped text",
      "1 charts, each wide enough with a visible mark",
      "axe-core finds nothing",
      "no request but the file itself",
      "no console error",
    ]);
    expect(of("bad.html").output.trimEnd()).toMatch(/\n\d+ passed, \d+ failed$/);
  });
});
