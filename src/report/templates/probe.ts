/**
 * Proves that values stand where Markdown leaves them alone. markdown.ts makes values that are safe in running text, in
 * headings, lists, quotes and table cells; inside a code span, a fence, HTML, a link or a comment they would not be.
 *
 * Each value is replaced by probes that try to get out of each such place, the whole is read with marked, and each
 * probe must come out as exactly what it is. So nothing here has to know where Markdown lets what begin.
 */
import { lexer, type Token, type Tokens } from "marked";
import { endsLine, isBlock, type Piece, settle, startsLine, type Value } from "./fill.ts";
import { mistake, type Tag, type Template } from "./parse.ts";

/** How one probe is written, and what it must be read as. */
interface Probe {
  readonly id: string;
  readonly source: string;
  /** Text of the code span, word in running text, or body of the fence; null: need not be found. */
  readonly expect: { readonly as: "codespan" | "word" | "fence"; readonly text: string } | null;
}

type Variant = (id: string, at: number) => Omit<Probe, "id">;

/**
 * @param pieces that `template` came to. Only the shape of a value counts: nothing, a line, or a block.
 * @param alone with it a value that has a line to itself is tried as a block too: its kind is not known yet.
 * @throws ToolError `document` at the first tag in an unsafe place, with what to do about it.
 */
export function proveSafe(template: Template, pieces: readonly Piece[], alone = false): void {
  refuseGlued(pieces);
  const literal = pieces.filter((piece) => typeof piece === "string").join("");
  const longest = Math.max(0, ...(literal.match(/`+/g) ?? []).map((run) => run.length));
  for (const variant of variantsFor(longest)) tryOut(template, pieces, variant, isBlock);
  if (alone)
    tryOut(
      template,
      pieces,
      spanOf(1, ""),
      (value, at) => isBlock(value) || (startsLine(pieces, at) && endsLine(pieces, at + 1)),
    );
}

/** What ends a place that a template left open: an attribute, a tag, a comment, a link. */
const ENDINGS = ['">', "'>", ">", "-->", "?>", "]]>", '")', "')", ")", "))", ">)", "](x)", "]: x", "</a>", "|"];

function variantsFor(longest: number): readonly Variant[] {
  const runs = Array.from({ length: longest + 2 }, (_, at) => spanOf(at + 1, ""));
  const endings = ENDINGS.flatMap((ending) => [spanOf(1, ending), spanOf(2, `\`${ending}`)]);
  const words = ["mm.example", "(mm)", '"mm"', "'mm'", "mm,"].map(wordOf);
  // two values that are each harmless and together an address
  const halves = ["www.", "https:", "https"].flatMap((half) =>
    [0, 1].map(
      (turn): Variant =>
        (id, at) =>
          at % 2 === turn ? { source: half, expect: null } : wordOf("mm.example")(id, at),
    ),
  );
  return [...runs, ...endings, ...words, ...halves];
}

function spanOf(run: number, ending: string): Variant {
  const mark = "`".repeat(run);
  const escaped = ending.replaceAll("|", "`\\|`");
  return (id) => {
    if (escaped !== ending) return { source: `\`${id}\`\\|\`<${id}>\``, expect: { as: "codespan", text: id } };
    const text = `${id}${ending}<${id}>`;
    return { source: `${mark}${text}${mark}`, expect: { as: "codespan", text } };
  };
}

function wordOf(shape: string): Variant {
  return (id) => ({ source: shape.replace("mm", id), expect: { as: "word", text: id } });
}

function fenceOf(id: string): Omit<Probe, "id"> {
  const text = `${id}\n\n<${id}>\n    ${id}\n\`\`\`\n${id}`;
  return { source: `\`\`\`\`text\n${text}\n\`\`\`\``, expect: { as: "fence", text } };
}

/** Stands behind the template: what it leaves open would take in the next section. */
const END = "mm-end-q";

function tryOut(
  template: Template,
  pieces: readonly Piece[],
  variant: Variant,
  block: (value: Value, at: number) => boolean,
): void {
  const probes: (Probe & { readonly value: Value })[] = [];
  const tried = pieces.map((piece, at): Piece => {
    if (typeof piece === "string" || piece.source === "") return piece;
    const id = `mm${probes.length}q`;
    const probe = { id, ...(block(piece, at) ? fenceOf(id) : variant(id, probes.length)), value: piece };
    probes.push(probe);
    return { ...piece, source: probe.source };
  });
  const text = `${settle(tried).trimEnd()}\n\n## ${END} \`<${END}>\`\n`;
  const { found, places } = read(text);
  for (const { id, expect, value } of probes) {
    if (expect !== null && !found.has(`${expect.as} ${expect.text}`))
      throw mistake(value.tag, advice(value.tag, places.get(id)));
  }
  const end: Tag = { name: "", template, at: template.text.length, via: [] };
  if (!found.has(`codespan <${END}>`))
    throw mistake(
      end,
      `the template leaves ${places.get(END)?.has("code") ? "a fence" : "HTML or a comment"} open at its end; close it`,
    );
  const refused = [...found].find((what) => what.startsWith("element "));
  if (refused !== undefined)
    throw mistake(end, `the template has <${refused.slice(8)}>, in which text is not read as text; leave it out`);
}

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

/** Elements whose content an HTML reader takes for something else than text. */
const NO_TEXT =
  /<\/?(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|template|object|select)\b/i;

/** Everything that came out whole in a safe place, and the kinds of the tokens that each probe is in. */
function read(markdown: string): {
  readonly found: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
} {
  const found = new Set<string>();
  const places = new Map<string, Set<string>>();
  const walk = (token: Token, path: readonly string[]) => {
    const inside = childrenOf(token);
    const here = [...path, token.type];
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
  return { found, places };
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [...header, ...rows.flat()].flatMap((cell) => cell.tokens);
  }
  if (token.type === "list") return (token as Tokens.List).items;
  return ("tokens" in token ? token.tokens : undefined) ?? [];
}

function advice({ name }: Tag, kinds: ReadonlySet<string> = new Set()): string {
  const shown = `{{${name}}}`;
  if (["link", "image", "def"].some((kind) => kinds.has(kind)))
    return `${shown} stands in a link or becomes part of one; put it beside the link, with a space between`;
  if (kinds.has("code"))
    return `${shown} stands in a fence or in a line indented by four spaces, where it would not be read as Markdown; move it out`;
  if (kinds.has("codespan") || (kinds.has("html") && kinds.has("text")))
    return `${shown} stands between backticks, or behind one without its partner; a value brings its own code span: leave the backticks out`;
  if (kinds.has("html"))
    return `${shown} stands inside HTML, where it would not be escaped; a blank line must stand before a value inside <details>, and none belongs into a tag, a <summary> or a comment`;
  return `${shown} does not stand in running text, a list or a table cell of its own; put it there, with spaces around it`;
}

/** GitHub and GitLab make mentions, references, emoji and formulas of these and the word that follows. */
const BEFORE = /[@#!&:$%^<[\]\\`.]$|(?:^|[^~])~$|\/\/$|\]\($|\bGH-$/i;
const AFTER = /^[@#`]|^\]\(/;

function refuseGlued(pieces: readonly Piece[]): void {
  const shown = pieces.filter((piece) => (typeof piece === "string" ? piece : piece.source) !== "");
  shown.forEach((piece, at) => {
    if (typeof piece === "string") return;
    const [before, after] = [shown[at - 1], shown[at + 1]];
    const glued =
      (typeof before === "string" ? BEFORE.exec(before)?.[0] : undefined) ??
      (typeof after === "string" ? AFTER.exec(after)?.[0] : undefined);
    if (glued === undefined) return;
    throw mistake(
      piece.tag,
      glued === "`"
        ? advice(piece.tag, new Set(["codespan"]))
        : glued === "<"
          ? advice(piece.tag, new Set(["html"]))
          : glued.includes("[") || glued.includes("](")
            ? advice(piece.tag, new Set(["link"]))
            : `{{${piece.tag.name}}} touches "${glued}", which could make a mention, a link or a reference of it; put a space between`,
    );
  });
}
