/**
 * Writes hostile logs as the tests of test/hostile make them, a folder a seed, for who wants to look at what is made of them:
 *
 *   npx tsx tools/hostile-logs.ts FOLDER SEED…
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { FIELDS, type Field, logsWith } from "../test/hostile/logs.ts";
import { hostileText } from "../test/hostile/strings.ts";

const [folder, ...seeds] = process.argv.slice(2);
if (folder === undefined || seeds.length === 0) {
  console.error("hostile-logs: name a folder and seeds, such as: /tmp/hostile 1 2 3");
  process.exit(2);
}
for (const seed of seeds) {
  const texts = fc.sample(hostileText, { seed: Number(seed), numRuns: FIELDS.length });
  const textOf = (field: Field) => texts[FIELDS.indexOf(field)] ?? "";
  // Byte for byte every other time: what a daemon escapes is no harm.
  const { mainlog, rejectlog, dovecot } = logsWith(textOf, Number(seed) % 2 === 0 ? "daemon" : "raw");
  const place = join(folder, seed);
  mkdirSync(place, { recursive: true });
  for (const [name, text] of Object.entries({ mainlog, rejectlog, "dovecot.log": dovecot }))
    writeFileSync(join(place, name), text, "latin1");
}
