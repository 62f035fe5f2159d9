import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "../src/cli/program.ts";
import { manFile, manPage } from "../tools/man.ts";

const hasGroff = spawnSync("groff", ["--version"]).status === 0;

test("the manual page is what the commands say (npm run man)", () => {
  expect(readFileSync(manFile, "utf8")).toBe(manPage());
  expect(JSON.parse(readFileSync("package.json", "utf8")).man).toBe(`./${manFile}`);
});

test.skipIf(!hasGroff)("groff prints it without a warning, and every option is in it", () => {
  const { stdout, stderr, status } = spawnSync("groff", ["-man", "-ww", "-Tascii", "-P-cbou", manFile], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const { name, options } of commands) {
    expect(stdout).toContain(`mailmortem ${name}`);
    for (const [option, { hidden }] of Object.entries<{ hidden?: boolean }>(options))
      if (hidden !== true) expect(stdout).toContain(`--${option}`);
  }
});
