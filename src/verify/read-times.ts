/** What a time is said of: the fix, the first or last error, a start of a daemon, or only a line of a log. */
import type { Ask, Claim, Span, WrittenPlace } from "./claims.ts";
import { type Moment, momentsIn, zoneOfHeader } from "./moments.ts";
import { placesIn } from "./names.ts";
import { claimOf, type Reading } from "./surroundings.ts";

const words: readonly (readonly [RegExp, "fixed" | "first" | "last" | "begin" | "end" | "done"])[] = [
  [/\b(?:intervention|maintenance|work) (?:completed|finished|ended|started|began)\b|^completed\b/i, "done"],
  [/\blogs? (?:begins?|starts?)\b/i, "begin"],
  [/\blogs? ends?\b/i, "end"],
  [/\b(?:first (?:errors?|seen|failures?|failed|occurrence)|since|errors? (?:began|started))\b/i, "first"],
  [/\b(?:last (?:errors?|seen|failures?|occurrence)|errors? until)\b/i, "last"],
  [/\b(?:fixed|resolved|repaired|solved|mended|restored|recovered)\b/i, "fixed"],
];
/** A time may be just of these; they are no claim about logs. */
const NOT_OF_LOGS = /\b(?:updated|review|due|version|report made|generated|date|planned|next)\b/i;
const DAEMON = /\b(exim4?|dovecot)\b/i;
const RESTART =
  /\b(?:(re-?started|restart|started|start)|(reloaded|reload|read its configuration again)|(stopped|stop))\b/i;

/** The claims of all times in a text. */
export function timeClaims(reading: Reading, text: string, header: string): readonly Claim[] {
  const moments = momentsIn(text, zoneOfHeader(header, reading.zone));
  const places = placesIn(text);
  const claims: Claim[] = [];
  const loose: Moment[] = [];
  moments.forEach((moment, at) => {
    if (!moment.timed) return;
    const said = saidOf(text, moments, at, header);
    const ask = timeClaim(reading, moment.span, said, [], false);
    if (ask !== null) claims.push(claimOf(reading.piece, "time", ask, text, moment.index));
    else if (!NOT_OF_LOGS.test(said)) loose.push(moment);
  });
  const spans = loose.flatMap(({ span }) => (span === null ? [] : [span]));
  if (spans.length > 0 && places.length > 0)
    claims.push(claimOf(reading.piece, "time", { is: "place", spans, places, bound: false }, text, loose[0]?.index));
  return claims;
}

/** The words that a time belongs to: those before it, up to the time or the sentence before; else those behind it. */
function saidOf(text: string, moments: readonly Moment[], at: number, header: string): string {
  const moment = moments[at];
  if (moment === undefined) return "";
  const from = Math.max(moments[at - 1]?.end ?? 0, moment.index - 60);
  const before =
    text
      .slice(from, moment.index)
      .split(/[;|]|\. /)
      .at(-1) ?? "";
  if (/[A-Za-z]{3}/.test(before)) return before;
  const behind = text.slice(moment.end, Math.min(moments[at + 1]?.index ?? text.length, moment.end + 60));
  return /[A-Za-z]{3}/.test(header) && !/^(?:value|description|time|what)/i.test(header)
    ? header
    : (behind.split(/[;|]|\. /, 1)[0] ?? "");
}

/**
 * What is to be asked about a time; null when its words say nothing that a log could bear out.
 *
 * @param bound a row of a table says that these places are of this time.
 */
export function timeClaim(
  { about }: Pick<Reading, "about">,
  span: Span | null,
  said: string,
  places: readonly WrittenPlace[],
  bound: boolean,
): Ask | null {
  const is = words.find(([pattern]) => pattern.test(said))?.[1];
  const daemon = DAEMON.exec(said)?.[1]?.toLowerCase().startsWith("exim") === true ? "exim" : "dovecot";
  const restart = DAEMON.test(said) ? RESTART.exec(said) : null;
  if (is === undefined && restart === null && places.length === 0) {
    return bound ? { is: "never", why: "the row does not say which line of a log shows it" } : null;
  }
  if (span === null) return { is: "never", why: "the zone of its time is not known" };
  if (places.length > 0) return { is: "place", spans: [span], places, bound };
  if (restart !== null) {
    const what = restart[3] !== undefined ? "stop" : restart[2] !== undefined ? "reload" : "start";
    return { is: "restart", daemon, what, span };
  }
  if (is === "done") return { is: "never", why: "mail logs do not hold when people began or ended their work" };
  if (is === "begin" || is === "end") return { is, span };
  return is === undefined ? null : { is, span, about: [`${said}\n${about[0] ?? ""}`, ...about.slice(1)] };
}
