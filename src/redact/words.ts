/** Names that tell nothing of a person or an organisation, and words that are names only where they stand as one. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Accounts of the system's own programs; they stay, for they say which program did something. */
export const SYSTEM_ACCOUNTS = setOf(
  "root exim debian-exim mail mailnull nobody daemon www-data apache nginx dovecot dovenull vmail system",
);

/** Names of this very machine, on any machine. */
export const LOCAL_NAMES = setOf("localhost localhost.localdomain localhost6 localhost6.localdomain6");

/** Sites of the programs' authors: advice and error texts point to them. */
export const VENDORS = setOf(
  "exim.org dovecot.org hestiacp.com debian.org github.com gnu.org cpanel.net directadmin.com",
);

/**
 * Local parts that are words as well. Outside of an address they are replaced only where a name must stand:
 * `imap(info)`, `user=<sales>`, `/home/acme/mail/acme.example/info/`, but neither `Info:` nor "2 bounces".
 */
export const ORDINARY_WORDS = setOf(
  [
    "postmaster abuse admin administrator hostmaster webmaster mailer-daemon mailer support info sales office contact",
    "billing accounts account invoice invoices orders order shop news newsletter list lists help hello service services",
    "team desk press jobs legal security noreply no-reply reply bounce bounces return test tests user users guest owner",
    "queue queues error errors warning warnings notice message messages delivery deliver delivered sender recipient",
    "recipients host hosts domain domains server servers client clients log logs inbox sent drafts trash junk spam archive",
    "smtp imap pop3 lmtp esmtp local remote relay router transport auth login logins password tls ssl dkim spf cache index",
    "file files size lines line time issue issues status open closed end start stop reload restart config configuration",
    "backup cron system web http https ftp dns www mx ns print printer scan scanner monitor alert alerts report reports",
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun april june july august monday sunday",
    "from with this that and the for not all one two are was has had its out new old day days hour hours after before",
    "failed fixed found none null true false fatal panic debug critical clerk energy data mailbox box key value path",
    "connection refused timeout retry frozen held stuck removed completed received rejected denied memory limit session",
  ].join(" "),
);

/** Mailboxes that everybody has. */
export const USUAL_MAILBOXES = setOf(
  "inbox sent drafts trash junk spam archive archives templates outbox notes logs sent-mail deleted deleted-items",
);
