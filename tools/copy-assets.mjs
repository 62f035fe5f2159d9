// Puts into dist/ what is read at run time: copies remedies and section templates to the same place as in src/, and writes
// each remedy, checked, as JSON too, so that the built program does without YAML and schema (src/knowledge/read-remedy.ts).
// Run with tsx: the check is a module of src/.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadRemedy } from "../src/knowledge/load-remedy.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const assets = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(yaml|mustache)$/.test(name),
);

for (const name of assets) {
  const source = join(root, "src", name);
  const target = join(dist, name);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
  if (name.endsWith("remedy.yaml")) {
    const remedy = loadRemedy(readFileSync(source, "utf8"), `src/${name}`);
    writeFileSync(target.replace(/\.yaml$/, ".json"), `${JSON.stringify(remedy)}\n`);
  }
}
