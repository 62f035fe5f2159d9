/** Words for when only a share of the messages was kept: of the others nothing is denied, and nothing called all. */
import type { Analysis } from "../analyzers/analysis.ts";
import { count, number } from "./format.ts";
import { prose, type Span } from "./prose.ts";

type Told = Pick<Analysis, "sampling">;

/** Whether messages are missing that were not kept. */
export const isSampled = ({ sampling }: Told): boolean => sampling !== undefined;

/** How many messages one that was kept stands for: 1 where all were. */
export const messagesEach = ({ sampling }: Told): number => sampling?.oneIn ?? 1;

/** `sampled` where messages are missing, else `whole`. */
export const whenSampled = <T>(analysis: Told, sampled: T, whole: T): T => (isSampled(analysis) ? sampled : whole);

/** "at least " before what is counted of kept messages and not multiplied: addresses, issues, the longest wait. */
export const atLeast = (analysis: Told): string => whenSampled(analysis, "at least ", "");

const NONE_KEPT = "none among those that were kept";

/** "64 messages"; none of those that were kept is not "0 messages". */
export const countKept = (value: number, analysis: Told, one: string, many?: string): string =>
  value === 0 && isSampled(analysis) ? NONE_KEPT : count(value, one, many);

/** "64" for a table; an estimate of none is no number. */
export const numberKept = (value: number, analysis: Told): string =>
  value === 0 && isSampled(analysis) ? "not known" : number(value);

/** Behind what is left to do: commands name what is known by its id. */
export const othersToo = (analysis: Told): readonly Span[] =>
  whenSampled(analysis, prose(" Named are only those that were kept: look for the others in the queue itself."), []);
