/** SVG as strings. Only this file writes a tag, so whatever text reaches a picture is escaped here. */
import { visible } from "../visible.ts";

/** Values of attributes; numbers are pixels of the view box and are rounded to a tenth. */
export type Attributes = Readonly<Record<string, string | number>>;

/** `<name a="b">children</name>`; names are this program's own, children are finished SVG. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? tenth(value) : escaped(value)}"`)
    .join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

/** A line of text; `value` may be anything. */
export function label(value: string, x: number, y: number, attributes: Attributes = {}): string {
  return element("text", { x, y, ...attributes }, escaped(value));
}

/** Text that can stand in SVG and in HTML, in an element and in an attribute. */
export function escaped(value: string): string {
  return visible(value)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A coordinate as short as it can be told apart. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
