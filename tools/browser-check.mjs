/**
 * Opens HTML reports in headless Chromium, as a phone and as A4 paper would show them, and checks what no test of text
 * can: nothing is loaded, nothing runs, nothing overflows or is cut, charts are visible, axe-core finds nothing.
 *
 *   node tools/browser-check.mjs REPORT.html…
 *
 * CHROMIUM names the browser; /usr/bin/chromium unless told. Exit 1 when a check failed, 2 when none could be made.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { probe } from "./browser-probe.mjs";

const SIZES = [
  { width: 390, height: 844 },
  { width: 794, height: 1123 },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let passed = 0;
let failed = 0;

/** One line a check; `wrong` holds what was found, nothing is good. */
function report(name, wrong) {
  if (wrong.length === 0) passed++;
  else failed++;
  console.log(`${wrong.length === 0 ? "ok    " : "FAILED"} ${name}`);
  for (const one of wrong.slice(0, 10)) console.log(`         ${one}`);
  if (wrong.length > 10) console.log(`         and ${wrong.length - 10} more`);
}

async function checkFile(browser, file) {
  const address = pathToFileURL(resolve(file)).href;
  for (const viewport of SIZES) {
    const name = `${basename(file)} at ${viewport.width}x${viewport.height}`;
    const context = await browser.newContext({ viewport });
    try {
      const page = await context.newPage();
      const requests = [];
      const errors = [];
      page.on("request", (request) => {
        const url = request.url().split("#")[0];
        if (url !== address) requests.push(`${request.resourceType()} ${url.slice(0, 200)}`);
      });
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") errors.push(message.text().slice(0, 300));
      });
      page.on("pageerror", (error) => errors.push(String(error).slice(0, 300)));
      page.on("dialog", (dialog) => {
        errors.push(`a dialog: ${dialog.message().slice(0, 100)}`);
        dialog.dismiss().catch(() => {});
      });
      await page.goto(address, { waitUntil: "load" });
      const shown = await page.evaluate(probe);
      report(`${name}: no script in it, and none ran`, shown.scripts);
      report(`${name}: one h1, a language, a title`, shown.document);
      report(`${name}: no horizontal overflow`, shown.overflow);
      report(`${name}: no clipped text`, shown.clipped);
      report(`${name}: ${shown.charts} charts, each wide enough with a visible mark`, shown.chartFaults);
      await page.evaluate(axe);
      const violations = await page.evaluate(async (values) => {
        const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
        return result.violations.map(
          ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0]?.target.join(" ")}`,
        );
      }, RULES);
      report(`${name}: axe-core finds nothing`, violations);
      // last, so that whatever the page wanted to do had its time
      report(`${name}: no request but the file itself`, requests);
      report(`${name}: no console error`, errors);
    } finally {
      await context.close();
    }
  }
}

const files = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (files.length === 0) {
  console.error("usage: node tools/browser-check.mjs REPORT.html…");
  process.exit(2);
}
for (const path of [...files, executablePath]) {
  if (existsSync(path)) continue;
  console.error(
    path === executablePath
      ? `no Chromium at ${path}; install the Debian package chromium, or name another in CHROMIUM`
      : `${path}: no such file`,
  );
  process.exit(2);
}
// the sandbox needs rights that a container rarely has; the pages are our own and scripts in them are a failure
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const file of files) await checkFile(browser, file);
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
