import type { Report } from "./model.ts";
import { type Mode, sectionsOf } from "./modes.ts";
import { withShortNames } from "./names.ts";
import { sections } from "./sections/index.ts";
import { sectionPrinter } from "./templates/printer.ts";

/** How a report is printed. */
export interface RenderOptions {
  /** What the report is for, `intervention` unless told. */
  readonly mode?: Mode;
  /** Markdown that `chartsMarkdown` made, put behind the summary; HTML has its charts without it. */
  readonly charts?: string;
  /** Rows a table, 50 unless told; "And N more." below. */
  readonly maxRows?: number;
  /** Mustache templates by section id; ours for the others. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Templates that others print with `{{> name}}`, over ours. */
  readonly partials?: Readonly<Record<string, string>>;
  /** Where both come from, for the messages of errors. */
  readonly templateFolder?: string;
}

/**
 * The report as Markdown that renders on GitHub and GitLab. Log text in it is shown, never interpreted (markdown.ts).
 *
 * @throws ToolError `document` for a given template that is broken, names what is not there or could break the escaping.
 */
export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  const maxRows = options.maxRows ?? 50;
  const mode = options.mode ?? "intervention";
  const shown = withShortNames(report);
  const { templates, partials, templateFolder } = options;
  const print = sectionPrinter(
    { sections: templates, partials, folder: templateFolder },
    sections.map(({ id }) => id),
  );
  const parts = sectionsOf[mode].flatMap((id) => {
    const section = sections.find((one) => one.id === id);
    if (section === undefined) throw new Error(`there is no section "${id}"`);
    const view = section.view(shown, { maxRows, mode });
    if (view === null) return [];
    const printed = print(section.id, view).trim();
    return id === "summary" && options.charts !== undefined ? [printed, options.charts.trim()] : [printed];
  });
  return `${parts.join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}
