/** Whether a log that grew has still the years that its first lines were read with. */
import type { YearTable } from "../engine/year-table.ts";

/** The years of a log turned out to be others: everything has to be read anew. */
export class StartOver extends Error {
  override readonly name = "StartOver";
}

/** Whether two tables give the lines before an offset the same years. */
export function sameYears(one: YearTable, other: YearTable, until: number): boolean {
  const [a, b] = [stepsOf(one, until), stepsOf(other, until)];
  return a.length === b.length && a.every((step, at) => step === b[at]);
}

function stepsOf({ zero, offsets, years }: YearTable, until: number): readonly string[] {
  return offsets.flatMap((offset, at) => (offset < until ? [`${offset} ${zero + (years[at] ?? 0)}`] : []));
}
