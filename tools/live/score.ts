/** Counts what was asserted and says each one as it falls. */
import { isDeepStrictEqual } from "node:util";

export interface Score {
  /** One `passed: NAME` or `failed: NAME` line; the beginning of `detail` is printed when it failed. */
  readonly check: (name: string, holds: boolean, detail?: unknown) => void;
  /** The same for two values that have to be equal, deeply; the first differences are printed when they are not. */
  readonly equal: (name: string, observed: unknown, expected: unknown) => void;
  readonly passed: () => number;
  readonly failed: () => number;
}

/** A score that writes its lines to `out`. */
export function newScore(out: (line: string) => void): Score {
  let passed = 0;
  let failed = 0;
  const fall = (name: string, holds: boolean, details: readonly string[]) => {
    if (holds) passed++;
    else failed++;
    out(`${holds ? "passed" : "failed"}: ${name}`);
    if (!holds) for (const detail of details) out(detail.replace(/^/gm, "    "));
  };
  return {
    check: (name, holds, detail) => fall(name, holds, detail === undefined ? [] : [shown(detail, 3_000)]),
    equal: (name, observed, expected) =>
      fall(name, isDeepStrictEqual(observed, expected), differences(observed, expected).slice(0, 8)),
    passed: () => passed,
    failed: () => failed,
  };
}

/** `.findings[0].status: "open", expected "resolved"` */
function differences(observed: unknown, expected: unknown, at = ""): readonly string[] {
  if (isDeepStrictEqual(observed, expected)) return [];
  if (isRecord(observed) && isRecord(expected) && Array.isArray(observed) === Array.isArray(expected))
    return [...new Set([...Object.keys(observed), ...Object.keys(expected)])].flatMap((key) =>
      differences(observed[key], expected[key], Array.isArray(observed) ? `${at}[${key}]` : `${at}.${key}`),
    );
  return [`${at === "" ? "" : `${at}: `}${shown(observed, 300)}, expected ${shown(expected, 300)}`];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function shown(value: unknown, most: number): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
