/** The charts of a report, as pictures with their figures, and as files. */
import type { Report } from "../model.ts";
import type { Chart } from "./chart.ts";
import { delayChart } from "./delays.ts";
import { flowChart } from "./flow.ts";
import { standalone } from "./frame.ts";
import { queueChart } from "./queue.ts";
import { timelineChart } from "./timeline.ts";

export type { Chart, ChartTable } from "./chart.ts";
export { chartsMarkdown } from "./markdown.ts";

/** Charts that have something to show, in the order of the report. */
export function chartsOf(report: Report): readonly Chart[] {
  return [timelineChart, queueChart, flowChart, delayChart].flatMap((draw) => {
    const chart = draw(report);
    return chart === null ? [] : [chart];
  });
}

/** Each chart as the text of an SVG file, UTF-8; `name` is `queue.svg` … and says nothing that a log said. */
export function chartFiles(report: Report): readonly { readonly name: string; readonly svg: string }[] {
  return chartsOf(report).map(({ id, svg }) => ({ name: `${id}.svg`, svg: standalone(svg) }));
}
