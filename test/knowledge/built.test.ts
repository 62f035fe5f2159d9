import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { builtInRemedies } from "../../src/knowledge/builtin.ts";

const built = pathToFileURL(resolve("dist", "knowledge", "builtin.js")).href;

/** What a program of its own prints, as JSON. */
function run(program: string): unknown {
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }));
}

it("the built package has the remedies of the sources", () => {
  const program = `import { builtInRemedies } from "${built}"; console.log(JSON.stringify(builtInRemedies()))`;
  expect(run(program), "run npm run build").toEqual(builtInRemedies());
});

it("the built package reads its remedies without YAML and schema", () => {
  // In a process of its own with both packages out of reach: a resolver that refuses them.
  const hook = `export async function resolve(name, context, next) {
    if (["yaml", "zod"].includes(name)) throw new Error("loads " + name);
    return next(name, context);
  }`;
  const program = `import { register } from "node:module";
    register("data:text/javascript,${encodeURIComponent(hook)}");
    const { builtInRemedy } = await import("${built}");
    const schema = await import("${built.replace("builtin", "load-remedy")}").catch((error) => error.message);
    console.log(JSON.stringify([builtInRemedy("stuck-queue").references.length > 0, schema]))`;
  expect(run(program)).toEqual([true, expect.stringMatching(/^loads (yaml|zod)$/)]);
});
