/** Results are kept: one JSON object a measurement, and a section a run for people. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Finding, Occasion, Stored } from "./figure.ts";
import { machineText, tablesByPart } from "./table.ts";

const lines = fileURLToPath(new URL("results.jsonl", import.meta.url));
const sections = fileURLToPath(new URL("results.md", import.meta.url));

export function store(occasion: Occasion, findings: readonly Finding[]): void {
  appendFileSync(lines, findings.map((one) => `${JSON.stringify({ ...occasion, ...one })}\n`).join(""));
  appendFileSync(sections, `\n${section(occasion, findings)}`);
}

/** Everything that was ever stored, the newest last. */
export function stored(): readonly Stored[] {
  if (!existsSync(lines)) return [];
  return readFileSync(lines, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Stored);
}

/** One run for people. */
export function section(of: Occasion, findings: readonly Finding[]): string {
  const turns = findings.flatMap((one) => (one.type === "figure" ? [one.turns.length] : []));
  const medians = turns.length > 0 ? `; medians of ${Math.max(...turns)}, turn about, warm cache` : "";
  return `## ${of.at.slice(0, 10)}, commit ${of.commit}\n\n\`${of.command}\`: ${machineText(of.machine)}${medians}.\n\n${tablesByPart(findings)}\n`;
}
