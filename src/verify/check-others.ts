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

/** A quoted line: its text, wherever it stands. Where the report says that it stands elsewhere, the answer says so. */
export function checkQuote(
  { kind, at, place }: Ask & { is: "quote" },
  found: readonly Sighting[],
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
  return isCovered
    ? contradicted("the logs cover its time and do not have this line")
    : notCheckable(at[0] === undefined ? "its time cannot be read" : `no log of that program covers ${moment(at[0])}`);
}

/** "IMAP login failures for ann@a.example". */
export function checkLogin({ user, outcome }: Ask & { is: "login" }, answer: UserAnswer, facts: Facts): Verdict {
  const { firstLogin, lastLogin, firstFailure, lastFailure, logins, failures } = answer;
  if (logins + failures === 0) return notCheckable(`the logs hold no login of ${user}`);
  const lastIn = lastLogin[0]?.at ?? Number.NEGATIVE_INFINITY;
  const lastOut = lastFailure[0]?.at ?? Number.NEGATIVE_INFINITY;
  if (outcome === "failed")
    return failures > 0
      ? confirmed(`${failures} failed, ${logins} succeeded`, seenAt(facts, firstFailure))
      : contradicted(`no login of ${user} failed, ${logins} succeeded`, seenAt(facts, [...firstLogin, ...lastLogin]));
  return lastIn > lastOut
    ? confirmed(`logged in at ${moment(lastIn)}`, seenAt(facts, lastLogin))
    : contradicted(`the last login failed, at ${moment(lastOut)}`, seenAt(facts, lastFailure));
}
