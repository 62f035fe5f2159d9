/** Quoted log lines: in fences without a language or of text, with a place above them, and in code spans. */
import type { MailEvent } from "../parsers/events.ts";
import { parseLine } from "../parsers/index.ts";
import type { Claim, WrittenPlace } from "./claims.ts";
import { placeOf } from "./names.ts";
import type { Piece } from "./pieces.ts";
import { claimOf, type Reading, type ReportOptions } from "./surroundings.ts";

/** Languages of fences that may hold log lines; a script, a configuration or a diff quotes no log. */
const quoting = new Set(["", "text", "txt", "log", "plain", "plaintext", "console", "none"]);
/** Shorter code spans name something; they quote nothing. */
const shortestSpan = 30;

/** The log lines that a fence quotes. A line that is none continues the one above it: people wrap what is long. */
export function fencedQuotes({ piece, options }: Reading<Piece & { is: "code" }>): readonly Claim[] {
  if (!quoting.has(piece.language)) return [];
  const claims: Claim[] = [];
  let place: WrittenPlace | null = null;
  let open: { readonly lines: string[]; readonly at: number } | null = null;
  const close = () => {
    if (open !== null) {
      const quoted = quote(open.lines.join("\n"), place, options);
      if (quoted !== null) claims.push({ ...claimOf(piece, "log-line", quoted, open.lines.join(" ")), line: open.at });
      place = null;
    }
    open = null;
  };
  // behind the line of the fence itself
  const first = piece.line + 1;
  piece.text.split("\n").forEach((text, at) => {
    const written = placeAlone(text);
    if (text.trim() === "" || written !== null) {
      close();
      place = written ?? place;
    } else if (kindOf(text) !== undefined) {
      const before = place;
      close();
      place = open === null ? before : null;
      open = { lines: [text], at: first + at };
    } else if (open !== null) (open as { lines: string[] }).lines.push(text);
  });
  close();
  return claims;
}

/** The log lines that a piece quotes in code spans, with the one place that it names. */
export function spanQuotes({ piece, options }: Reading, places: readonly WrittenPlace[]): readonly Claim[] {
  const place = places.length === 1 ? (places[0] ?? null) : null;
  return piece.spans.flatMap((span) => {
    const quoted = span.length < shortestSpan ? null : quote(span, place, options);
    return quoted === null || quoted.kind.endsWith(".other") ? [] : [claimOf(piece, "log-line", quoted, span)];
  });
}

/** `mainlog:1732`, `mainlog:1732  (first error)`. */
function placeAlone(line: string): WrittenPlace | null {
  const [word = "", ...rest] = line.trim().split(/\s+/);
  const behind = rest.join(" ");
  return behind === "" || (behind.startsWith("(") && behind.endsWith(")")) ? placeOf(word.replace(/:$/, "")) : null;
}

/** What dialects make of a text. A text without a stamp is no line. */
function kindOf(text: string): MailEvent["kind"] | undefined {
  return parseLine(text, { tz: "UTC", year: 2000 })?.kind;
}

function quote(text: string, place: WrittenPlace | null, { tz, years }: ReportOptions) {
  const cut = /(?:…|\.\.\.)$/.test(text.trim());
  const whole = text.trim().replace(/\s*(?:…|\.\.\.)$/, "");
  // a wrapped line is known whole only as one line
  const line = whole.replace(/\s*\n\s*/g, " ");
  const events = [undefined, ...years].map((year) => parseLine(line, { tz, year }));
  const kind = events[0]?.kind;
  if (kind === undefined) return null;
  const at = [...new Set(events.map((event) => event?.at ?? Number.NaN))].filter((one) => !Number.isNaN(one));
  return { is: "quote", text: whole, cut, kind, at, place } as const;
}
