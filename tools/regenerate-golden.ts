/**
 * Writes fixtures/logs/<case>/expected anew, for all cases or those named. Then read the git diff: it is the review.
 *
 *   npm run golden -- clean-day
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { caseNames } from "./cases.ts";
import { expectedFolder, goldenTexts } from "./golden.ts";

const wanted = process.argv.slice(2);
for (const name of caseNames().filter((each) => wanted.length === 0 || wanted.includes(each))) {
  const folder = expectedFolder(name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const texts = await goldenTexts(name);
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
  console.log(`${folder}: ${Object.keys(texts).join(", ")}`);
}
