/** Reads a template that is filled with probes as Markdown, and says where each probe came out. */
import { lexer, type Token, type Tokens } from "marked";

/** Stands behind the template: what it leaves open would take in the next section. */
export const END = "mm-end-q";

/** Containers in which a value is still running text. */
const RUNNING = new Set([
  "paragraph",
  "heading",
  "blockquote",
  "list",
  "list_item",
  "table",
  "text",
  "strong",
  "em",
  "del",
]);

const LIVELY = new Set(["html", "link", "image", "def"]);

/** Elements whose content an HTML reader takes for something else than text. */
const NO_TEXT =
  /<\/?(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|template|object|select)\b/i;

/** Everything that came out whole in a safe place, and the kinds of the tokens that each probe is in. */
export function read(markdown: string): {
  readonly found: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  /** HTML, links and images in their order. */
  readonly lively: string;
} {
  const found = new Set<string>();
  const places = new Map<string, Set<string>>();
  const lively: string[] = [];
  const walk = (token: Token, path: readonly string[]) => {
    const inside = childrenOf(token);
    const here = [...path, token.type];
    if (LIVELY.has(token.type)) lively.push(token.type);
    for (const child of inside) walk(child, here);
    const deeper = inside.map(({ raw }) => raw).join("\n");
    for (const [id] of token.raw.matchAll(/mm\d+q|mm-end-q/g)) {
      if (deeper.includes(id)) continue;
      const kinds = places.get(id) ?? new Set();
      places.set(id, kinds);
      for (const kind of here) kinds.add(kind);
    }
    if (inside.length > 0) return;
    const element = token.type === "html" ? NO_TEXT.exec(token.raw)?.[1] : undefined;
    if (element !== undefined) found.add(`element ${element.toLowerCase()}`);
    if (!path.every((kind) => RUNNING.has(kind))) return;
    if (token.type === "codespan") found.add(`codespan ${token.text}`);
    else if (token.type === "code" && token.codeBlockStyle !== "indented") found.add(`fence ${token.text}`);
    else if (token.type === "text") for (const [id] of token.raw.matchAll(/mm\d+q/g)) found.add(`word ${id}`);
  };
  for (const token of lexer(markdown)) walk(token, []);
  return { found, places, lively: lively.join(" ") };
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
  }
  if (token.type === "list") return (token as Tokens.List).items;
  return ("tokens" in token ? token.tokens : undefined) ?? [];
}
