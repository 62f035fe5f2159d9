/** The charts for library users: what draws is loaded with the first call, so that Markdown alone does not pay for it. */
import type { Report } from "../model.ts";
import type { Chart } from "./chart.ts";

/** A chart as a self-contained SVG. */
export interface Drawing {
  readonly charts: readonly Chart[];
  /** Standalone SVG documents. */
  readonly files: readonly { readonly name: string; readonly svg: string }[];
  /** A section for `RenderOptions.charts`; `folder` is where the files lie, as the Markdown's reader reaches it. */
  markdown(folder: string): string;
}

/** Draws a report's charts; one whose data says nothing is left out. */
export async function drawCharts(report: Report): Promise<Drawing> {
  const { chartFiles, chartsMarkdown, chartsOf } = await import("./index.ts");
  const charts = chartsOf(report);
  return { charts, files: chartFiles(report), markdown: (folder) => chartsMarkdown(charts, folder) };
}
