/** Names in a report's text: addresses, hosts, files, places of a log. */
import type { WrittenPlace } from "./claims.ts";

const APART = /[\s<>()"'`,;|]+/;

/** Mail addresses, in lower case. */
export function addressesIn(text: string): readonly string[] {
  if (!text.includes("@")) return [];
  return text
    .split(APART)
    .filter((word) => word.includes("@"))
    .map((word) => word.replace(/[.:!?]+$/, "").replace(/^(?:mailto:|user=)/i, ""))
    .filter((word) => /^[^@=[\]]+@[A-Za-z\d][A-Za-z\d.-]*\.[A-Za-z][A-Za-z\d-]*$/.test(word))
    .map((word) => word.toLowerCase());
}

/** The first host name of a text, in lower case; "not logged" and "TLS 1.3" are none. */
export function hostIn(text: string): string | null {
  const word = text
    .split(APART)
    .map((one) => one.replace(/[.:]+$/, ""))
    .find((one) => one.length <= 253 && /^[A-Za-z\d][A-Za-z\d.-]*\.[A-Za-z][A-Za-z\d-]+$/.test(one));
  return word?.toLowerCase() ?? null;
}

/** "TLS 1.3", also for "TLSv1.3". */
export function tlsIn(text: string): string | null {
  const version = /\bTLS ?v?(1\.\d)\b/i.exec(text)?.[1];
  return version === undefined ? null : `TLS ${version}`;
}

/** The paths of index and cache files that a text names, as it names them: `.Logs/dovecot.index.cache`. */
export function filesIn(text: string): readonly string[] {
  const names = [...text.matchAll(/dovecot\.(?:index|list|map)[\w.-]{0,40}/g)];
  return names.map((match) => pathEndingAt(text, match.index) + match[0].replace(/[.]+$/, ""));
}

/** What stands before a file's name up to a blank; a folder's name may have blanks, but then it is known only from its last word. */
function pathEndingAt(text: string, end: number): string {
  let from = end;
  while (from > 0 && end - from < 300 && !/[\s`|"'(]/.test(text.charAt(from - 1))) from--;
  return text.slice(from, end);
}

/** Places of logs that a text names: `mainlog:1732`, `/var/log/exim4/mainlog.1:12`. */
export function placesIn(text: string): readonly WrittenPlace[] {
  return text
    .split(APART)
    .map((word) => placeOf(word.replace(/[.,]+$/, "")))
    .filter((place) => place !== null);
}

/** A word as a place of a log, or null. A name begins with a letter or a slash: `14:18` is a time. */
export function placeOf(word: string): WrittenPlace | null {
  const match = word.length > 300 ? null : /^([A-Za-z/.~][^:]*):(\d{1,9})$/.exec(word);
  // where an operator states something is no place of a log
  return match === null || /\.(?:ya?ml|md|json)$/.test(match[1] ?? "")
    ? null
    : { name: match[1] ?? "", line: Number(match[2]) };
}
