/**
 * mailmortem as a library: lines become events, events become an analysis, an analysis becomes a report.
 *
 * Nothing here ends the process or writes to the console; mistakes of the caller are a {@link ToolError}.
 */
export type * from "./analyzers/analysis.ts";
export type * from "./analyzers/facts.ts";
export { analyze } from "./api/analyze.ts";
export type { ExternalAnalyzer } from "./api/external.ts";
export type { AnalyzeOptions, ReadOptions } from "./api/options.ts";
export { readEvents } from "./api/read.ts";
export { type TraceOptions, type TraceResult, trace } from "./api/trace.ts";
export { type VerifyOptions, verify } from "./api/verify.ts";
export { type Look, openWatcher, type Watcher, type WatchTerms } from "./api/watch.ts";
export type { ByteStream, Input, Problem, Progress } from "./engine/contract.ts";
export { type Place, ToolError, type ToolErrorCode } from "./error.ts";
export { type InterventionYamlOptions, interventionYaml } from "./init/intervention-yaml.ts";
export { bindFindings } from "./knowledge/bind-findings.ts";
export type * from "./knowledge/intervention.ts";
export type { FindingReference, InterventionDraft } from "./knowledge/intervention-draft.ts";
export { type InterventionSurroundings, readIntervention } from "./knowledge/load-intervention.ts";
export type * from "./parsers/events.ts";
export { type ParseOptions, parseLine, unescaped, utf8 } from "./parsers/index.ts";
export { type RedactionLevel, type RedactionOptions, redactReport } from "./redact/index.ts";
export {
  type BrokenSample,
  type Mojibake,
  recogniseMojibake,
  repairMojibake,
  type WrongEncoding,
} from "./repair/index.ts";
export {
  type BuildOptions,
  buildReport,
  drawCharts,
  type RenderOptions,
  type Report,
  renderHtml,
  renderMarkdown,
  splitInstants,
} from "./report/index.ts";
export type * from "./trace/model.ts";
export type { CheckedClaim, ClaimKind, VerifyResult } from "./verify/claims.ts";
export { version } from "./version.ts";
