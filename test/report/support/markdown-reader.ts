import { lexer, type Token, type Tokens } from "marked";

/** What a Markdown reader makes of a text, without the words: block kinds, table shapes, list sizes, inline kinds. */
export function skeleton(markdown: string): readonly string[] {
  return lexer(markdown).flatMap(shape);
}

function shape(token: Token): readonly string[] {
  switch (token.type) {
    case "space":
      return [];
    case "heading":
      return [`heading ${token.depth} ${inline(token.tokens)}`];
    case "paragraph":
      return [`paragraph ${inline(token.tokens)}`];
    case "table":
      return [tableShape(token as Tokens.Table)];
    case "code":
      return [`code ${token.codeBlockStyle ?? "fenced"} ${token.lang ?? ""}`];
    case "list":
      return [
        `list ${token.ordered} ${token.items.length}`,
        ...(token as Tokens.List).items.flatMap((item) => (item.tokens ?? []).flatMap(shape)),
      ];
    case "text":
      return [`text ${inline((token as Tokens.Text).tokens)}`];
    default:
      return [token.type];
  }
}

function tableShape(table: Tokens.Table): string {
  const [head = "", , ...rows] = table.raw.trimEnd().split("\n");
  const kinds = [...table.header, ...table.rows.flat()].map((one) => inline(one.tokens));
  // marked pads and cuts rows to the header's width: count the separators that it saw
  return `table ${cells(head)} [${rows.map(cells).join(" ")}] ${kinds.join("|")}`;
}

function cells(row: string): number {
  return (row.match(/(?<!\\)(?:\\\\)*\|/g) ?? []).length - 1;
}

/** Inline tokens that make structure; text, escapes and code spans are what values may be. */
function inline(tokens: readonly Token[] | undefined): string {
  return kindsOf(tokens)
    .filter((kind) => !["text", "escape", "codespan"].includes(kind))
    .join(",");
}

function kindsOf(tokens: readonly Token[] | undefined): readonly string[] {
  return (tokens ?? []).flatMap((token) => [token.type, ...("tokens" in token ? kindsOf(token.tokens) : [])]);
}

/** Every token of a text, blocks and inlines. */
export function allTokens(markdown: string): readonly Token[] {
  const found: Token[] = [];
  const walk = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      found.push(token);
      if (token.type === "table")
        walk([...(token as Tokens.Table).header, ...(token as Tokens.Table).rows.flat()].flatMap((one) => one.tokens));
      else if (token.type === "list") walk((token as Tokens.List).items.flatMap((item) => item.tokens ?? []));
      else if ("tokens" in token && token.tokens !== undefined) walk(token.tokens);
    }
  };
  walk(lexer(markdown));
  return found;
}

/** The words of inline Markdown as a reader sees them. */
export function seen(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) =>
      "tokens" in token && token.tokens !== undefined ? seen(token.tokens) : "text" in token ? String(token.text) : "",
    )
    .join("");
}
