/** A finished report becomes the list of what it states. Which Markdown is a claim: docs/verify.md. */
import type { Claim } from "./claims.ts";
import { placesIn } from "./names.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { fencedQuotes, spanQuotes } from "./read-quotes.ts";
import { rowClaims } from "./read-rows.ts";
import { sentenceClaims } from "./read-sentences.ts";
import { claimOf, isAdvice, type Reading, type ReportOptions, readingsOf } from "./surroundings.ts";

/** Every claim of a report, in its order; a row or a line may make several. */
export function readClaims(markdown: string, options: ReportOptions): readonly Claim[] {
  return readingsOf(piecesOf(markdown), options)
    .flatMap(claimsOf)
    .sort((a, b) => a.line - b.line);
}

function claimsOf(reading: Reading): readonly Claim[] {
  const { piece } = reading;
  if (piece.is === "item" && piece.checked === true) {
    const why = "a ticked box says what was set up; mail logs do not hold that";
    return [claimOf(piece, "status", { is: "never", why })];
  }
  if (isAdvice(piece)) return [];
  switch (piece.is) {
    case "code":
      return fencedQuotes(reading as Reading<Piece & { is: "code" }>);
    case "row":
      return [...spanQuotes(reading, placesIn(piece.text)), ...rowClaims(reading as Reading<Piece & { is: "row" }>)];
    default: {
      if (piece.is === "item" && piece.checked === false) return [];
      const quotes = spanQuotes(reading, placesIn(piece.text));
      // what a quoted line says is not what the report says
      return quotes.length > 0 ? quotes : sentenceClaims(reading, piece.text, "", "");
    }
  }
}
