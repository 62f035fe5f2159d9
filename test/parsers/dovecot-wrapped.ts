import type { Format } from "./dovecot-catalogue.ts";

/** The line that a text becomes: the service and the level of its source, and what its call puts around it. */
export function lineOf({ where, call }: Format, text: string): string {
  const level = /i_fatal/.test(call)
    ? "Fatal"
    : /i_panic/.test(call)
      ? "Panic"
      : /warning|warn/.test(call)
        ? "Warning"
        : /info|client_log\b|destroy|disconnect|deliver_log/.test(call)
          ? "Info"
          : "Error";
  return `Jan 08 14:00:39 ${prefixOf(where)}: ${level}: ${around(where, call, text)}`;
}

function around(where: string, call: string, text: string): string {
  if (/mail_cache_set_corrupted/.test(call)) return `Mailbox Sent Items: Deleting corrupted cache: ${text}`;
  if (/mail_transaction_log_file_set_corrup/.test(call))
    return `Corrupted transaction log file /home/a/mail/dovecot.index.log seq 2: ${text} (sync_offset=40)`;
  if (/syscall_error/.test(call)) return `${text} failed with file /home/a/mail/dovecot.index: Permission denied`;
  if (/dbox_file_set_corrupted/.test(call))
    return `Corrupted dbox file /home/a/mdbox/storage/m.7 (around offset=40): ${text}`;
  if (/auth_request_log/.test(call)) return `sql(ann@a.example,192.0.2.7,<sp1rrOFHzZd/AABN>): ${text}`;
  if (/client_destroy|client_disconnect/.test(call)) {
    const reason = /^(?:Disconnected|Logged out|Aborted login|Login aborted)/.test(text)
      ? text
      : `Disconnected: ${text}`;
    return /^(?:imap|pop3|submission)\//.test(where)
      ? `${reason} in=1 out=2`
      : `${reason}: user=<>, rip=192.0.2.7, lip=192.0.2.1, session=<sp1rrOFHzZd/AABN>`;
  }
  if (/^login-common/.test(where) && /^(?:Disconnected|Login aborted)/.test(text))
    return `${text}: user=<>, rip=192.0.2.7, lip=192.0.2.1, session=<sp1rrOFHzZd/AABN>`;
  if (/e_warning/.test(call) && where.startsWith("master/service-monitor.c")) return `service(imap): ${text}`;
  if (/client_log/.test(call))
    return `${text}: user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, session=<sp1rrOFHzZd/AABN>`;
  if (/mail_deliver_log/.test(call)) return `msgid=<x@a.example>: ${text}`;
  if (/service_error/.test(call)) return `service(imap): ${text}`;
  if (/mailbox_set_critical|mail_set_critical/.test(call)) return `Mailbox Sent Items: ${text}`;
  if (/smtp_server_connection/.test(call)) return `lmtp-server: conn 192.0.2.7:4711 [1]: ${text}`;
  if (call === "") return sieve(where, text);
  return text;
}

/** Pigeonhole's texts stand behind `sieve: `, those of the compiler behind the script and its line. */
function sieve(where: string, text: string): string {
  if (where.startsWith("managesieve/")) return text;
  if (where.startsWith("plugins/doveadm-sieve")) return text;
  if (/^plugins\/(?:lda-sieve|imap)/.test(where)) return `sieve: ${text}`;
  return /^lib-sieve\/(?:cmd|ext|tst|plugins|sieve-validator|sieve-lexer|sieve-parser|sieve-generator|mcht)/.test(where)
    ? `sieve: main script: line 3: error: ${text}`
    : `sieve: ${text}`;
}

function prefixOf(where: string): string {
  const folder = where.split("/", 1)[0] ?? "";
  if (["auth", "anvil", "config", "dict", "indexer", "log", "master", "stats"].includes(folder)) return folder;
  if (folder === "login-common") return "imap-login";
  if (folder.endsWith("-login") && folder !== "lib-login") return folder;
  if (folder === "lmtp" || folder === "lib-lda" || folder === "lda")
    return "lmtp(ann@a.example)<48682><NS8jEOFHdMx/AAAB>";
  if (folder === "managesieve") return "managesieve(ann@a.example)<48682><NS8jEOFHdMx/AAAB>";
  return "imap(ann@a.example)<48682><NS8jEOFHdMx/AAAB>";
}
