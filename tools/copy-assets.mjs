// Copies what tsc leaves out, remedies and section templates, from src/ to the same place in dist/.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const assets = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(yaml|mustache)$/.test(name),
);

for (const name of assets) {
  const target = join(root, "dist", name);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(root, "src", name), target);
}
