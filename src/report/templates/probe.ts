/**
 * Proves that values stand where Markdown leaves them alone. markdown.ts makes values that are safe in running text, in
 * headings, lists, quotes and table cells; inside a code span, a fence, HTML, a link or a comment they would not be.
 *
 * Each value is replaced by probes that try to get out of each such place, the whole is read with marked, and each
 * probe must come out as exactly what it is. So nothing here has to know where Markdown lets what begin.
 */
import { advice, LINK, refuseGlued, touching } from "./advice.ts";
import { endsLine, isBlock, type Piece, settle, startsLine, type Value } from "./fill.ts";
import { mistake, type Tag, type Template } from "./parse.ts";
import { END, read } from "./read-probes.ts";

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
  const usual = tryOut(template, pieces, wordOf("mm"), isBlock);
  for (const variant of variantsFor(longest)) {
    if (tryOut(template, pieces, variant, isBlock) !== usual)
      throw mistake(touching(pieces), advice(touching(pieces), LINK));
  }
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

/** @returns what of it is more than text: values must not change that. */
function tryOut(
  template: Template,
  pieces: readonly Piece[],
  variant: Variant,
  block: (value: Value, at: number) => boolean,
): string {
  const probes: (Probe & { readonly value: Value })[] = [];
  const tried = pieces.map((piece, at): Piece => {
    if (typeof piece === "string" || piece.source === "") return piece;
    const id = `mm${probes.length}q`;
    const probe = { id, ...(block(piece, at) ? fenceOf(id) : variant(id, probes.length)), value: piece };
    probes.push(probe);
    return { ...piece, source: probe.source };
  });
  const text = `${settle(tried).trimEnd()}\n\n## ${END} \`<${END}>\`\n`;
  const { found, places, lively } = read(text);
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
  return lively;
}
