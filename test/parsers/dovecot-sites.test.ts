import { describe, expect, it } from "vitest";
import { linesOf, read, shareOf } from "./dovecot-lines.ts";

const lines = linesOf(new URL("../../fixtures/lines/dovecot-sites.txt", import.meta.url));
const mail = "/home/ann/mail/cur/1758395999-M371909P1818,S=30343,W=30821:2,S";

/** Words of a line in fixtures/lines/dovecot-sites.txt that no other line has, and what it must say. */
const said: readonly (readonly [string, object])[] = [
  ["Dovecot Pro v3.0.1", { kind: "dovecot.master", notice: "start", version: "3.0.1", text: "imap" }],
  ["v2.4.1-4 (7d8c0e5759)", { kind: "dovecot.master", version: "2.4.1-4", text: "imap, lmtp, sieve" }],
  ["without any protocols", { kind: "dovecot.master", version: "2.3.19.1", text: null }],
  ["maildir_storage: ", { kind: "dovecot.file-error", call: "open", path: "/home/ann/mail/cur/1.m1" }],
  [
    "UID=3) (read reason=mail stream)",
    {
      kind: "dovecot.file-error",
      mailbox: "INBOX",
      call: "read",
      path: mail,
      error: "Cached message size larger than expected (30343 > 16567, box=INBOX, UID=3) (read reason=mail stream)",
    },
  ],
  ["read() past EOF", { kind: "dovecot.file-error", mailbox: "INBOX", path: "/home/ann/mail/cur/1.m1" }],
  ["failed: gz trailer", { kind: "dovecot.file-error", mailbox: "INBOX", path: "/home/ann/mail/cur/1.m1" }],
  [
    "m1): gz trailer",
    { kind: "dovecot.file-error", call: "zlib.read", error: "gz trailer has wrong CRC value at 4028" },
  ],
  ["UID=3: read(/home/ann/mail/cur/1.m1): FETCH", { kind: "dovecot.file-error", mailbox: "INBOX", call: "read" }],
  [
    "Broken physical size for mail UID 3 in mailbox INBOX: read(",
    { kind: "dovecot.cache-corrupted", path: "/home/ann/mail/dovecot.index.cache" },
  ],
  ["Broken physical size in mailbox INBOX: read(", { kind: "dovecot.cache-corrupted", mailbox: "INBOX", path: null }],
  ["Broken virtual size in mailbox INBOX: read(", { kind: "dovecot.cache-corrupted", mailbox: "INBOX" }],
  [
    "Mailbox INBOX: Corrupted transaction log file",
    {
      kind: "dovecot.index-corrupted",
      mailbox: "INBOX",
      path: "/home/ann/Maildir/dovecot.index.log",
      error: "indexid changed: 1490 -> 1500 (sync_offset=0)",
    },
  ],
  ["auth(default): client in", { kind: "dovecot.notice", service: "auth", user: null, text: null }],
  ["dovecot: dovecot: auth(default): passwd", { kind: "dovecot.auth-failed", service: "auth", host: "mx1" }],
  ["dovecot: Apr 23", { kind: "dovecot.auth-failed", service: "auth", user: "ann", database: "pam" }],
  ["Info: msgid=: saved", { kind: "dovecot.delivered", headerMessageId: null, mailbox: "INBOX" }],
  [": save failed to INBOX: Quota", { kind: "dovecot.delivered", outcome: "failed", mailbox: "INBOX" }],
  ["msgid=<x@b.example>, from=", { kind: "dovecot.delivered", headerMessageId: "x@b.example" }],
  ["from=<bob@b.example> msgid=", { kind: "dovecot.delivered", headerMessageId: "x@b.example", outcome: "saved" }],
  ["orig_user=<ann>", { kind: "dovecot.login", user: "ann@a.example", ip: "192.0.2.7", security: "TLS" }],
  ["TLS=TLSv1.3 with", { kind: "dovecot.login", security: "TLSv1.3", session: "AmKji+BHipV/AAAB" }],
  ["Disconnected: Logged out in=104 out=11517 rip=", { kind: "dovecot.logout", bytesIn: 104, bytesOut: 11517 }],
  ["Logged out rip=192.0.2.7 in=", { kind: "dovecot.logout", reason: "Logged out", bytesIn: 104 }],
  ["Server shutting down.", { kind: "dovecot.logout", reason: "Server shutting down.", bytesOut: 5678 }],
  [
    "Info: Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10) (auth failed",
    { kind: "dovecot.login-failed", detail: "mail_max_userip_connections=10", attempts: 1, seconds: 0 },
  ],
  ["client_limit (100) reached", { kind: "dovecot.limit-reached", limit: "client_limit", value: 100 }],
  ["Panic: Mailbox INBOX: UID=3", { kind: "dovecot.assertion", file: "istream.c", function: "i_stream_read" }],
  [
    "service=imap, user=ann@a.example, ip=[192.0.2.7]. Logged",
    {
      kind: "dovecot.logout",
      service: "imap",
      user: "ann@a.example",
      bytesIn: 12,
      bytesOut: 345,
      reason: "Logged out",
    },
  ],
  ["service=lda, user=ann@a.example, ip=[]", { kind: "dovecot.sieve", service: "lda", user: "ann@a.example" }],
  ["imap(ann@a.example,192.0.2.7)", { kind: "dovecot.logout", user: "ann@a.example", pid: 12, session: "s" }],
  ["out=1024, bytes=77/1024", { kind: "dovecot.logout", bytesIn: 77, bytesOut: 1024 }],
];

describe("Dovecot's lines as sites write them", () => {
  it.each(lines)("%s", (line) => {
    expect(shareOf(line)).toBe("recognised");
  });

  it.each(said)("with %s", (words, expected) => {
    const line = lines.filter((one) => one.includes(words));
    expect(line).toHaveLength(1);
    expect(read(line[0] ?? "")).toMatchObject(expected);
  });
});
