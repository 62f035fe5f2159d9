import { scanString } from "../grammar/runtime.ts";
import type { DovecotTopic } from "./dovecot-terms.ts";
import type { Draft } from "./draft.ts";
import { scanners } from "./generated/dovecot.ts";

/** What the grammar's prefix `Mailbox ` has taken off the text. */
const MAILBOX = "Mailbox ";

/** What typed texts about a mailbox hold: a name that looks like a note may not hide one of them. */
const TYPED_TEXTS = [
  ": mmap",
  ": Deleting corrupted cache",
  ": fscking index file ",
  ": Fixed index file ",
  ": Corrupted index file ",
  ": Corrupted index cache file ",
  ": Corrupted record in ",
  ": Corrupted transaction log file ",
] as const;

/**
 * `INBOX: UID 7: Broken MIME parts …`, which stood behind `Mailbox `. It is asked last, when no cut makes a typed event
 * of the text (mailbox-resolver.ts); undefined when it is no note either.
 */
export function mailboxNote(partial: string): Draft | undefined {
  if (TYPED_TEXTS.some((typed) => partial.includes(typed))) return undefined;
  const { nameswhat, namesframe, namestry, namesdone } = scanners.starts;
  const note = [nameswhat, namesframe, namestry, namesdone]
    .map((start) => (start === undefined ? undefined : scanString(start, partial)))
    .find((value) => value !== undefined) as { readonly topic: DovecotTopic } | undefined;
  if (note === undefined) return undefined;
  return {
    kind: "dovecot.notice",
    at: Number.NaN,
    host: null,
    service: "",
    user: null,
    pid: null,
    session: null,
    level: null,
    partial: null,
    topic: note.topic,
    text: `${MAILBOX}${partial}`,
  };
}

/** Warning, Error, Fatal and Panic: what is a note at Info is a problem then. */
export function isProblem(level: string | null): boolean {
  return level !== null && level !== "Info" && level !== "Debug";
}
