/**
 * How much of the public test logs and of the recorded logs the parsers read.
 *
 *   npm run coverage                       writes docs/coverage.md
 *   npm run coverage -- --show fail2ban    prints the lines of a source that are not recognised, with their file
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { coverageTable, measuredSources, tableFile } from "./coverage-table.ts";

const { values } = parseArgs({ options: { show: { type: "string" } } });
const sources = measuredSources();
if (sources.length === 0) process.stderr.write("../shared is not here: nothing to measure\n");
else if (values.show === undefined) writeFileSync(tableFile, coverageTable(sources));
else for (const { name, lines } of sources) if (name.includes(values.show)) show(lines);

function show(lines: (typeof sources)[number]["lines"]): void {
  for (const { file, outcome, text } of lines)
    if (outcome === "partial" || outcome === "unknown") process.stdout.write(`${outcome} ${file}: ${text}\n`);
}
