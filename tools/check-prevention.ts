/**
 * Has the files that reports propose checked by the programs that would read them, and prints each verdict. A checker
 * that is not installed is passed over, but not where `CI` is set: there it fails. Ends with `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFiles, filesOfCase } from "./prevention-checks.ts";

const CASES = ["incident-night", "dovecot-mmap", "frozen-bounces", "host-down"];
const must = process.env.CI === "true";
let passed = 0;
let failed = 0;
const folder = mkdtempSync(join(tmpdir(), "prevention-"));
try {
  for (const name of CASES) {
    for (const { check, file, result, says } of checkFiles(await filesOfCase(name), join(folder, name))) {
      process.stdout.write(`${result}: ${name}: ${check} ${file}\n${result === "failed" ? `${says}\n` : ""}`);
      if (result === "passed") passed++;
      if (result === "failed" || (result === "missing" && must)) failed++;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
