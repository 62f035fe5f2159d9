import { beforeAll, expect, test } from "vitest";
import { type Smoke, smoke } from "../tools/smoke.mjs";

let result: Smoke;
beforeAll(() => {
  result = smoke();
}, 120_000);

test("the tarball holds what is needed to run, and nothing else", () => {
  expect(result.packed).toEqual(
    expect.arrayContaining(["dist/cli/main.js", "dist/index.d.ts", "README.md", "LICENSE", "CHANGELOG.md"]),
  );
  expect(
    result.packed.filter(
      (path) => !/^(dist|grammars|schemas)\/|^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
    ),
  ).toEqual([]);
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
