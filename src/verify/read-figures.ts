/** Numbers of messages and lengths of waits and downtime in running text. */
import { lengthsIn, wholeNumberOf } from "./amounts.ts";
import type { Claim, Counted } from "./claims.ts";
import { claimOf, type Reading } from "./surroundings.ts";

const COUNT =
  /(?<![\w.,:-])(\d[\d,]{0,11}|no|zero|one|two|three|four|five|six|seven|eight|nine|ten) ((?:[a-z-]{2,12} ){0,2})(e-?mails?|mails?|messages?|bounces?)\b/gi;

const verbs: readonly (readonly [RegExp, Counted])[] = [
  [/\bfr(?:ozen|oze)\b/i, "frozen"],
  [/\b(?:not|never) (?:yet )?delivered\b|\b(?:held|stuck|undelivered|delayed)\b/i, "held"],
  [/\b(?:waited|waiting|queued|in (?:the )?queue)\b/i, "held"],
  [/\b(?:delivered|went out)\b/i, "delivered"],
  [/\b(?:bounced|failed|lost)\b/i, "bounced"],
];
const AT_THE_END = /\b(?:still|now|currently|remain(?:s|ing)?|left|after)\b/i;
/** A rule that an alarm or a person is to follow, not what was. */
const RULE = /[<>≥≤]\s*$|\b(?:alert|alarm|threshold|more than|over|if|when)\s*$/i;

/** "8 messages undelivered", "2 frozen bounces", "4 messages" in a row about stuck mail. */
export function countClaims({ piece, about }: Reading, text: string, label: string): readonly Claim[] {
  const matches = [...text.matchAll(COUNT)];
  return matches.flatMap((match, at) => {
    const end = match.index + match[0].length;
    const next = matches[at + 1]?.index ?? text.length;
    const behind = text.slice(end, Math.min(next, end + 60)).split(/[;|]|\. |, /, 1)[0] ?? "";
    const adjective = match[2] ?? "";
    const of = countedBy(adjective) ?? countedBy(behind) ?? countedBy(label);
    const count = wholeNumberOf(match[1] ?? "");
    // "every one of these messages"
    if (/\bof\b/.test(adjective)) return [];
    if (of === undefined || Number.isNaN(count) || RULE.test(text.slice(Math.max(0, match.index - 20), match.index)))
      return [];
    if (/\b(?:not|never|would|may)\b/i.test(behind) && of !== "held") return [];
    const isNow = AT_THE_END.test(`${adjective} ${behind} ${label}`);
    const emails = /mail/i.test(match[3] ?? "");
    const counted = of === "held" && isNow ? "waiting" : of;
    return [claimOf(piece, "count", { is: "count", of: counted, emails, count, about }, text, match.index)];
  });
}

/** By the verb that comes first. */
function countedBy(words: string): Counted | undefined {
  const found = verbs.flatMap(([pattern, of]) => {
    const at = words.search(pattern);
    return at < 0 ? [] : [{ at, of }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.of;
}

const WAIT = /\b(?:stuck|queue|waits?|waited|waiting|delayed|undelivered|held)\b/i;
const DOWN = /\bdowntime\b|\b(?:was|were) down\b/i;
/** Figures of which the logs' own statistics say more than one thing. */
const STATISTIC = /\bhalf\b|\bp\d\d\b|\bmedian\b|\baverage\b|\bone in\b|\bof twenty\b|\bretry\b/i;

/** "stuck in queue for 48+ hours", "Downtime: ~5 minutes". */
export function lengthClaims({ piece, about }: Reading, text: string, label: string): readonly Claim[] {
  const around = `${label} ${text}`;
  return lengthsIn(text).flatMap((length) => {
    const before = text.slice(Math.max(0, length.index - 60), length.index);
    const near = `${before} ${text.slice(length.end, length.end + 20)} ${label}`;
    const of = DOWN.test(around) ? "downtime" : WAIT.test(near) ? "wait" : undefined;
    const isRule = RULE.test(before) || /^ or (?:longer|more)/.test(text.slice(length.end));
    if (of === undefined || STATISTIC.test(near) || isRule) return [];
    const daemon = /\bexim/i.test(around) ? "exim" : /\bdovecot/i.test(around) ? "dovecot" : null;
    const { exactness, unit } = length;
    const ask = { is: "duration", of, daemon, length: length.length, unit, exactness, about } as const;
    return [claimOf(piece, "duration", ask, text, length.index)];
  });
}
