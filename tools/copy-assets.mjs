// Finishes what tsc leaves undone in dist/: copies remedies and section templates to the same place as in src/, and writes
// each remedy, checked, as JSON too, so that the built program does without YAML and schema (src/knowledge/read-remedy.ts).
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const { loadRemedy } = await import("../dist/knowledge/load-remedy.js");
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

const choice = join(dist, "knowledge", "read-remedy");
writeFileSync(
  `${choice}.js`,
  '// Written by the build: see read-remedy.ts.\nexport { remedyFromJson as readRemedy } from "./from-json.js";\n',
);
writeFileSync(`${choice}.d.ts`, 'export { remedyFromJson as readRemedy } from "./from-json.js";\n');
for (const map of [".js.map", ".d.ts.map"]) rmSync(choice + map, { force: true });
