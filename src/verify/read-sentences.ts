/** Claims in running text: a cell, an item of a list, a paragraph. */
import { sizesIn } from "./amounts.ts";
import type { Claim } from "./claims.ts";
import { addressesIn, filesIn, hostIn, tlsIn } from "./names.ts";
import { countClaims, lengthClaims } from "./read-figures.ts";
import { timeClaims } from "./read-times.ts";
import { claimOf, type Reading } from "./surroundings.ts";

/** @param label what a row is about ("Emails stuck in queue"), or "". */
export function sentenceClaims(reading: Reading, text: string, header: string, label: string): readonly Claim[] {
  // what a report itself found contradicted, it does not claim
  if (/\bcontradicted by the logs?\b/i.test(text)) return [];
  const claims = [
    ...relayClaims(reading, text),
    ...allDelivered(reading, text),
    ...loginClaims(reading, text),
    ...timeClaims(reading, text, header),
    ...sizeClaims(reading, text),
    ...countClaims(reading, text, label),
    ...lengthClaims(reading, text, label),
  ];
  return claims.length > 0 ? claims : deedClaims(reading, text, header);
}

/** "All emails delivered via relay.isp.example with TLS 1.3". */
function relayClaims({ piece, about }: Reading, text: string): readonly Claim[] {
  const match = /\ball\b[^.;]{0,40}\b(?:delivered|sent|went out)\b[^.;]{0,20}\b(?:via|through|over|by|to)\b/i.exec(
    text,
  );
  if (match === null) return [];
  const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 200);
  const [host, tls] = [hostIn(behind), tlsIn(behind)];
  if (host === null && tls === null) return [];
  return [claimOf(piece, "status", { is: "relay", host, tls, about }, text, match.index)];
}

/** "All queued messages delivered". */
function allDelivered({ piece, about }: Reading, text: string): readonly Claim[] {
  const all =
    /\ball\b[^.;,]{0,40}\b(?:e-?mails?|mails?|messages?)\b[^.;,]{0,20}\bdelivered\b(?! (?:via|through|over|by))/i;
  const match = all.exec(text);
  if (match === null) return [];
  const waited = /\b(?:queued|stuck|held|waiting|delayed)\b/i.test(match[0]);
  return [claimOf(piece, "status", { is: "all delivered", waited, about }, text, match.index)];
}

const LOGIN = /\b(?:log-?ins?|logons?|log in|imap|pop3)\b/i;
const FAILS = /\b(?:fail|fails|failed|failures?|refused|denied|unable|cannot|could not)\b/i;
const WORKS = /\b(?:works?|working|succeeds?|succeeded|successful|possible again)\b/i;
const DENIED = /\b(?:no|not one|never|without) (?:imap |pop3 )?(?:log-?in|access|failed|error)/i;

/** "IMAP login failures for ann@a.example", "IMAP access for ann@a.example: working". */
function loginClaims({ piece, about }: Reading, text: string): readonly Claim[] {
  const [user, ...others] = new Set(addressesIn(text));
  if (user === undefined || !LOGIN.test(text) || DENIED.test(text)) return [];
  const failed = FAILS.test(text);
  // the name of a log line in a quotation, or both words at once, say nothing certain
  if (failed === WORKS.test(text) || text.includes("imap-login:")) return [];
  const ask =
    others.length > 0
      ? ({ is: "never", why: "it names several users" } as const)
      : ({ is: "login", user, outcome: failed ? "failed" : "works", about } as const);
  return [claimOf(piece, "status", ask, text)];
}

/** Sizes of index files. Other sizes (of mail, of memory) are no business of a log. */
function sizeClaims({ piece, about }: Reading, text: string): readonly Claim[] {
  const files = [...new Set(filesIn(text))];
  const isOfIndex = files.length > 0 || /\b(?:index|cache|mmap)\b/i.test(text);
  if (!isOfIndex || files.length > 1) return [];
  // the same size in two units is one claim
  return sizesIn(text)
    .filter(
      ({ index, end }) =>
        !LIMIT_BEHIND.test(text.slice(end, end + 30)) && !LIMIT_BEFORE.test(text.slice(Math.max(0, index - 30), index)),
    )
    .slice(0, 1)
    .map(({ ranges, index }) =>
      claimOf(piece, "size", { is: "size", file: files[0] ?? null, ranges, about }, text, index),
    );
}

/** A size that is allowed or looked for, not one that a file had. */
const LIMIT_BEFORE = /\blimit\b[^.;]*$|\bup to\s*$|\bover\s*$|[<>+=]\s*$/i;
const LIMIT_BEHIND = /^\s*(?:limit|of (?:virtual )?memory)/i;

const DEED =
  /^(?:removed|deleted|created|updated|installed|added|raised|increased|changed|simplified|disabled|enabled|configured|restarted|reloaded|replaced|edited|monitored|rebuilt)\b/i;
const LABELS = /^(?:backup(?: created)?|installed|files? (?:created|changed)|created|changed)\s*:/i;

/** What somebody did to files and settings, and what a ticked box says. */
function deedClaims({ piece }: Reading, text: string, header: string): readonly Claim[] {
  const deed = /^action/i.test(header) || (piece.is === "item" && DEED.test(text)) || LABELS.test(text);
  const made = piece.is === "prose" && /^file:.*\((?:created|changed|edited|new)\)\s*$/i.test(text);
  const why = "mail logs do not record what is done to files and settings";
  return deed || made ? [claimOf(piece, "status", { is: "never", why }, text)] : [];
}
