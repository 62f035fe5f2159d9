import type { LineNumbers } from "../engine/fold.ts";
import type { Instant } from "../parsers/events.ts";
import type { Assumptions, Coverage } from "./analysis.ts";
import type { States } from "./analyzer.ts";

/** What a run of the engine gives, as far as judging needs it. */
export interface Folded {
  readonly states: States;
  readonly sources: readonly {
    readonly name: string;
    readonly dialects: readonly string[];
    readonly lines: number;
    readonly recognised: number;
    readonly unrecognised: number;
    readonly from: Instant | null;
    readonly to: Instant | null;
  }[];
  readonly coverage: Coverage;
  readonly assumptions: Assumptions;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly lineNumbers: LineNumbers;
}
