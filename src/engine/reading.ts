/** Accounts become what a reading came to: coverage, remarks, assumptions, line numbers. */
import { accountSum, dialectsOf, type SourceAccount } from "./account.ts";
import type { Assumptions, Coverage, Problem, Reading } from "./contract.ts";
import { lineNumbers, type Range } from "./lines.ts";
import { listOf, type ShapeTable } from "./shapes.ts";
import type { Opened, Source } from "./source.ts";

/** A source and its account. */
export interface Accounted {
  readonly source: Pick<Source, "name" | "forced">;
  readonly account: SourceAccount;
}

/** What is known beside the accounts. */
export interface ReadingTerms {
  /** What opening the inputs came to. */
  readonly opened: Pick<Opened, "problems" | "warnings">;
  readonly shapes: ShapeTable;
  /** Names of the dialects that were tried. */
  readonly dialects: readonly string[];
  /** Zone of stamps that name none, and whether the operator gave it. */
  readonly zone: { readonly name: string; readonly given: boolean };
  readonly year: Assumptions["year"];
}

/** @param accounted sources in the order given. */
export function readingOf(accounted: readonly Accounted[], terms: ReadingTerms): Reading {
  const { problems, warnings } = terms.opened;
  const accounts = accounted.map(({ account }) => account);
  const froms = accounts.flatMap(({ from }) => from ?? []);
  const tos = accounts.flatMap(({ to }) => to ?? []);
  return {
    sources: accounts.map((account) => {
      const { name, lines, recognised, unrecognised, from, to } = account;
      return { name, dialects: dialectsOf(account), lines, recognised, unrecognised, from, to };
    }),
    coverage: coverageOf(accounts, terms.shapes, [
      ...problems.map(({ message }) => message),
      ...warnings,
      ...accounts.flatMap(({ name, notes }) => notes.map(({ text }) => `${name}: ${text}`)),
      ...accounted.flatMap((one) => remarksOn(one, terms)),
    ]),
    problems: [...problems, ...accounts.flatMap(failuresOf)],
    assumptions: { zone: zoneOf(accounts, terms), year: terms.year },
    from: froms.length === 0 ? null : froms.reduce((a, b) => Math.min(a, b)),
    to: tos.length === 0 ? null : tos.reduce((a, b) => Math.max(a, b)),
    lineNumbers: lineNumbers(rangesOf(accounts)),
  };
}

function coverageOf(accounts: readonly SourceAccount[], shapes: ShapeTable, warnings: readonly string[]): Coverage {
  const account = accountSum(accounts);
  const { read: lines, sum, ...parts } = account.lines;
  if (lines !== sum) throw new Error(`lines are not accounted for: ${JSON.stringify(account.lines)}`);
  const partial = accounts.reduce((all, one) => all + one.partial, 0);
  return { lines, ...parts, partial, account, shapes: listOf(shapes), warnings };
}

function failuresOf({ name, notes }: SourceAccount): readonly Problem[] {
  return notes.filter(({ how }) => how === "fail").map(({ text }) => ({ source: name, message: `${name}: ${text}` }));
}

function remarksOn({ source, account }: Accounted, { dialects, zone }: ReadingTerms): readonly string[] {
  const { name, lines, timeless, inRepeatedHour, inSkippedHour, cut } = account;
  const remarks: string[] = [];
  const known = source.forced ?? dialects.join(" or ");
  if (lines > 0 && account.dialects.length === 0) {
    remarks.push(`${name}: no mail log; none of its lines (${lines}) is one of ${known}`);
  }
  if (timeless > 0) {
    remarks.push(`${name}: lines before the first time stamp (${timeless}) count at the time of the source`);
  }
  if (inRepeatedHour > 0) {
    remarks.push(
      `${name}: lines of an hour that the clocks of ${zone.name} show twice (${inRepeatedHour}) are of the first or the second one by their order in the file`,
    );
  }
  if (inSkippedHour > 0) {
    remarks.push(
      `${name}: lines of an hour that the clocks of ${zone.name} skip (${inSkippedHour}) are read as if they did not; perhaps the log is of another zone`,
    );
  }
  if (cut > 0) remarks.push(`${name}: lines of more than 64 MiB (${cut}) were cut`);
  return remarks;
}

function zoneOf(accounts: readonly SourceAccount[], { zone }: ReadingTerms): Assumptions["zone"] {
  const named = accounts.some(({ zoned }) => zoned) && accounts.every(({ zoneless }) => !zoneless);
  if (named) return { name: "as logged", basis: "every stamp names its zone" };
  return { name: zone.name, basis: zone.given ? "given" : "the zone of this machine" };
}

function rangesOf(accounts: readonly SourceAccount[]): ReadonlyMap<string, readonly Range[]> {
  return new Map(accounts.map(({ name, ranges }) => [name, ranges]));
}
