import { beforeAll, expect, test } from "vitest";
import { contentFaults } from "../tools/package-programs.mjs";
import { type Smoke, smoke } from "../tools/smoke.mjs";

let result: Smoke;
beforeAll(() => {
  result = smoke();
}, 120_000);

test("the tarball holds what is needed to run, and nothing else", () => {
  expect(contentFaults(result.packed)).toEqual([]);
  const templates = result.packed.filter((path) => path.endsWith(".mustache") || path.endsWith("remedy.yaml"));
  expect(templates.length).toBeGreaterThan(4);
});

test("the installed command reads piped logs", () => {
  expect(result.report).toMatch(/^# /);
  expect(result.report).toContain("/etc/exim4/domains/");
});

test("the ten-line program of the README runs against the installed library", () => {
  expect(result.program).toContain("tainted-filename");
});

test.each([
  "test/api.test.ts",
  "src/index.ts",
  "dist/index.js.map",
  "bench/run.ts",
  "fixtures/logs/clean-day/dovecot.log",
  ".env",
])("%s would be one file too many", (path) => {
  expect(contentFaults([...result.packed, path])).toEqual([`${path} is of no use`]);
});

test.each(["LICENSE", "README.md", "man/mailmortem.1", "dist/testing/index.d.ts"])(
  "without %s it would be refused",
  (path) => {
    expect(contentFaults(result.packed.filter((one) => one !== path))).toEqual([`${path} is missing`]);
  },
);
