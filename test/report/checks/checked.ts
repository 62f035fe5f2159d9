/** The checks of what a YAML states, in plain words. */
import type { Analysis } from "../../../src/analyzers/analysis.ts";
import { prosePlain } from "../../../src/report/index.ts";
import type { Check } from "../../../src/report/model.ts";
import { reportOn } from "../sections/printed.ts";

export interface Said {
  readonly claim: string;
  readonly result: Check["result"];
  readonly says: string;
  readonly seen: readonly string[];
  readonly line: number;
  readonly issue: number | null;
  readonly action: number | null;
}

export function checked(analysis: Analysis, yaml: string): readonly Said[] {
  return reportOn(analysis, yaml).checks.map(plain);
}

export function plain({ claim, result, says, seen, where, issue, action }: Check): Said {
  return {
    claim: prosePlain(claim),
    result,
    says: prosePlain(says),
    seen: seen.map(({ source, line }) => `${source}:${line}`),
    line: where.line,
    issue,
    action,
  };
}

/** The one check that a YAML of one claim leads to. */
export function check(analysis: Analysis, yaml: string): Said {
  const [first, ...more] = checked(analysis, yaml);
  if (first === undefined || more.length > 0) throw new Error(`${more.length + (first === undefined ? 0 : 1)} checks`);
  return first;
}
