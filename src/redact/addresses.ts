/** E-mail addresses in running text, plain and as URLs, SMTP and mailing lists encode them. */

/** Where an address stands in a text: `local` and `domain` are what is left and right of the separator. */
export interface FoundAddress {
  readonly start: number;
  readonly end: number;
  readonly local: string;
  readonly separator: string;
  readonly domain: string;
}

/** `@` itself, and as percent encoding, xtext (RFC 3461) and quoted-printable write it. */
const SEPARATOR = /@|%40|\+40|=40/g;
const LOCAL = /[\p{L}\p{N}!#$%&'*+=?^_{}~.-]/u;
const DOMAIN = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,252}[\p{L}\p{N}_])?|\[(?:IPv6:)?[0-9A-Fa-f:.]{3,45}\]/uy;
/** `user=`, `from=`, `F=`: a log's word before an address, not a part of it. `prvs=` and `SRS0=` are parts. */
const FIELD = /^(?!prvs=)[A-Za-z_]{1,16}\*?=/;
/** Longest local part that is looked for; RFC 5321 allows 64, sender rewriting makes more. */
const LONGEST = 320;

/** Every address of `text`, from left to right. Encoded ones only where `isKnown` says so of their domain. */
export function* addressesIn(text: string, isKnown: (domain: string) => boolean): Generator<FoundAddress> {
  let done = 0;
  SEPARATOR.lastIndex = 0;
  for (const match of text.matchAll(SEPARATOR)) {
    const at = match.index;
    if (at < done) continue;
    const separator = match[0];
    DOMAIN.lastIndex = at + separator.length;
    const domain = DOMAIN.exec(text)?.[0];
    if (domain === undefined || (separator !== "@" && !isKnown(domain))) continue;
    const start = localStart(text, at, done);
    const end = at + separator.length + domain.length;
    yield { start, end, local: text.slice(start, at), separator, domain };
    done = end;
  }
}

function localStart(text: string, at: number, done: number): number {
  let start = at;
  while (start > Math.max(done, at - LONGEST) && LOCAL.test(text.charAt(start - 1))) start--;
  const field = FIELD.exec(text.slice(start, at));
  if (field !== null) start += field[0].length;
  // a quote, a sign or a dot before it is not its own
  while (start < at && /['!#$%&*=?^{}~.]/.test(text.charAt(start))) start++;
  return start;
}
