import { type Prose, prose } from "../prose.ts";

interface Harmful {
  readonly id: string;
  readonly what: Prose;
  readonly why: Prose;
  /** True for a text (comments gone, lines kept) that holds it. */
  found(text: string): boolean;
}

const some = (pattern: RegExp) => (text: string) => pattern.test(text);
const someLine = (...patterns: readonly RegExp[]) => {
  return (text: string) => text.split("\n").some((line) => patterns.every((pattern) => pattern.test(line)));
};
/** "Raised X", "we set X": prose for `X = …`. */
const RAISES = /\b(?:rais|increas|lift|set|add)\w*\b/i;
/** Says that something is not done. */
const NEVER = /\b(?:never|not|no longer|instead of|rather than)\b/i;

/** Dovecot's default for imap and pop3 (imap-settings.c, pop3-settings.c). */
const DEFAULT_PROCESS_LIMIT = 1024;

/** The list, the worst of each daemon first. */
export const HARMFUL: readonly Harmful[] = [
  {
    id: "index-deleted",
    what: prose("Index files of Dovecot are deleted."),
    why: prose(
      "Under a live session this breaks an index that was sound. With sdbox and mdbox the index holds flags and folders; with Maildir clients lose their sync state. Let Dovecot do it: ",
      { code: "doveadm mailbox cache purge" },
      ".",
    ),
    found: (text) => {
      const lines = text.split("\n").filter((line) => !NEVER.test(line));
      const rest = lines.join("\n");
      if (!/dovecot(?:\.list)?\.index|dovecot-uidlist/.test(rest)) return false;
      return /(?:^|[\s;&|(`])(?:rm|unlink)\s|\s-delete\b|\b(?:remov|delet|clean)(?:e|es|ed|ing)\b/im.test(rest);
    },
  },
  {
    id: "default-vsz-limit",
    what: prose({ code: "default_vsz_limit" }, " is changed."),
    why: prose(
      "It lifts the guard from every service, also from those that strangers reach before login. Raise ",
      { code: "vsz_limit" },
      " of the service that opens mailboxes.",
    ),
    found: (text) =>
      /^\s*default_vsz_limit\s*=/m.test(text) || someLine(/\bdefault_vsz_limit\b/, RAISES, notMatching(NEVER))(text),
  },
  {
    id: "process-limit",
    what: prose({ code: "process_limit" }, " of imap or pop3 is below its default of 1024."),
    why: prose("It lowers the number of sessions. It has nothing to do with memory errors of one process."),
    found: (text) =>
      [...text.matchAll(/\bservice\s+(?:imap|pop3)\s*\{[^{}]{0,500}?\bprocess_limit\s*=\s*(\d{1,9})/g)].some(
        ([, limit]) => Number(limit) > 0 && Number(limit) < DEFAULT_PROCESS_LIMIT,
      ),
  },
  {
    id: "taint-allowed",
    what: prose({ code: "allow_insecure_tainted_data" }, " is set."),
    why: prose(
      "It switches the protection off for all of Exim, and since 4.96 the option is gone: Exim does not start with it.",
    ),
    found: someLine(/\ballow_insecure_tainted_data\b(?!\s*=\s*(?:no|false)\b)/, notMatching(NEVER)),
  },
  {
    id: "world-writable",
    what: prose("Everybody may write (", { code: "chmod 777" }, ")."),
    why: prose(
      "The error's ",
      { code: "Permission denied" },
      " is not about permissions when a tainted name was refused.",
    ),
    found: someLine(/\bchmod\b/, /\s(?:-\w+\s+)*0?777\b/),
  },
  {
    id: "dkim-off",
    what: prose("The DKIM key is taken away."),
    why: prose(
      "All mail leaves unsigned, and no log line says so. Receivers that want DKIM refuse it or call it spam.",
    ),
    found: some(/^[ \t]*(?:DKIM_FILE|DKIM_PRIVATE_KEY|dkim_private_key)[ \t]*=[ \t]*(?:0|false)?[ \t]*$/m),
  },
  {
    id: "outgoing-ip-off",
    what: prose("The outgoing address of each domain is taken away."),
    why: prose("Mail leaves from the host's own address; the domains' SPF and reverse DNS are for the other one."),
    found: some(/^[ \t]*OUTGOING_IP[ \t]*=[ \t]*$/m),
  },
  {
    id: "relay-file-fixed",
    what: prose("One relay file is named for all domains."),
    why: prose(
      "Relays and logins of single domains are no longer used. Put the domain through a ",
      { code: "dsearch" },
      " lookup instead.",
    ),
    found: some(/^[ \t]*SMTP_RELAY_FILE[ \t]*=[ \t]*\/[\w./-]+[ \t]*$/m),
  },
  {
    id: "force-all",
    what: prose("The whole queue is forced, frozen messages too (", { code: "-qff" }, ")."),
    why: prose(
      "Old bounces are thawed and sent to forged senders. ",
      { code: "-M" },
      " and an id, or ",
      { code: "-qf" },
      ", leaves them alone.",
    ),
    found: someLine(/(?:^|\s|`)-q{1,2}ff\w{0,3}\b/, notMatching(NEVER)),
  },
  {
    id: "frozen-deleted",
    what: prose("Messages are removed in bulk (", { code: "-Mrm" }, ") without a look at them."),
    why: prose(
      "Real mail freezes too. It goes without a bounce, and the evidence with it. Filter on the empty sender and on age, and read first.",
    ),
    found: someLine(/\s-Mrm\b/, /\bxargs\b|\$\(|`/, notMatching(/\s-f\s/)),
  },
  {
    id: "retry-deleted",
    what: prose("Exim's retry database is deleted."),
    why: prose("Exim then hammers every host that is down. Forced delivery does it for the messages that need it."),
    found: someLine(/(?:^|[\s;&|])rm\s/, /\/db\/(?:retry|\*|$|\s)/),
  },
  {
    id: "auto-thaw",
    what: prose({ code: "auto_thaw" }, " is set."),
    why: prose("Each frozen bounce is tried again and again; Exim's specification advises against it."),
    found: some(/^[ \t]*auto_thaw[ \t]*=[ \t]*(?!0[smhdw]?[ \t]*$)\S/m),
  },
  {
    id: "count-only",
    what: prose("The queue is watched by its length alone."),
    why: prose(
      "A few messages that wait for days never reach a limit of many, and frozen ones count as well. Watch the age of the oldest (",
      { code: "exiqgrep -x -o 3600 -c" },
      "), frozen messages and the panic log.",
    ),
    found: (text) =>
      /\s-bpc\b|\b(?:mailq|exim4?\s+-bp|exiqgrep\s+-c)\b[^\n]{0,80}\bwc\b|queue (?:size|length|count)/i.test(text) &&
      /\s-(?:gt|ge)\s|[<>]=?\s*["$]?\w|\bthreshold\b|\b(?:over|above|more than)\s+\d/i.test(text) &&
      !/\bexiqgrep\b[^\n]{0,80}\s-o\s|\bpaniclog\b|\boldest\b/i.test(text),
  },
  {
    id: "password-rotation",
    what: prose("Passwords are changed on a schedule."),
    why: prose(
      "NIST SP 800-63B advises against forced rotation: people choose weaker ones. Change a password when there is a sign that it is known.",
    ),
    found: someLine(
      /\bpasswords?\b/i,
      /\brotat\w+|\bexpir\w+|\bevery \d+ (?:days|weeks|months)\b/i,
      notMatching(NEVER),
    ),
  },
];

/** A pattern-like that holds for lines that `pattern` does not match. */
function notMatching(pattern: RegExp): RegExp {
  return new RegExp(`^(?!.*(?:${pattern.source}))`, pattern.flags);
}
