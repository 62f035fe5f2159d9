/** What a chart is to whoever prints it: a picture, its words, and the same figures as a table. */

/** Figures as plain text: not escaped, nothing in it is Markdown or HTML. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly align: readonly ("left" | "right")[];
  /** As many cells a row as columns. The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

/** A static chart. It needs no script, no style sheet and nothing from elsewhere. */
export interface Chart {
  /** Stable, of `a-z` alone: a file name and part of ids. */
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  /** What it shows, in sentences that stand for the picture. Plain text. */
  readonly description: string;
  /** One `<svg>` element, as wide as its place. Its text is escaped. */
  readonly svg: string;
  /** The same, drawn for a place of 600 px and more; left out where `svg` is good there too. */
  readonly wide?: string;
  readonly table: ChartTable;
}
