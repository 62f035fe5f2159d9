/**
 * Writes logs of any length for the benchmarks. Seeded: the same log and size are the same bytes on every machine.
 *
 *   tsx bench/generate.ts exim 2000000 FILE       lines as recorded in fixtures/logs, replayed as on a busy host
 *   tsx bench/generate.ts dovecot 1GB FILE        by size: MB or GB
 *   tsx bench/generate.ts exim-2m FILE            the 343 MB that figures up to November 2026 were measured on
 *   tsx bench/generate.ts exim-2m 20000 FILE      the beginning of it; dovecot-2m likewise
 *
 * --trouble 0.3: share of messages in trouble (default 0.06); --seed 7.
 */
import { parseArgs } from "node:util";
import { writeInvented } from "./invented/write.ts";
import { sizeOf } from "./size.ts";
import { ordinary } from "./traffic/replay.ts";
import { writeTraffic } from "./traffic/write.ts";

const usage = "usage: tsx bench/generate.ts exim|dovecot LINES|SIZE FILE, or exim-2m|dovecot-2m [LINES] FILE";
const usualLines = 2_000_000;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { trouble: { type: "string" }, seed: { type: "string" } },
  });
  const [log = "", ...rest] = positionals;
  const path = rest.at(-1);
  if (path === undefined) throw new Error(usage);
  if (log === "exim-2m" || log === "dovecot-2m") {
    const lines = rest.length > 1 ? Number(rest[0]) : usualLines;
    const bytes = writeInvented(log === "exim-2m" ? "exim" : "dovecot", lines, path);
    console.log(`${path}: ${lines} lines, ${bytes} bytes`);
    return;
  }
  const size = rest.length === 2 ? sizeOf(rest[0] ?? "") : undefined;
  if ((log !== "exim" && log !== "dovecot") || size === undefined) throw new Error(usage);
  const written = writeTraffic(log, size, path, {
    ...ordinary,
    ...(values.trouble === undefined ? {} : { trouble: Number(values.trouble) }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  });
  console.log(`${path}: ${written.lines} lines, ${written.bytes} bytes`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
