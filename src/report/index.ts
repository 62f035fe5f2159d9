/** From an analysis to a report: `buildReport`, then a renderer. */
export { type BuildOptions, buildReport } from "./build.ts";
export type {
  Answer,
  Candidate,
  Danger,
  Diagnosis,
  Issue,
  LogPlace,
  Measured,
  OpenItem,
  Reference,
  Report,
  Statement,
  Step,
  Verdict,
} from "./model.ts";
export { type Prose, prosePlain, type Span } from "./prose.ts";
export { type RenderOptions, renderMarkdown } from "./render.ts";
export { type Paint, renderText, type Style, type TextOptions, wrapped } from "./text.ts";
