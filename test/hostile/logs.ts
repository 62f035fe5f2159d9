/** Logs of a bad day in which a stranger's text stands in every field that strangers fill. */
import type { Input } from "../../src/index.ts";
import { marked } from "./strings.ts";
import { dovecotSanitised, eximPrinted, eximQuoted, quotedLocalPart, raw } from "./writers.ts";

/** How the text gets into the log: as the daemons write it, or byte for byte. */
export type Writing = "daemon" | "raw";

/** Logs as bytes in Latin-1. */
export interface Logs {
  readonly mainlog: string;
  readonly rejectlog: string;
  readonly dovecot: string;
}

/** The fields, by the names that the programs' manuals give them. */
export const FIELDS = [
  "HELO",
  "sender",
  "recipient",
  "subject",
  "Message-ID",
  "DN",
  "reply",
  "confirmation",
  "login",
  "ident",
  "file",
  "command",
  "text",
  "IMAP user",
  "mailbox",
  "sieve",
  "reason",
] as const;
export type Field = (typeof FIELDS)[number];

/** Where Exim takes no space. */
const ONE_WORD: ReadonlySet<Field> = new Set(["HELO", "Message-ID", "ident", "file"]);

/** @param planted the text of a field; each is written into its lines in the daemon's way. */
export function logsWith(planted: (field: Field) => string, writing: Writing): Logs {
  const bytes = (field: Field) => marked(planted(field));
  const exim = (field: Field) =>
    writing === "daemon"
      ? eximPrinted(ONE_WORD.has(field) ? bytes(field).replaceAll(" ", "_") : bytes(field))
      : raw(bytes(field));
  const dovecot = (field: Field) => (writing === "daemon" ? dovecotSanitised : raw)(bytes(field));
  const quoted = (field: Field) => (writing === "daemon" ? eximQuoted(bytes(field)) : `"${raw(bytes(field))}"`);
  const local = (field: Field) => (writing === "daemon" ? quotedLocalPart(bytes(field)) : `"${raw(bytes(field))}"`);
  const sender = `${local("sender")}@client.example`;
  const recipient = `${local("recipient")}@partner.example`;
  const reply = `SMTP error from remote mail server after RCPT TO:<${recipient}>: 4`;
  // a domain of mail, and of a path: it has no slash
  const taint = `/etc/exim4/domains/${exim("file").replaceAll("/", ".")}/ip`;
  const mainlog = [
    "06 07:58:01 exim 4.96 daemon started: pid=48358, -q30m, listening for SMTP on port 25 (IPv4)",
    `06 08:00:00 1vd1yz-000CYR-39 <= ${sender} H=mx.client.example (${exim("HELO")}) [192.0.2.41] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no DN=${quoted("DN")} S=449 id=${exim("Message-ID")}@client.example T=${quoted("subject")} for ${recipient}`,
    `06 08:00:01 1vd1yz-000CYR-39 == ${recipient} R=dnslookup T=remote_smtp defer (-44) H=mx.partner.example [192.0.2.45]: ${reply}50 ${exim("reply")}`,
    `06 08:00:02 1vd1z0-000CYS-01 <= ann@acme.example U=${exim("ident")} P=local S=1100 T=${quoted("subject")}`,
    `06 08:00:02 1vd1z0-000CYS-01 Tainted filename '${taint}'`,
    `06 08:00:02 1vd1z0-000CYS-01 == bob@globex.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open ${taint}: Permission denied (euid=102 egid=105)`,
    `06 08:10:00 1vd28e-000CZo-2Q <= ${sender} H=(${exim("HELO")}) [192.0.2.42] P=esmtp S=1100 T=${quoted("subject")} for old@acme.example`,
    `06 08:10:00 1vd28e-000CZo-2Q ** old@acme.example R=localuser T=remote_smtp H=mx.acme.example [192.0.2.46]: SMTP error from remote mail server after RCPT TO:<old@acme.example>: 550 ${exim("reply")}`,
    "06 08:10:00 1vd28e-000CZp-0G <= <> R=1vd28e-000CZo-2Q U=Debian-exim P=local S=1600",
    "06 08:10:00 1vd28e-000CZo-2Q Completed",
    `06 08:10:01 1vd28e-000CZp-0G ** ${sender}: Unrouteable address`,
    "06 08:10:01 1vd28e-000CZp-0G Frozen (delivery error message)",
    `06 08:20:00 1vd2IL-000CaI-0C <= ann@acme.example U=ann P=local S=449 T=${quoted("subject")}`,
    `06 08:20:01 1vd2IL-000CaI-0C => eva@gallery.example R=dnslookup T=remote_smtp H=mx.gallery.example [192.0.2.47] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN=${quoted("DN")} C=${quoted("confirmation")}`,
    `06 08:20:01 1vd2IL-000CaI-0C => |/usr/local/bin/deliver ${exim("command")} <eva@gallery.example> R=pipe T=address_pipe`,
    "06 08:20:01 1vd2IL-000CaI-0C Completed",
    `06 08:21:00 H=mx.spam.example (${exim("HELO")}) [198.51.100.66] F=<${sender}> rejected RCPT <${recipient}>: ${exim("reply")}`,
    `06 08:21:01 login authenticator failed for (${exim("HELO")}) [198.51.100.67]: 535 Incorrect authentication data (set_id=${exim("login")})`,
    `06 08:21:02 SMTP protocol error in "${exim("command")}" H=(${exim("HELO")}) [198.51.100.66] unrecognized command`,
    `06 08:22:00 1vd2IL-000CaI-0C something ${exim("text")}`,
    `06 08:22:01 ${exim("text")}`,
    exim("text"),
    "06 09:28:01 Start queue run: pid=49098",
    `06 09:28:02 1vd1yz-000CYR-39 == ${recipient} R=dnslookup T=remote_smtp defer (-44) H=mx.partner.example [192.0.2.45]: ${reply}50 ${exim("reply")}`,
    `06 09:28:02 1vd1z0-000CYS-01 Tainted filename '${taint}'`,
    `06 09:28:02 1vd1z0-000CYS-01 == bob@globex.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open ${taint}: Permission denied (euid=102 egid=105)`,
    "06 09:28:03 End queue run: pid=49098",
    "06 10:00:00 exim 4.96 daemon started: pid=58358, -q30m, listening for SMTP on port 25 (IPv4)",
    `06 10:28:02 1vd1yz-000CYR-39 => ${recipient} R=dnslookup T=remote_smtp H=mx.partner.example [192.0.2.45] C=${quoted("confirmation")}`,
    "06 10:28:02 1vd1yz-000CYR-39 Completed",
  ];
  const rejectlog = [
    `06 08:21:00 H=mx.spam.example (${exim("HELO")}) [198.51.100.66] F=<${sender}> rejected RCPT <${recipient}>: ${exim("reply")}`,
    `06 08:21:03 H=mx.spam.example (${exim("HELO")}) [198.51.100.66] F=<${sender}> rejected after DATA: ${exim("reply")}`,
    `06 08:21:01 login authenticator failed for (${exim("HELO")}) [198.51.100.67]: 535 Incorrect authentication data (set_id=${exim("login")})`,
  ];
  const user = `${dovecot("IMAP user")}@acme.example`;
  const session = `imap(${user})<59063><azMF2+BH6ZDGM2QU>`;
  // Maildir++ writes the separator as a dot
  const cache = `/home/acme/mail/acme.example/ann/.${dovecot("mailbox").replaceAll("/", ".")}/dovecot.index.cache`;
  const dovecotLines = [
    "06 07:57:58 master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3, lmtp (core dumps disabled)",
    `06 08:05:12 imap-login: Info: Login: user=<${user}>, method=PLAIN, rip=198.51.100.20, lip=192.0.2.10, mpid=59063, TLS, session=<azMF2+BH6ZDGM2QU>`,
    `06 08:05:13 ${session}: Error: Mailbox ${dovecot("mailbox")}: mmap(size=1395104500) failed with file ${cache}: Cannot allocate memory`,
    `06 08:05:14 ${session}: Info: Disconnected: ${dovecot("reason")} in=57 out=1158`,
    `06 08:06:00 imap-login: Info: Disconnected: ${dovecot("reason")} (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=198.51.100.67, lip=192.0.2.10, TLS, session=<0Nd6cLRHYeDGM2RD>`,
    `06 08:07:00 lmtp(${user})<48381><+z2sBdzBXGn9vAAATU5/Hg>: Info: msgid=<${dovecot("Message-ID")}>: saved mail to ${dovecot("mailbox")}`,
    `06 08:07:01 lmtp(${user})<48381><+z2sBdzBXGn9vAAATU5/Hg>: Info: sieve: msgid=<${dovecot("Message-ID")}>: stored mail into mailbox '${dovecot("sieve")}'`,
    `06 08:08:00 imap(${user})<1><abc>: Error: ${dovecot("text")}`,
  ];
  const text = (lines: readonly string[], day: string) => `${lines.map((line) => day + line).join("\n")}\n`;
  return {
    // the line without a stamp is one of no program
    mainlog: text(mainlog, "2026-01-").replace(`2026-01-${exim("text")}\n`, () => `${exim("text")}\n`),
    rejectlog: text(rejectlog, "2026-01-"),
    dovecot: text(dovecotLines, "Jan "),
  };
}

/** Zone, year and present under which they are read. */
export const reading = { tz: "UTC", year: 2026, now: Date.parse("2026-01-06T12:00:00Z") };

/** Logs as streams, for `analyze` and its kin. */
export function inputsOf({ mainlog, rejectlog, dovecot }: Logs): readonly Input[] {
  return [
    ["mainlog", mainlog],
    ["rejectlog", rejectlog],
    ["dovecot.log", dovecot],
  ].map(([name = "", text = ""]) => ({ name, stream: streamOf(text) }));
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, "latin1");
}
