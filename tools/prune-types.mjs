/**
 * Leaves in dist/ only the declarations that a user's compiler can reach from package.json's exports: tsc writes one for
 * every module of src/, most of which nobody can import.
 *
 *   node tools/prune-types.mjs
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const reached = new Set();
for (const { types } of Object.values(exports)) if (types !== undefined) reach(join(root, types));
for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  const path = join(dist, name);
  if (name.endsWith(".d.ts") && !reached.has(path)) rmSync(path);
}

/** A declaration and all that it imports from beside it. */
function reach(path) {
  if (reached.has(path)) return;
  if (!existsSync(path)) throw new Error(`${path} is imported, but tsc did not write it`);
  reached.add(path);
  for (const [, target] of readFileSync(path, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
    reach(resolve(dirname(path), target.replace(/\.(?:js|ts)$/, ".d.ts")));
}
