/**
 * The report as one HTML file: Markdown, made HTML, sanitised, and charts put in after that. What HTML needs (marked,
 * the sanitiser, the charts) is loaded when the first page is made; whoever writes Markdown does not pay for it.
 */
import type { Report } from "../model.ts";
import { type RenderOptions, renderMarkdown } from "../render.ts";
import type { Part } from "./outline.ts";

/**
 * A self-contained document: no script, nothing loaded, a policy that forbids both. Log text in it is shown, never
 * interpreted.
 *
 * @throws ToolError as `renderMarkdown` does.
 */
export async function renderHtml(report: Report, options: RenderOptions = {}): Promise<string> {
  const markdown = renderMarkdown(report, options);
  const [{ outlineOf }, { sanitise, sanitiseInline }, { chartsOf }, { chartsHtml, CHARTS_ID }, { page }] =
    await Promise.all([
      import("./outline.ts"),
      import("./sanitise.ts"),
      import("../charts/index.ts"),
      import("./figures.ts"),
      import("./page.ts"),
    ]);
  const { title, parts, ids } = outlineOf(markdown);
  const charts = chartsOf(report);
  const [top, ...rest] = parts.map((part) => ({
    html: sanitise(part.html, ids),
    entry: part.heading === null ? null : { id: part.heading.id, html: sanitiseInline(part.heading.html) },
  }));
  const named = title === "" ? DEFAULT_TITLE : title;
  if (charts.length > 0) {
    const html = chartsHtml(charts);
    rest.splice(placeOfCharts(parts.slice(1)), 0, { html, entry: { id: CHARTS_ID, html: "Charts" } });
  }
  return page({
    title: named,
    top: title === "" ? `<h1>${DEFAULT_TITLE}</h1>\n${top?.html ?? ""}` : (top?.html ?? ""),
    contents: rest.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    body: rest.map(({ html }) => html).join("\n"),
  });
}

const DEFAULT_TITLE = "Mail server incident report";

/** After the summary, for people who would rather look than read; else before the timeline, else last. */
function placeOfCharts(parts: readonly Part[]): number {
  const named = (words: RegExp) => parts.findIndex(({ heading }) => heading !== null && words.test(heading.plain));
  const summary = named(/^(?:executive )?summary$/i);
  if (summary >= 0) return summary + 1;
  const timeline = named(/^timeline$/i);
  return timeline >= 0 ? timeline : parts.length;
}
