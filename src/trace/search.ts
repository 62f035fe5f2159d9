import { canonicalIp } from "./ip.ts";
import type { Query } from "./query.ts";

/** A line within its chunk; the engine's CurrentLine is one. */
export interface LineInChunk {
  readonly chunk: { readonly text: string } | undefined;
  readonly from: number;
  readonly end: number;
}

/** Whether a text names what is looked for. Lines must come in the order in which they stand in their chunk. */
export class Search {
  readonly #queries: readonly Query[];
  readonly #cursors: readonly Cursor[];
  /** For single texts: those above keep their place in a chunk. */
  #apart: readonly Cursor[] | undefined;

  constructor(queries: readonly Query[]) {
    this.#queries = queries;
    this.#cursors = queries.flatMap(cursorsOf);
  }

  within({ chunk, from, end }: LineInChunk): boolean {
    if (chunk === undefined) return false;
    for (const cursor of this.#cursors) if (cursor.within(chunk, from, end)) return true;
    return false;
  }

  /** The same for a text that stands in no chunk. */
  named(text: string): boolean {
    const chunk = { text };
    this.#apart ??= this.#queries.flatMap(cursorsOf);
    return this.#apart.some((cursor) => cursor.within(chunk, 0, text.length));
  }
}

/** Whether what stands at `at` is it, and not a part of something longer. */
type Accepts = (text: string, at: number) => boolean;

/** Finds a text in one chunk after the other: each is searched once, however many lines it has. */
class Cursor {
  readonly #needle: string;
  readonly #fold: boolean;
  readonly #accepts: Accepts;
  #chunk: object | undefined;
  #text = "";
  #at = -1;

  /** @param fold upper and lower case count as the same; the needle is in lower case. */
  constructor(needle: string, accepts: Accepts, fold = false) {
    this.#needle = needle;
    this.#accepts = accepts;
    this.#fold = fold;
  }

  within(chunk: { readonly text: string }, from: number, end: number): boolean {
    if (chunk !== this.#chunk) {
      this.#chunk = chunk;
      // Latin1 has as many letters in lower case.
      this.#text = this.#fold ? chunk.text.toLowerCase() : chunk.text;
      this.#at = this.#text.indexOf(this.#needle, from);
    }
    if (this.#at >= 0 && this.#at < from) this.#at = this.#text.indexOf(this.#needle, from);
    while (this.#at >= 0 && this.#at < end) {
      if (this.#accepts(this.#text, this.#at)) return true;
      this.#at = this.#text.indexOf(this.#needle, this.#at + 1);
    }
    return false;
  }
}

function cursorsOf(query: Query): readonly Cursor[] {
  switch (query.kind) {
    case "message id":
      // Also inside of `E1vdpup-000CfU-1V@host`, the Message-ID that Exim makes, and of `1vdpup-000CfU-1V-D`, its file.
      return [new Cursor(query.text, () => true)];
    case "Message-ID":
      return [new Cursor(query.text, (text, at) => standsAlone(text, at, at + query.text.length))];
    case "address": {
      const { local, domain } = query;
      const accepts = (mailbox: string) => (text: string, at: number) => {
        const end = at + mailbox.length + domain.length;
        return text.slice(at + mailbox.length, end).toLowerCase() === domain && standsAlone(text, at, end);
      };
      return [`${local}@`, `"${local}"@`].map((mailbox) => new Cursor(mailbox, accepts(mailbox)));
    }
    case "IP":
      return ipCursors(query.ip);
  }
}

/** In lower case, since hexadecimal digits may be either; the first digits that are not zero must be there in any form. */
function ipCursors(ip: string): readonly Cursor[] {
  const accepts: Accepts = (text, at) => {
    let from = at;
    let end = at;
    while (from > 0 && isOfIp(text.charCodeAt(from - 1))) from--;
    while (isOfIp(text.charCodeAt(end))) end++;
    return formsOf(text.slice(from, end)).some((form) => canonicalIp(form) === ip);
  };
  if (!ip.includes(":")) {
    const hexadecimal = ip
      .split(".")
      .map((byte) => Number(byte).toString(16).padStart(2, "0"))
      .join("");
    const tail = hexadecimal.slice(4).replace(/^0+(?=.)/, "");
    return [
      new Cursor(ip, accepts),
      new Cursor(`:${hexadecimal.slice(0, 4).replace(/^0+(?=.)/, "")}:${tail}`, accepts, true),
    ];
  }
  const [first = "0"] = ip.split(":");
  return first === "0"
    ? [new Cursor("::", accepts, true), new Cursor("0:0", accepts, true)]
    : [new Cursor(`${first}:`, accepts, true)];
}

/** `192.0.2.7.` ends a sentence, `192.0.2.7:4711` and `2001:db8::7.4711` have a port. */
function formsOf(token: string): readonly string[] {
  const plain = token.replace(/[.:]+$/, "");
  const colons = plain.split(":").length - 1;
  const head = plain.slice(0, plain.lastIndexOf(colons === 1 ? ":" : "."));
  return [token, plain, head];
}

function isOfIp(code: number): boolean {
  return (code >= 48 && code <= 58) || code === 46 || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/**
 * Whether an address or Message-ID ends at its ends: `ann@a.example` is not named by `joann@a.example` or
 * `ann@a.example.org`, but by `F=<ann@a.example>`, `set_id=ann@a.example)` and `ann@a.example: unknown`.
 */
function standsAlone(text: string, from: number, end: number): boolean {
  const before = from === 0 ? " " : text.charAt(from - 1);
  if (before === "=" ? !isKey(text, from - 1) : continues(before)) return false;
  const behind = text.charAt(end) === "." ? text.charAt(end + 1) : text.charAt(end);
  return !/[0-9A-Za-z\-_\x80-\xff]/.test(behind);
}

/** Characters of words, host names and unquoted local parts (RFC 5322 3.2.3), less those that also set an address off. */
function continues(character: string): boolean {
  return /[0-9A-Za-z\x80-\xff!#$%&*+\-.^_{}~?]/.test(character);
}

/** The `id` of `id=…` and the `set_id` of `set_id=…`; not the rest of `SRS0=x=y=a.example=ann@b.example`. */
function isKey(text: string, equals: number): boolean {
  let from = equals;
  while (from > 0 && /[A-Za-z_*]/.test(text.charAt(from - 1))) from--;
  return from < equals && (from === 0 || !/[0-9=.@+\-\x80-\xff]/.test(text.charAt(from - 1)));
}
