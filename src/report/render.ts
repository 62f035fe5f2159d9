import { builtInTemplate } from "../knowledge/builtin.ts";
import type { Report } from "./model.ts";
import { withShortNames } from "./names.ts";
import { sections } from "./sections/index.ts";
import { renderTemplate } from "./template.ts";

export interface RenderOptions {
  /** Rows a table, 50 unless told; "And N more." below. */
  readonly maxRows?: number;
  /** Mustache templates by section id; ours for the others. */
  readonly templates?: Readonly<Record<string, string>>;
}

/**
 * The report as Markdown that renders on GitHub and GitLab. Log text in it is shown, never interpreted (markdown.ts).
 *
 * @throws ToolError `document` for a given template that is not valid or prints unescaped text.
 */
export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  const maxRows = options.maxRows ?? 50;
  const shown = withShortNames(report);
  const parts = sections.flatMap((section) => {
    const view = section.view(shown, { maxRows });
    if (view === null) return [];
    const template = options.templates?.[section.id] ?? builtInTemplate(section.id);
    return [renderTemplate(template, view, `${section.id}/section.mustache`).trim()];
  });
  return `${parts.join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}
