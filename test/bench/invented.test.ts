import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeInvented } from "../../bench/invented/write.ts";

/** Figures up to November 2026 are of these logs. */
it.each([
  ["exim", "cf3c5e625d9f514ff18f4e4bd91c392d4b82c54617dde9e5e576dd88e4b60ab9"],
  ["dovecot", "2a32130ca0b7e37c47d7a96116e244e954834285bb9000ec4aa5060700c2643d"],
] as const)("still writes the log that earlier figures are of: %s", (log, hash) => {
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-"));
  const path = join(folder, "log");
  writeInvented(log, 20_000, path);
  expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(hash);
  rmSync(folder, { recursive: true });
});
