import { basename } from "node:path";
import type { Paint, Style } from "../report/index.ts";
import { shortNames } from "../report/names.ts";
import { visible } from "../report/visible.ts";
import type { CheckedClaim, VerifyResult } from "../verify/claims.ts";

const looks: Readonly<Record<CheckedClaim["result"], Style>> = {
  confirmed: "good",
  contradicted: "critical",
  "not checkable": "faint",
};
const widest = "not checkable".length;

/** How a checked report is shown. */
export interface VerifyTextOptions {
  /** The report's file as named. */
  readonly report: string;
  /** Names of the logs. */
  readonly sources: readonly string[];
  readonly paint: Paint;
}

/**
 * A checked report for people: for each claim its place, the result and the claim, below it what the logs say and where.
 *
 *     report.md:34  contradicted   clerk@notary.example | delivered | 14:18:22
 *                                  clerk@notary.example was delivered at 2026-01-08 14:18:54 UTC … (mainlog:1723)
 *
 * @param shown the claims to list; the totals are of all.
 */
export function verifyText(
  { totals }: VerifyResult,
  shown: readonly CheckedClaim[],
  { report, sources, paint }: VerifyTextOptions,
): string {
  const names = shortNames(sources);
  const name = visible(basename(report));
  const places = shown.map(({ line }) => `${name}:${line}`);
  const width = Math.max(0, ...places.map((place) => place.length));
  const lines = shown.map((claim, at) => {
    const { result, text, says, seen } = claim;
    const place = (places[at] ?? "").padEnd(width);
    const cited = [...new Set(seen.map(({ source, line }) => `${names.get(source) ?? source}:${line}`))].join(", ");
    const indent = " ".repeat(width + 2 + widest + 2);
    const because = visible(`${says}${cited === "" ? "" : ` (${cited})`}`);
    return `${place}  ${paint(looks[result], result.padEnd(widest))}  ${visible(text)}\n${indent}${paint("faint", because)}\n`;
  });
  const { claims, confirmed, contradicted, notCheckable } = totals;
  const sum = `${claims} ${claims === 1 ? "claim" : "claims"}: ${confirmed} confirmed, ${contradicted} contradicted, ${notCheckable} not checkable\n`;
  return `${lines.join("")}${lines.length > 0 ? "\n" : ""}${sum}`;
}
