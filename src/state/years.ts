/** Years of logs that lack them, from run to run: whether a log that grew has still those that its first lines were read with. */
import type { TimedEvent } from "../engine/contract.ts";
import type { Source } from "../engine/source.ts";
import { datedSurvey, type YearChoice } from "../engine/year.ts";
import type { YearFinder } from "../engine/year-finder.ts";
import { type YearTable, yearsOf } from "../engine/year-table.ts";
import type { StoredLog, StoredYears } from "./log.ts";
import { hasNews, type KnownLog } from "./match.ts";

/** The years of a log turned out to be others: everything has to be read anew. */
export class StartOver extends Error {
  override readonly name = "StartOver";
}

/** Whether two tables give the lines before an offset the same years. */
function sameYears(one: YearTable, other: YearTable, until: number): boolean {
  const [a, b] = [stepsOf(one, until), stepsOf(other, until)];
  return a.length === b.length && a.every((step, at) => step === b[at]);
}

function stepsOf({ zero, offsets, years }: YearTable, until: number): readonly string[] {
  return offsets.flatMap((offset, at) => (offset < until ? [`${offset} ${zero + (years[at] ?? 0)}`] : []));
}

/** What the state knows of the stamps of a log. */
export function recall<E extends TimedEvent>(years: YearFinder<E>, source: Source, stored: StoredLog): void {
  const { account, position, survey, isWhole } = stored;
  const { from, to, yearless } = account;
  const span = from === null || to === null ? null : { from, to };
  if (source.file === null) {
    if (yearless && stored.years !== null) years.recall(source, choiceOf(stored.years));
    else if (span !== null) years.finished(source, span);
    return;
  }
  const isAll = isWhole && !hasNews(source, stored);
  years.goOn(source, { from: position, survey: survey ?? datedSurvey(span), span: yearless ? null : span }, isAll);
}

function choiceOf({ table, ...choice }: StoredYears): YearChoice {
  return { ...choice, table: () => table, ...yearsOf(table) };
}

/** Chooses the years of logs that lack them. Returns what cannot be mended. */
export async function chooseYears<E extends TimedEvent>(
  logs: readonly KnownLog[],
  years: YearFinder<E>,
  gone: readonly StoredLog[],
): Promise<readonly string[]> {
  const doubts: string[] = [];
  for (const { source, stored } of logs) {
    const choice = await years.chooseFor(source);
    if (stored === null || stored.years === null) continue;
    if (sameYears(stored.years.table, choice.table(), stored.position)) continue;
    if (gone.every(({ account }) => account.lines === 0) && source.file?.rest === undefined) throw new StartOver();
    years.recall(source, choiceOf(stored.years));
    doubts.push(
      `${source.name}: its lines were read as of ${stored.years.last}, and look now as if they were of ${choice.last}; delete the state file and give the year to begin anew`,
    );
  }
  return doubts;
}

/** A choice as the state keeps it. */
export function storedYears({ first, last, from, basis, table }: YearChoice): StoredYears {
  return { table: table(), first, last, from, basis };
}
