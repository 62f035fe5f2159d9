/** The sheet that every chart is drawn on: its size, colours and marks, and the words that a screen reader gets. */
import { element, escaped, label } from "./svg.ts";

/** Width of the view box, and where the plot begins and ends in it. At 360 px on a phone, 13 px text shows as 10.6 px. */
export const SHEET = { width: 440, left: 42, right: 418 } as const;

/** On white: text and marks at least 4.5:1. `grid` and the pale fills only help, marks have an outline. */
export const COLOUR = {
  ink: "#1a1a1a",
  axis: "#5c5c5c",
  grid: "#dcdcdc",
  blue: "#1f4e8c",
  paleBlue: "#cfe0f3",
  brown: "#8a3b00",
  green: "#1d6b34",
} as const;

/** Says that a shape is a figure, not an axis, a grid or a legend: what checks look for. */
export const MARK = { class: "mark" } as const;

/** How a line looks apart from its colour, so that it can be told in grey. */
export interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** `stroke-dasharray`; "" is a full line. */
  readonly dash: string;
}

/** A whole `<svg>`: white paper, `role="img"`, title and description. `id` makes the ids unique in a document. */
export function sheet(
  id: string,
  title: string,
  description: string,
  height: number,
  body: readonly string[],
  width: number = SHEET.width,
): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: "100%",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": `chart-${id}-title chart-${id}-desc`,
      "font-family": "system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif",
      "font-size": 13,
      fill: COLOUR.ink,
    },
    element("title", { id: `chart-${id}-title` }, escaped(title)),
    element("desc", { id: `chart-${id}-desc` }, escaped(description)),
    element("rect", { width, height, fill: "#ffffff" }),
    ...body,
  );
}

/** The picture as a file of its own: a size that viewers without a page can use. */
export function standalone(svg: string): string {
  const height = /viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1] ?? "300";
  const size = `width="${2 * SHEET.width}" height="${2 * Number(height)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('width="100%"', size)}\n`;
}

/** A panel's heading. */
export function heading(text: string, y: number): string {
  return label(text, 4, y, { "font-weight": "600" });
}

export function stroked(stroke: Stroke): Readonly<Record<string, string | number>> {
  return {
    fill: "none",
    stroke: stroke.colour,
    "stroke-width": String(stroke.width),
    ...(stroke.dash === "" ? {} : { "stroke-dasharray": stroke.dash }),
  };
}
