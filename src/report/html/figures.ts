/** Charts as HTML: the picture with its words, and beside it the same figures as a table. Nothing here is sanitised. */
import type { Chart, ChartTable } from "../charts/chart.ts";
import { escaped } from "../charts/svg.ts";
import { breakable } from "./words.ts";

/** Id of the section, for the contents. */
export const CHARTS_ID = "charts";

/** The section "Charts", with its heading. */
export function chartsHtml(charts: readonly Chart[]): string {
  return `<h2 id="${CHARTS_ID}">Charts</h2>\n${charts.map(figure).join("")}`;
}

function figure({ id, title, description, svg, wide, table }: Chart): string {
  return [
    `<h3 id="chart-${id}">${escaped(title)}</h3>\n`,
    `<figure class="chart chart-${id}">\n${pictures(svg, wide)}\n`,
    `<div class="figures">${tableHtml(table, title)}</div>\n`,
    `<figcaption>${escaped(description)}</figcaption>\n</figure>\n`,
  ].join("");
}

/** Where there are two drawings, the style shows one. */
function pictures(svg: string, wide: string | undefined): string {
  if (wide === undefined) return `<div class="picture">${svg}</div>`;
  return `<div class="picture slim">${svg}</div>\n<div class="picture broad">${wide}</div>`;
}

function tableHtml({ columns, align, rows }: ChartTable, title: string): string {
  const side = (at: number) => (align[at] === "right" ? ' class="right"' : "");
  const cells = (row: readonly string[]) =>
    row
      .map((one, at) =>
        at === 0
          ? `<th scope="row"${side(at)}>${breakable(escaped(one))}</th>`
          : `<td${side(at)} data-label="${escaped(columns[at] ?? "")}">${breakable(escaped(one))}</td>`,
      )
      .join("");
  const head = columns.map((one, at) => `<th scope="col"${side(at)}>${breakable(escaped(one))}</th>`).join("");
  const body = rows.map((row) => `<tr>${cells(row)}</tr>\n`).join("");
  const kind = align.includes("right") ? "numbers" : "wide";
  return `<table class="${kind}" aria-label="${escaped(`${title}: figures`)}"><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>`;
}
