/** How marked writes what it writes plainly: tables with scopes, alerts, task lists, diffs, headings with our ids. */
import { Marked, type Token, type Tokens } from "marked";
import { escaped } from "../charts/svg.ts";
import { breakable } from "./words.ts";

/** Finished tokens as HTML that is still to be sanitised. */
export function renderTokens(tokens: readonly Token[]): string {
  return marked.parser([...tokens]);
}

/** What tokens say without any markup; "" for raw HTML. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "html") return "";
      if ("tokens" in token && token.tokens !== undefined) return plainText(token.tokens);
      return "text" in token && typeof token.text === "string" ? token.text : "";
    })
    .join("");
}

/** A file and a line, short enough to stand unbroken in a column of its own. */
const PLACE = /^[\w.-]{1,20}:\d{1,7}$/;

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;

const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    heading(token) {
      const id = "id" in token && typeof token.id === "string" ? ` id="${escaped(token.id)}"` : "";
      return `<h${token.depth}${id}>${this.parser.parseInline(token.tokens)}</h${token.depth}>\n`;
    },
    table(token) {
      const rowHeads = token.header.length === 2;
      const labels = token.header.map((cell) => plainText(cell.tokens));
      // figures side by side stay so on a phone; columns of words do not fit there
      const figures = token.header.length === 3 && token.align.slice(1).every((side) => side === "right");
      const kind = rowHeads ? "pairs" : token.header.length < 2 || figures ? "narrow" : "wide";
      const row = (cells: readonly Tokens.TableCell[]) =>
        `<tr>${cells
          .map((cell, at) => {
            const content = this.parser.parseInline(cell.tokens);
            const side = cell.align === "right" ? ' class="right"' : "";
            if (rowHeads && at === 0 && content !== "") return `<th scope="row"${side}>${content}</th>`;
            const name = labels[at] ?? "";
            return `<td${side}${name === "" ? "" : ` data-label="${escaped(name)}"`}>${content}</td>`;
          })
          .join("")}</tr>\n`;
      const head = token.header
        .map((cell) => {
          const content = this.parser.parseInline(cell.tokens);
          return content === ""
            ? "<td></td>"
            : `<th scope="col"${cell.align === "right" ? ' class="right"' : ""}>${content}</th>`;
        })
        .join("");
      return `<table class="${kind}"><thead><tr>${head}</tr></thead>\n<tbody>${token.rows.map(row).join("")}</tbody></table>\n`;
    },
    blockquote(token) {
      const first = token.tokens[0];
      const name = first?.type === "paragraph" ? ALERT.exec(first.raw)?.[1] : undefined;
      if (name === undefined || first?.type !== "paragraph") return false;
      const word = name.charAt(0) + name.slice(1).toLowerCase();
      const [opening, ...others] = first.tokens ?? [];
      // marked reads the marker as plain text: nothing else can stand in the first token before the line ends
      if (opening?.type !== "text") return false;
      const rest = (opening as Tokens.Text).text.replace(ALERT, "");
      const begin: Token[] = rest === "" ? others : [{ ...(opening as Tokens.Text), raw: rest, text: rest }, ...others];
      const paragraph: Token[] = begin.length === 0 ? [] : [{ ...first, tokens: begin } as Tokens.Paragraph];
      const body = this.parser.parse([...paragraph, ...token.tokens.slice(1)]);
      return `<div class="alert ${name.toLowerCase()}" role="note"><p class="alert-title">${word}</p>\n${body}</div>\n`;
    },
    text(token) {
      if ("tokens" in token && token.tokens !== undefined) return false;
      const done = "escaped" in token && token.escaped === true;
      return breakable(done ? token.text : bracketed(token.text));
    },
    codespan({ text }) {
      const kind = PLACE.test(text) ? ' class="place"' : "";
      return `<code${kind}>${bracketed(text)}</code>`;
    },
    checkbox({ checked }) {
      return `<span class="box" role="img" aria-label="${checked ? "done" : "not done"}">[${checked ? "x" : " "}]</span> `;
    },
    code(token) {
      const { text, lang } = token;
      const language = /^[a-z]+$/.exec((lang ?? "").split(/\s/)[0] ?? "")?.[0];
      const body = language === "diff" ? text.split("\n").map(diffLine).join("\n") : bracketed(text);
      const block = `<pre><code${language === undefined ? "" : ` class="language-${language}"`}>${body}\n</code></pre>\n`;
      const under = "under" in token && typeof token.under === "string" ? token.under : null;
      if (under === null) return block;
      const lines = `Show ${text.split("\n").length} lines`;
      const summary = under === "" ? lines : `${lines}: ${breakable(escaped(under))}`;
      return `<details class="code"><summary>${summary}</summary>\n${block}</details>\n`;
    },
    image({ text }) {
      return bracketed(text);
    },
  },
});

/** A changed line keeps its sign, so it can be told without colour. */
function diffLine(line: string): string {
  if (/^(?:\+\+\+|---|@@)/.test(line)) return `<strong>${bracketed(line)}</strong>`;
  if (line.startsWith("+")) return `<ins>${bracketed(line)}</ins>`;
  return line.startsWith("-") ? `<del>${bracketed(line)}</del>` : bracketed(line);
}

/** Escapes and nothing more: code keeps its tabs and spaces. */
function bracketed(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
