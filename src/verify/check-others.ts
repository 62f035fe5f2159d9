/** Quoted log lines and logins. */
import type { Sighting, UserAnswer } from "./answers.ts";
import type { Ask } from "./claims.ts";
import {
  confirmed,
  contradicted,
  covers,
  type Facts,
  isNamed,
  moment,
  notCheckable,
  seenAt,
  type Verdict,
} from "./facts.ts";
import { findingsAbout } from "./scope.ts";

/** A quoted line: its text, wherever it stands. Where the report says that it stands elsewhere, the answer says so. */
export function checkQuote(
  { kind, at, place }: Ask & { is: "quote" },
  found: readonly Sighting[],
  nearest: readonly Sighting[],
  facts: Facts,
): Verdict {
  const seen = seenAt(facts, found);
  const [first] = seen;
  if (first !== undefined) {
    const there = place === null ? first : seen.find((one) => one.line === place.line && isNamed(one.source, place));
    if (there !== undefined) return confirmed("the log has this line", [there]);
    return confirmed(`the log has this line, but not at ${place?.name}:${place?.line}`, [first]);
  }
  if (kind.endsWith(".other"))
    return notCheckable("the logs do not have this line, and it is none that a mail program is known to write");
  const course = kind.startsWith("dovecot.") ? "dovecot" : "mail";
  const isCovered = at.some((one) => covers(facts, course, { from: one, to: one + 1000 }));
  const [near] = nearest;
  const other = near === undefined ? "" : `; the nearest line of its kind is of ${moment(near.at)}`;
  return isCovered
    ? contradicted(`the logs cover its time and do not have this line${other}`, seenAt(facts, nearest))
    : notCheckable(at[0] === undefined ? "its time cannot be read" : `no log of that program covers ${moment(at[0])}`);
}

/** "IMAP login failures for ann@a.example". What is said of a fault is said of the time in which it lasted. */
export function checkLogin(ask: Ask & { is: "login" }, answer: UserAnswer, facts: Facts): Verdict {
  const { user, outcome, about } = ask;
  const { lastLogin, lastFailure } = answer;
  if (answer.logins.length + answer.failures.length === 0) return notCheckable(`the logs hold no login of ${user}`);
  if (outcome === "works") {
    const lastIn = lastLogin[0]?.at ?? Number.NEGATIVE_INFINITY;
    const lastOut = lastFailure[0]?.at ?? Number.NEGATIVE_INFINITY;
    return lastIn > lastOut
      ? confirmed(`logged in at ${moment(lastIn)}`, seenAt(facts, lastLogin))
      : contradicted(`the last login failed, at ${moment(lastOut)}`, seenAt(facts, lastFailure));
  }
  const fault = findingsAbout(about, facts.analysis).find(
    (finding) => finding.analyzer === "mmap-failure" && finding.facts.user.toLowerCase() === user,
  );
  const from = fault === undefined ? Number.NEGATIVE_INFINITY : Date.parse(fault.firstSeen);
  const to = fault === undefined ? Number.POSITIVE_INFINITY : Date.parse(fault.resolvedAt ?? fault.lastSeen);
  const within = (sightings: readonly Sighting[]) => sightings.filter(({ at }) => at >= from && at <= to);
  const [logins, failures] = [within(answer.logins), within(answer.failures)];
  const when = fault === undefined ? "" : `, ${moment(from)} to ${moment(to)}`;
  if (failures.length > 0)
    return confirmed(
      `${failures.length} failed, ${logins.length} succeeded${when}`,
      seenAt(facts, failures.slice(0, 1)),
    );
  if (logins.length === 0) return notCheckable(`the logs hold no login of ${user}${when}`);
  const seen = seenAt(facts, logins.length > 1 ? [...logins.slice(0, 1), ...logins.slice(-1)] : logins);
  return contradicted(`no login of ${user} failed, ${logins.length} succeeded${when}`, seen);
}
