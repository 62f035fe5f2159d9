/** Reads the SVG that charts write, strictly: what is not well-formed throws. */

export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([a-z][a-zA-Z]*)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** All elements in document order; `text` is the text directly within. */
export function readSvg(svg: string): readonly SvgElement[] {
  const all: { name: string; attributes: Map<string, string>; text: string }[] = [];
  const open: { name: string; attributes: Map<string, string>; text: string }[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(svg); match !== null; match = TOKEN.exec(svg)) {
    end = TOKEN.lastIndex;
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text}`);
      const parent = open[open.length - 1];
      if (parent !== undefined) parent.text += text;
      else if (text.trim() !== "") throw new Error(`text outside: ${text}`);
    } else if (name !== undefined) {
      if (closing === "/") {
        if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
        continue;
      }
      const pairs = [...(attributes ?? "").matchAll(/ ([a-zA-Z:-]+)="([^"]*)"/g)];
      const read = new Map(pairs.map(([, key = "", value = ""]) => [key, value]));
      if (read.size !== pairs.length) throw new Error(`an attribute twice in <${name}>`);
      const element = { name, attributes: read, text: "" };
      all.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (end !== svg.length) throw new Error(`not SVG at ${svg.slice(end, end + 40)}`);
  if (open.length > 0) throw new Error(`<${open[0]?.name}> is never closed`);
  return all;
}

export function texts(svg: string): readonly string[] {
  return readSvg(svg).flatMap(({ name, text }) => (name === "text" ? [text] : []));
}

/** Shapes that are figures, not axes. */
export function marks(svg: string): readonly SvgElement[] {
  return readSvg(svg).filter(({ attributes }) => attributes.get("class") === "mark");
}
