/** Charts for a Markdown report: pictures that stand in files beside it, and their figures as tables. */
import { cell, text } from "../markdown.ts";
import type { Chart, ChartTable } from "./chart.ts";

/**
 * A section "Charts"; "" when there is none. `dir` is the folder of the pictures as the Markdown's reader reaches it,
 * with slashes: "assets".
 */
export function chartsMarkdown(charts: readonly Chart[], dir: string): string {
  if (charts.length === 0) return "";
  const folder = dir.replace(/\/+$/, "").split("/").map(encodeURIComponent).join("/");
  const parts = charts.flatMap(({ id, title, description, table }) => [
    `### ${text(title).source}`,
    // parentheses would end the address; encodeURIComponent leaves them
    `![${text(title).source}](${`${folder === "" ? "" : `${folder}/`}${id}.svg`.replace(/[()]/g, hex)})`,
    text(description, 1000).source,
    tableMarkdown(table),
  ]);
  return `## Charts\n\n${parts.join("\n\n")}\n`;
}

function tableMarkdown({ columns, align, rows }: ChartTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map((one) => cell(one).source)),
    line(align.map((side) => (side === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map((one) => (one === "" ? "" : cell(one).source)))),
  ].join("\n");
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
