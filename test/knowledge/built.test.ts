import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { builtInRemedies } from "../../src/knowledge/builtin.ts";

const built = resolve("dist");
const night = resolve("fixtures", "logs", "incident-night");

/** Runs the built program with both packages out of reach: by a resolver that refuses them. Both its outputs. */
function runWithout(...args: readonly string[]): string {
  const hook = `export async function resolve(name, context, next) {
    if (["yaml", "zod"].includes(name)) throw new Error("loads " + name);
    return next(name, context);
  }`;
  const registration = `import { register } from "node:module";
    register("data:text/javascript,${encodeURIComponent(hook)}");`;
  const program = ["--import", `data:text/javascript,${encodeURIComponent(registration)}`, `${built}/cli/main.js`];
  try {
    return execFileSync(process.execPath, [...program, ...args], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return `${stdout}${stderr}`;
  }
}

describe("the built package (npm run build)", () => {
  it.each(Object.entries(builtInRemedies()))("has the remedy of %s as the sources have it", (analyzer, remedy) => {
    const text = readFileSync(`${built}/analyzers/${analyzer}/remedy.json`, "utf8");
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(remedy)));
  });

  it("reads its remedies without YAML and schema", () => {
    const told = runWithout("analyze", "--tz", "UTC", "--quiet", `${night}/exim4/mainlog`);
    expect(told).toContain("allow_insecure_tainted_data");
    expect(told).not.toContain("loads ");
  });

  it("needs them for what an operator wrote", () => {
    const told = runWithout(
      "report",
      "--tz",
      "UTC",
      "--quiet",
      "-i",
      `${night}/intervention.yaml`,
      `${night}/exim4/mainlog`,
    );
    expect(told).toMatch(/loads (?:yaml|zod)/);
  });
});
