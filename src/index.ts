/**
 * mailmortem as a library: lines become events, events become an analysis, an analysis becomes a report.
 *
 * Nothing here ends the process or writes to the console; mistakes of the caller are a {@link ToolError}.
 */
export type * from "./analyzers/analysis.ts";
export type * from "./analyzers/facts.ts";
export { analyze } from "./api/analyze.ts";
export type { AnalyzeOptions, ReadOptions } from "./api/options.ts";
export { readEvents } from "./api/read.ts";
export type { Input, Progress } from "./engine/run.ts";
export { type Place, ToolError, type ToolErrorCode } from "./error.ts";
export type * from "./parsers/events.ts";
export { parseLine } from "./parsers/index.ts";
export { buildReport, renderMarkdown } from "./report/index.ts";
export { version } from "./version.ts";
