/** Rows of tables that say what they are by their columns: delivered mail, queue, files, figures, services, timelines. */
import { sizesIn, wholeNumberOf } from "./amounts.ts";
import type { Changed, Claim, Counted, Outcome } from "./claims.ts";
import { momentsIn, zoneOfHeader } from "./moments.ts";
import { addressesIn, filesIn, hostIn, placesIn, tlsIn } from "./names.ts";
import type { Cell, Piece } from "./pieces.ts";
import { sentenceClaims } from "./read-sentences.ts";
import { timeClaim } from "./read-times.ts";
import { claimOf, type Reading } from "./surroundings.ts";

type Row = Piece & { is: "row" };
type RowRule = (reading: Reading<Row>) => readonly Claim[] | null;

/** What a row claims; a row of no known table is read cell by cell. */
export function rowClaims(reading: Reading<Row>): readonly Claim[] {
  for (const rule of rules) {
    const claims = rule(reading);
    if (claims !== null) return claims;
  }
  return reading.piece.cells.flatMap((cell) =>
    sentenceClaims(reading, cell.text, cell.header, rowLabel(reading.piece)),
  );
}

/** The first cell: what a row is about. */
function rowLabel({ cells }: Row): string {
  return cells[0]?.text ?? "";
}

function column({ cells }: Row, header: RegExp): Cell | undefined {
  return cells.find((cell) => header.test(cell.header));
}

const delivery: RowRule = ({ piece, zone }) => {
  const to = column(piece, /recipient|^to$|address/i);
  const recipients = addressesIn(to?.text ?? "");
  const time = column(piece, /time|delivered|when|date/i);
  const status = column(piece, /status|result|outcome/i);
  if (to === undefined || recipients.length === 0 || (time === undefined && status === undefined)) return null;
  const words = status?.text ?? (/deliver/i.test([time?.header, ...piece.headings].join(" ")) ? "delivered" : "");
  const moment = time === undefined ? undefined : momentsIn(time.text, zoneOfHeader(time.header, zone))[0];
  const [recipient = ""] = recipients;
  if (recipients.length > 1)
    return [claimOf(piece, "delivery", { is: "never", why: "the row names several recipients" })];
  if (moment?.span === null)
    return [claimOf(piece, "delivery", { is: "never", why: "the zone of its time is not known" })];
  const way = column(piece, /smarthost|relay|host|server|via|tls/i)?.text ?? "";
  const subject = column(piece, /subject/i)?.text.trim() ?? "";
  return [
    claimOf(piece, "delivery", {
      is: "delivery",
      recipient,
      outcome: outcomeOf(words),
      span: moment?.span ?? null,
      host: hostIn(way),
      tls: tlsIn(way),
      subject: subject === "" || /^\(.*\)$|^not logged$/.test(subject) ? null : subject,
    }),
  ];
};

function outcomeOf(words: string): Outcome {
  if (/not (?:yet )?delivered|undelivered|queued|waiting|deferred/i.test(words)) return "queued";
  if (/frozen/i.test(words)) return "frozen";
  if (/bounced|failed|rejected/i.test(words)) return "bounced";
  if (/removed|deleted/i.test(words)) return "removed";
  return /delivered|sent/i.test(words) ? "delivered" : "other";
}

/** A table in which the report itself checks what somebody stated repeats claims; it makes none. */
const checked: RowRule = ({ piece }) =>
  column(piece, /^(?:claim|stated|statement|what (?:was|is) stated|operator)/i) === undefined ? null : [];

const service: RowRule = ({ piece }) => {
  if (column(piece, /^(?:service|domain|accounts?|system|component)s?\b/i) === undefined) return null;
  const why = "mail logs do not hold whether a service runs, what it needs, or which domains and accounts there are";
  return column(piece, /status|memory|accounts?|state/i) === undefined
    ? null
    : [claimOf(piece, "status", { is: "never", why })];
};

const file: RowRule = ({ piece, about }) => {
  const size = column(piece, /^size/i);
  const name = column(piece, /^(?:file|path|cache)/i);
  const amount = sizesIn(size?.text ?? "")[0];
  if (name === undefined || amount === undefined) return null;
  const [named = null] = filesIn(name.text);
  const ask =
    named === null
      ? ({ is: "never", why: "mail logs hold the size of an index file only" } as const)
      : ({ is: "size", file: named, ranges: amount.ranges, about } as const);
  return [claimOf(piece, "size", ask)];
};

const changes: readonly (readonly [RegExp, Changed])[] = [
  [/taint/i, "taintErrors"],
  [/mmap|not mapped|index file|cache error/i, "mmapErrors"],
  [/failed log-?ins|log-?in failures/i, "loginsFailed"],
  [/^log-?ins/i, "logins"],
  [/frozen/i, "frozen"],
  [/passed over|skipped/i, "skipped"],
  [/put off|deferr/i, "deferrals"],
  [/failed for good|bounce/i, "failed"],
  [/waiting|in (?:the )?queue|queued/i, "queued"],
  [/^deliver(?:ies|ed)/i, "delivered"],
  [/arrived|received/i, "arrived"],
];

const mostSplits = 10;

const beforeAfter: RowRule = (reading) => {
  const { piece } = reading;
  const sides = (["before", "after"] as const).flatMap((side) => {
    const cell = column(piece, new RegExp(`^${side}\\b`, "i"));
    return cell === undefined ? [] : [{ side, cell }];
  });
  if (sides.length < 2) return null;
  const label = rowLabel(piece);
  const of = changes.find(([words]) => words.test(label))?.[1];
  const splits = momentsIn(reading.about.at(-1) ?? "", reading.zone)
    .flatMap(({ span, timed }) => (timed && span !== null ? [span.from] : []))
    .slice(0, mostSplits);
  const counts = sides.map(({ cell }) => wholeNumberOf(cell.text.trim()));
  return sides.flatMap(({ side, cell }, at) => {
    const text = `${label}, ${side}: ${cell.text}`;
    const count = counts[at] ?? Number.NaN;
    const other = counts[1 - at] ?? Number.NaN;
    if (of !== undefined && !Number.isNaN(count))
      return [
        claimOf(
          piece,
          "count",
          { is: "change", of, side, count, other: Number.isNaN(other) ? null : other, splits },
          text,
        ),
      ];
    const claims = sentenceClaims(reading, `${label}: ${cell.text}`, cell.header, `${label} ${side}`);
    if (claims.length > 0) return claims.map((claim) => ({ ...claim, text }));
    const why = "no rule reads this figure: the logs cannot be asked for it";
    return [claimOf(piece, "status", { is: "never", why }, text)];
  });
};

const queueKinds: readonly (readonly [RegExp, Counted])[] = [
  [/other frozen/i, "other frozen"],
  [/frozen bounces/i, "frozen bounces"],
  [/frozen/i, "frozen"],
  [/active|delayed|waiting|queued|deferred/i, "waiting"],
];

const queue: RowRule = (reading) => {
  const { piece } = reading;
  const cell = column(piece, /^(?:count|number|messages)$/i);
  const count = wholeNumberOf(cell?.text.trim() ?? "");
  const of = queueKinds.find(([words]) => words.test(rowLabel(piece)))?.[1];
  if (of === undefined || Number.isNaN(count) || !piece.headings.some((heading) => /queue/i.test(heading))) return null;
  const counted = claimOf(piece, "count", { is: "count", of, emails: false, count, about: [] });
  const notes = piece.cells.slice(1).filter((one) => one !== cell);
  return [counted, ...notes.flatMap((note) => sentenceClaims(reading, note.text, note.header, ""))];
};

const timeline: RowRule = (reading) => {
  const { piece, zone } = reading;
  const time = column(piece, /^(?:time|when|at|date)\b/i);
  const what = column(piece, /event|what|action|description/i);
  if (time === undefined || what === undefined) return null;
  const [moment] = momentsIn(time.text, zoneOfHeader(time.header, zone));
  if (moment === undefined || !moment.timed) return null;
  const places = placesIn(column(piece, /^(?:line|place|source|log|seen|evidence)/i)?.text ?? "");
  const daemon = column(piece, /daemon|service/i)?.text ?? "";
  const claim = timeClaim(reading, moment.span, `${daemon} ${what.text}`.trim(), places, true);
  return claim === null ? [] : [claimOf(piece, "time", claim)];
};

const rules: readonly RowRule[] = [checked, delivery, service, file, beforeAfter, queue, timeline];
