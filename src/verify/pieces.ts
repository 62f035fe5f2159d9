/** Markdown becomes pieces: rows, items, lines of prose and code, each with its line number and its headings. */
import { Marked, type MarkedToken, type Token, type Tokens } from "marked";
import { codeSpans, plain } from "./plain.ts";

/** A cell of a table row under its column's heading. */
export interface Cell {
  readonly header: string;
  readonly text: string;
}

interface PieceBase {
  /** Line of the report, from 1. */
  readonly line: number;
  readonly text: string;
  /** Of the sections that it stands in, the innermost first; without the report's title. */
  readonly headings: readonly string[];
  /** Number of the innermost section. */
  readonly section: number;
  /** Code spans in it. */
  readonly spans: readonly string[];
}

/** What can hold a claim. */
export type Piece =
  | (PieceBase & { readonly is: "row"; readonly cells: readonly Cell[] /** Which table. */; readonly table: number })
  | (PieceBase & { readonly is: "item"; readonly checked: boolean | null })
  /** A paragraph, or a line of one that begins with a label (`**Fixed**: …`). Its line ends are kept. */
  | (PieceBase & { readonly is: "prose" })
  | (PieceBase & { readonly is: "code"; readonly language: string });

/** A report is read up to here; no person writes more in one piece. */
const longestPiece = 4000;

/** Of what an address may begin with, and longer than any; a backtick ends it, for it may begin code. */
const LONG_WORD = /^[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]{500,}/;

/**
 * marked looks from each character of a word for the `@` of an address: a word of 80 kB takes it 8 s. A long word is text,
 * all at once.
 */
const LONG_WORDS = {
  url: (source: string): undefined | false => (LONG_WORD.test(source) ? undefined : false),
  inlineText(source: string): Tokens.Text | false {
    const [word] = LONG_WORD.exec(source) ?? [];
    return word === undefined ? false : { type: "text", raw: word, text: word, escaped: false };
  },
};

/** The pieces of a report in their order. What is not Markdown is prose: this never fails. */
export function piecesOf(markdown: string): readonly Piece[] {
  const reader = new PieceReader();
  // marked counts a lone CR as a line end as well
  reader.blocks(new Marked({ gfm: true }, { tokenizer: LONG_WORDS }).lexer(markdown.replace(/\r\n?/g, "\n")), 1);
  return reader.pieces;
}

class PieceReader {
  readonly pieces: Piece[] = [];
  #headings: { readonly depth: number; readonly text: string }[] = [];
  #section = 0;
  #table = 0;

  /** @param line where the first of these tokens begins. */
  blocks(tokens: readonly Token[], line: number): void {
    let at = line;
    for (const token of tokens) {
      this.#block(token as MarkedToken, at);
      at += lineEnds(token.raw);
    }
  }

  #block(token: MarkedToken, line: number): void {
    switch (token.type) {
      case "heading":
        this.#headings = this.#headings.filter(({ depth }) => depth < token.depth);
        // the title of the whole says nothing of a part
        if (token.depth > 1 || this.#section > 0)
          this.#headings.push({ depth: token.depth, text: plain(token.tokens) });
        this.#section++;
        return;
      case "paragraph":
      case "text":
        this.#prose(plain(token.tokens ?? [token]), line, codeSpans(token.tokens ?? []));
        return;
      case "list":
        this.#list(token, line);
        return;
      case "blockquote":
        this.blocks(token.tokens, line);
        return;
      case "table":
        this.#rows(token, line);
        return;
      case "code":
        this.#add({ is: "code", language: languageOf(token), text: token.text, spans: [] }, line);
        return;
    }
  }

  #list(list: Tokens.List, line: number): void {
    let at = line;
    for (const item of list.items) {
      this.#item(item, at);
      at += lineEnds(item.raw);
      // the last of several items keeps no line end of its own
      if (!item.raw.endsWith("\n")) at++;
    }
  }

  #item(item: Tokens.ListItem, line: number): void {
    let at = line;
    let isFirst = true;
    for (const token of item.tokens) {
      const known = token as MarkedToken;
      if (isFirst && (known.type === "text" || known.type === "paragraph")) {
        const text = plain(known.tokens ?? [known]).replaceAll("\n", " ");
        const spans = codeSpans(known.tokens ?? []);
        this.#add({ is: "item", text, spans, checked: item.task ? item.checked === true : null }, at);
        isFirst = false;
      } else this.#block(known, at);
      at += lineEnds(token.raw);
    }
  }

  #rows(table: Tokens.Table, line: number): void {
    this.#table++;
    const headers = table.header.map((cell) => plain(cell.tokens));
    table.rows.forEach((row, at) => {
      const cells = row.map((cell, column) => ({ header: headers[column] ?? "", text: short(plain(cell.tokens)) }));
      const text = cells.map((cell) => cell.text).join(" | ");
      const spans = row.flatMap((cell) => codeSpans(cell.tokens));
      this.#add({ is: "row", cells, text, spans, table: this.#table }, line + 2 + at);
    });
  }

  /** A paragraph is cut where a line begins with a label: "Fixed: …", "Downtime: …". */
  #prose(text: string, line: number, spans: readonly string[]): void {
    const lines = text.split("\n");
    let from = 0;
    for (let at = 1; at <= lines.length; at++) {
      if (at < lines.length && !isLabelled(lines[at] ?? "")) continue;
      const part = lines.slice(from, at).join("\n");
      this.#add({ is: "prose", text: part, spans: spans.filter((span) => part.includes(span)) }, line + from);
      from = at;
    }
  }

  #add(piece: Own<Piece>, line: number): void {
    const headings = this.#headings.map(({ text }) => text).reverse();
    const text = piece.is === "code" ? piece.text : short(piece.text);
    this.pieces.push({ ...piece, text, line, headings, section: this.#section } as Piece);
  }
}

/** Each member of the union without what all of them have but a text. */
type Own<P> = P extends Piece ? Omit<P, "line" | "headings" | "section"> : never;

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function languageOf(code: Tokens.Code): string {
  return (code.lang ?? "").split(" ", 1)[0]?.toLowerCase() ?? "";
}

function isLabelled(line: string): boolean {
  return /^[A-Z][A-Za-z /-]{1,40}:(?:\s|$)/.test(line);
}

function short(text: string): string {
  return text.length <= longestPiece ? text : text.slice(0, longestPiece);
}
