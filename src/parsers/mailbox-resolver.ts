import { scanString } from "../grammar/runtime.ts";
import type { DraftOf } from "./draft.ts";
import { scanners } from "./generated/dovecot.ts";

/** A text that may stand behind `Mailbox NAME: `, as the start symbol `halves` of grammars/dovecot.ne reads it. */
export type Half = DraftOf<
  "dovecot.mmap-failed" | "dovecot.cache-corrupted" | "dovecot.file-error" | "dovecot.index-corrupted"
>;

/** Each cut is one scan of the rest: a line of a user who wants to be slow is left alone. Paths end at 4,096 bytes. */
const MOST_CUTS = 64;
const LONGEST = 16_384;

/**
 * Reads `NAME: TEXT` where NAME is the user's own and looks like a log text itself:
 *
 *     a: mmap(size=1) failed with file b: mmap(size=1395104500) failed with file /home/u/mail/.a: mmap(size=1) failed with file b/dovecot.index.cache: Cannot allocate memory
 *
 * It has no pattern of its own: it cuts at every `": "`, the grammar says whether the right half is a text, and the
 * path in it must lie in a directory that repeats the left half. Only if exactly one cut fits, that is the answer.
 */
export function resolveMailbox(text: string): Half | undefined {
  const halves = scanners.starts.halves;
  if (halves === undefined || text.length > LONGEST) return undefined;
  let found: Half | undefined;
  let cuts = 0;
  for (let at = text.indexOf(": "); at >= 0; at = text.indexOf(": ", at + 1)) {
    if (++cuts > MOST_CUTS) return undefined;
    const name = text.slice(0, at);
    const half = scanString(halves, text.slice(at + 2)) as Half | undefined;
    if (half === undefined || (half.path !== null && !holds(half.path, name))) continue;
    if (half.mailbox !== null && half.mailbox !== name) continue;
    if (found !== undefined) return undefined;
    half.mailbox = name;
    found = half;
  }
  return found;
}

/**
 * Whether a file lies in the directory of a mailbox. INBOX lives in the mailbox root, whatever that is called.
 * Otherwise the directory ends in the name: `Logs/2026` is `/Logs/2026` (LAYOUT=fs), `/.Logs.2026` (Maildir++), and
 * has `/dbox-Mails` behind it in dbox; a namespace prefix (`INBOX.Logs`) is not part of the directory.
 */
function holds(path: string, name: string): boolean {
  if (name === "INBOX") return true;
  const folder = path.slice(0, path.lastIndexOf("/"));
  const directory = folder.endsWith("/dbox-Mails") ? folder.slice(0, -"/dbox-Mails".length) : folder;
  const inner = name.startsWith("INBOX.") || name.startsWith("INBOX/") ? name.slice("INBOX.".length) : name;
  return (
    directory.endsWith(`/${inner}`) ||
    directory.endsWith(`/.${inner}`) ||
    directory.endsWith(`/.${inner.replaceAll("/", ".")}`)
  );
}
