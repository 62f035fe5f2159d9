/** Analyzers of other packages: what they are, and which lists of them mean something. */
import type { AnalyzerId, ExternalId } from "../analyzers/analysis.ts";
import type { Analyzer, AnyAnalyzer } from "../analyzers/analyzer.ts";
import { analyzers } from "../analyzers/index.ts";
import { ToolError } from "../error.ts";
import type { Advice } from "../report/advice.ts";

/**
 * An analyzer from outside this package, with its remedy and words: `analyze` runs it, `buildReport` prints what it found
 * as it prints our own. Its id is `author/name`; ids of its folds begin with the same author.
 */
export interface ExternalAnalyzer extends Analyzer<ExternalId>, Advice {
  readonly id: ExternalId;
}

/** `acme/greylisting`: as it may stand in a key, a page and a file name. */
const idForm = /^[a-z0-9][a-z0-9-]{0,39}\/[a-z0-9][a-z0-9-]{0,59}$/;

/** As AnalyzeOptions has them. */
interface Choice {
  readonly only?: readonly AnalyzerId[] | undefined;
  readonly analyzers?: readonly ExternalAnalyzer[] | undefined;
}

/**
 * The analyzers that a run is judged by.
 *
 * @throws ToolError `usage` for an id that is none, or that two analyzers or folds have
 */
export function chosenAnalyzers({ only, analyzers: external = [] }: Choice): readonly AnyAnalyzer[] {
  checkExternal(external);
  const own = only === undefined ? analyzers : analyzers.filter(({ id }) => only.includes(id));
  return [...own, ...external];
}

function checkExternal(external: readonly ExternalAnalyzer[]): void {
  const ids = new Set<string>();
  const folds = new Map<string, object>();
  for (const analyzer of external) {
    const { id } = analyzer;
    if (!idForm.test(id))
      throw new ToolError(
        "usage",
        `analyzers: ${JSON.stringify(id)} is no id; write author/name in lower case, such as acme/greylisting`,
      );
    if (ids.has(id)) throw new ToolError("usage", `analyzers: ${id} is given twice`);
    ids.add(id);
    const author = id.slice(0, id.indexOf("/") + 1);
    for (const fold of analyzer.folds) {
      if (!fold.id.startsWith(author))
        throw new ToolError(
          "usage",
          `analyzers: the fold ${JSON.stringify(fold.id)} of ${id} must begin with ${author}`,
        );
      if ((folds.get(fold.id) ?? fold) !== fold)
        throw new ToolError("usage", `analyzers: two folds have the id ${fold.id}; rename one`);
      folds.set(fold.id, fold);
    }
  }
}
