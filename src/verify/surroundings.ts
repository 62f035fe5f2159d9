/** What stands around a piece: which finding it is about, and whether it states anything at all. */
import type { About, Ask, Claim, ClaimKind } from "./claims.ts";
import type { ReportZone } from "./moments.ts";
import type { Piece } from "./pieces.ts";

/** How a report is to be read. */
export interface ReportOptions {
  /** Zone of times that name none: that of the logs. Undefined: this machine's. */
  readonly tz?: string | undefined;
  /** Years that a quoted stamp without one may be of, by what the logs cover. */
  readonly years: readonly number[];
}

/** A piece and what the rules need to know of its surroundings. */
export interface Reading<P extends Piece = Piece> {
  readonly piece: P;
  readonly zone: ReportZone;
  readonly options: ReportOptions;
  readonly about: About;
}

/** Sections of advice, of plans and of links: what they say is not of the past. */
const ADVICE =
  /^(?:fix|verify|prevent|do not|references?|next steps?|what is left to do|what to do|not shown by the logs|rollback|lessons)$|best practice|recommend|schedule|monitoring alerts|troubleshoot|useful commands|related doc|external resources|community resources|official doc|action (?:table|items)/i;

/** Whether a piece stands in a section that gives advice. */
export function isAdvice(piece: Piece): boolean {
  return piece.headings.some((heading) => ADVICE.test(heading.trim()));
}

const longestSection = 6000;

/** Reads the pieces with their surroundings. */
export function readingsOf(pieces: readonly Piece[], options: ReportOptions): readonly Reading[] {
  const issues = new Map<string, string>();
  for (const { headings } of pieces)
    for (const heading of headings) {
      const number = /^issue (\d{1,3})\b/i.exec(heading)?.[1];
      if (number !== undefined) issues.set(number, heading);
    }
  const sections = new Map<number, string>();
  for (const { section, text, is } of pieces) {
    // one quoted line is an example; it does not say that its section is of nothing else
    if (is === "code") continue;
    const before = sections.get(section) ?? "";
    if (before.length < longestSection) sections.set(section, `${before}\n${text}`.slice(0, longestSection));
  }
  return pieces.map((piece) => {
    const own = `${piece.text}\n${issueOf(piece)
      .map((number) => issues.get(number) ?? "")
      .join("\n")}`;
    const about = [own, piece.headings.join("\n"), sections.get(piece.section) ?? ""];
    return { piece, zone: { name: options.tz }, options, about };
  });
}

/** The numbers of the issues that a piece names: "Issue 2: …", or a cell under "Issue". */
function issueOf(piece: Piece): readonly string[] {
  const named = [...piece.text.matchAll(/\bissues? (\d{1,3})\b/gi)].map((match) => match[1] ?? "");
  const cells = piece.is === "row" ? piece.cells : [];
  const column = cells.filter(({ header, text }) => /^issue$/i.test(header.trim()) && /^\d+$/.test(text.trim()));
  return [...named, ...column.map(({ text }) => text.trim())];
}

const longestShown = 160;

/** A claim of a piece. */
export function claimOf(piece: Piece, kind: ClaimKind, ask: Ask, text: string = piece.text, index = 0): Claim {
  const line = piece.line + (piece.is === "prose" ? text.slice(0, index).split("\n").length - 1 : 0);
  const whole = text.replace(/\s+/g, " ").trim();
  const shown = whole.length > longestShown ? `${whole.slice(0, longestShown - 1)}…` : whole;
  return { line, kind, text: shown, ask };
}
