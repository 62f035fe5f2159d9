/** From an analysis to a report: `buildReport`, then a renderer. */
export type { Remedies } from "../knowledge/builtin.ts";
export { loadRemedy as readRemedy } from "../knowledge/load-remedy.ts";
export type * from "../knowledge/remedy.ts";
export type { Advice } from "./advice.ts";
export { type BuildOptions, buildReport } from "./build.ts";
export { splitInstants } from "./change.ts";
export type { Chart, ChartTable } from "./charts/chart.ts";
export { type Drawing, drawCharts } from "./charts/draw.ts";
export type { GeneratedConfig, HostNames } from "./host.ts";
export { renderHtml } from "./html/index.ts";
export type {
  Alert,
  Answer,
  Candidate,
  Change,
  Check,
  Danger,
  Detection,
  Diagnosis,
  Issue,
  LogPlace,
  Measured,
  Notice,
  OpenItem,
  Origin,
  PreventiveFile,
  Reference,
  Report,
  Statement,
  Step,
  Verdict,
} from "./model.ts";
export { type Mode, modes } from "./modes.ts";
export { type Prose, prosePlain, type Span } from "./prose.ts";
export { type RenderOptions, renderMarkdown } from "./render.ts";
export type { ShellCommand } from "./shell.ts";
export { checkTemplate } from "./templates/check.ts";
export type { UserTemplates } from "./templates/printer.ts";
export { type Paint, renderText, type Style, type TextOptions, wrapped } from "./text.ts";
export type { ProofWords } from "./verdict.ts";
export type { ExternalWording } from "./wording/external.ts";
export type { Leftover } from "./wording/wording.ts";
