import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dovecotDialect } from "../../src/parsers/dovecot.ts";
import { noCounters } from "../../src/parsers/dovecot-lists.ts";
import type { DovecotEvent } from "../../src/parsers/events.ts";
import { linesOf, read, shareOf } from "./dovecot-lines.ts";

const folder = new URL("../../fixtures/lines/", import.meta.url);
const lines = readdirSync(folder)
  .filter((name) => /^dovecot.*\.txt$/.test(name))
  .flatMap((name) => linesOf(new URL(name, folder)));

/** All that a line does not say. */
const silent = { at: 0, host: null, service: "imap", user: null, pid: null, session: null, level: null, partial: null };
const ann = { ...silent, user: "ann@a.example", pid: 48362, session: "6ddr1eBHnKR/AAAB" };
const prefix = "Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: ";

const table: readonly (readonly [string, DovecotEvent])[] = [
  [
    "Jan 08 14:00:01 imap-login: Info: Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=48327, TLS, session=<AmKji+BHipV/AAAB>",
    {
      ...silent,
      kind: "dovecot.login",
      service: "imap-login",
      level: "Info",
      user: "ann@a.example",
      session: "AmKji+BHipV/AAAB",
      method: "PLAIN",
      ip: "192.0.2.7",
      localIp: "192.0.2.1",
      mailPid: 48327,
      security: "TLS",
    },
  ],
  [
    "Jan  8 14:00:02 mx1 dovecot: imap-login: Disconnected: Connection closed (auth failed, 3 attempts in 20 secs): user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, TLS: Connection closed, session=<hACB/A>",
    {
      ...silent,
      kind: "dovecot.login-failed",
      service: "imap-login",
      host: "mx1",
      user: "ann",
      session: "hACB/A",
      method: "PLAIN",
      ip: "192.0.2.7",
      localIp: "192.0.2.1",
      mailPid: null,
      security: "TLS",
      reason: "Connection closed",
      detail: "auth failed",
      attempts: 3,
      seconds: 20,
    },
  ],
  [
    `${prefix}Info: Disconnected: Logged out in=104 out=11517 deleted=0 expunged=0`,
    {
      ...ann,
      kind: "dovecot.logout",
      level: "Info",
      reason: "Logged out",
      detail: null,
      bytesIn: 104,
      bytesOut: 11517,
      counters: { ...noCounters, deleted: 0, expunged: 0 },
    },
  ],
  [
    `${prefix}Error: Mailbox Logs: mmap(size=1395104500) failed with file /home/ann/mail/.Logs/dovecot.index.cache: Cannot allocate memory`,
    {
      ...ann,
      kind: "dovecot.mmap-failed",
      level: "Error",
      mailbox: "Logs",
      size: 1395104500,
      path: "/home/ann/mail/.Logs/dovecot.index.cache",
      error: "Cannot allocate memory",
    },
  ],
  [
    `${prefix}Fatal: pool_system_realloc(16777216): Out of memory`,
    { ...ann, kind: "dovecot.out-of-memory", level: "Fatal", call: "pool_system_realloc", bytes: 16777216 },
  ],
  [
    `${prefix}Fatal: master: service(imap): child 48362 returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it) - set CORE_OUTOFMEM=1 environment to get core dump)`,
    {
      ...ann,
      kind: "dovecot.child-error",
      level: "Fatal",
      of: "imap",
      child: 48362,
      error: 83,
      vszLimit: 256,
      text: "Out of memory",
    },
  ],
  [
    "Jan 08 14:10:03 imap: Fatal: master: service(imap): child 48537 returned error 127",
    {
      ...silent,
      kind: "dovecot.child-error",
      level: "Fatal",
      of: "imap",
      child: 48537,
      error: 127,
      vszLimit: null,
      text: null,
    },
  ],
  [
    "2026-01-08 14:18:00 master: Warning: service(imap-login): process_limit (100) reached, client connections are being dropped",
    {
      ...silent,
      kind: "dovecot.limit-reached",
      service: "master",
      level: "Warning",
      of: "imap-login",
      limit: "process_limit",
      value: 100,
    },
  ],
  [
    "2026-01-08T13:40:00.404589+00:00 mx1 dovecot: master: Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3 (core dumps disabled)",
    {
      ...silent,
      kind: "dovecot.master",
      host: "mx1",
      service: "master",
      notice: "start",
      version: "2.3.19.1",
      text: "imap, pop3",
    },
  ],
  [
    "Jan 08 14:00:04 lmtp(48358, ann@a.example): Info: jBt1EfjCMk3uMQAAm9eMBA: msgid=<x@a.example>: saved mail to INBOX",
    {
      ...silent,
      kind: "dovecot.delivered",
      service: "lmtp",
      user: "ann@a.example",
      pid: 48358,
      level: "Info",
      headerMessageId: "x@a.example",
      sender: null,
      size: null,
      virtualSize: null,
      sessionTime: null,
      deliveryTime: null,
      outcome: "saved",
      mailbox: "INBOX",
      error: null,
    },
  ],
  [
    "Jan 08 14:20:01 auth(ann@a.example,192.0.2.7,sasl:plain)<LZmG>: Info: sql: Password mismatch (given password: hunter2)",
    {
      ...silent,
      kind: "dovecot.auth-failed",
      service: "auth",
      user: "ann@a.example",
      session: "LZmG",
      level: "Info",
      database: "sql",
      ip: "192.0.2.7",
      verdict: "Password mismatch",
    },
  ],
  [
    "imap(ann): Error: net_connect_unix(indexer) failed: Resource temporarily unavailable",
    {
      ...silent,
      at: -1,
      kind: "dovecot.file-error",
      user: "ann",
      level: "Error",
      mailbox: null,
      call: "net_connect_unix",
      path: "indexer",
      error: "Resource temporarily unavailable",
    },
  ],
  [
    "Jan 08 14:00:39 lmtp(48358): Info: Something that nobody knows",
    {
      ...silent,
      kind: "dovecot.other",
      service: "lmtp",
      pid: 48358,
      level: "Info",
      text: "Something that nobody knows",
    },
  ],
  [
    "Jan 08 14:00:39 imap(a)<b)<48362><6ddr1eBHnKR/AAAB>: Info: Logged out in=1 out=2",
    { ...silent, kind: "dovecot.other", text: "a)<b)<48362><6ddr1eBHnKR/AAAB>: Info: Logged out in=1 out=2" },
  ],
];

describe("dovecotDialect.read", () => {
  it.each(table)("%s", (line, event) => {
    expect(read(line)).toStrictEqual(event);
  });

  it.each<readonly [string, object]>([
    [
      "rip=192.0.2.7, user=<ann>, method=PLAIN, lip=192.0.2.1, mpid=7, TLS, session=<s>",
      { user: "ann", ip: "192.0.2.7", localIp: "192.0.2.1", mailPid: 7, security: "TLS", session: "s" },
    ],
    [
      "user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, TLS, session=<s>, ja3=abc, TLSv1.3 with cipher X (256/256 bits)",
      { user: "ann", security: "TLS", session: "s", ip: "192.0.2.7" },
    ],
    [
      'user=<ann>, session=<s>, method=PLAIN, rip=192.0.2.7, client_id="name" "a, rip=1", mpid=9',
      {
        partial: 'user=<ann>, session=<s>, method=PLAIN, rip=192.0.2.7, client_id="name" "a, rip=1", mpid=9',
        user: null,
      },
    ],
    ['user=<ann>, rip=192.0.2.7, client_id="name" "a, rip=1", mpid=9', { user: "ann", mailPid: null }],
    ["user=<ann>, rip=192.0.2.7, local_name=a, rip=192.0.2.66", { ip: null }],
    ["rip=192.0.2.7, method=PLAIN, lip=192.0.2.1, user=<x>, session=<forged>", { user: null, session: null }],
    ["rip=192.0.2.7, user=<x>, rip=192.0.2.66, lip=192.0.2.1, session=<a>", { ip: null }],
    ["rip=192.0.2.7, user=<x>, mpid=1, foo=<a>, method=PLAIN", { ip: null }],
    ["rip=192.0.2.7, user=<x>, unheard=a, method=PLAIN", { ip: null }],
    ["rip=not.an.address, user=<x>, method=PLAIN", { ip: null, user: null }],
  ])("takes elements in any order: %s", (elements, expected) => {
    const event = read(`Jan 08 14:00:01 imap-login: Info: Login: ${elements}`);
    expect(event).toMatchObject({ kind: "dovecot.login", ...expected });
    if ("user" in expected && expected.user === null) expect(event?.partial).toBe(elements);
  });

  it.each<readonly [string, object | null]>([
    ["out=6, in=5", { bytesIn: 5, bytesOut: 6, counters: null }],
    [
      "bytes=5/6 size=7 body_count=8",
      { bytesIn: 5, bytesOut: 6, counters: { ...noCounters, mailboxBytes: 7, bodies: 8 } },
    ],
    ["in=5 in=6", null],
    ["in=5 unheard=6", null],
    ["in=5 body_count=6/7", null],
    ["in=5 top=6", null],
  ])("takes counters in any order: %s", (counters, expected) => {
    const event = read(`${prefix}Info: Disconnected: Logged out ${counters}`);
    const known = expected === null ? { partial: ` Logged out ${counters}` } : { reason: "Logged out", ...expected };
    expect(event).toMatchObject({ kind: "dovecot.logout", ...known });
  });

  it.each(lines)("knows the whole of %s", (line) => {
    expect(shareOf(line)).toBe("recognised");
  });

  it("has a line for every kind but dovecot.other", () => {
    const seen = new Set(lines.map((line) => read(line)?.kind));
    expect([...seen].sort()).toStrictEqual([
      "dovecot.assertion",
      "dovecot.auth-error",
      "dovecot.auth-failed",
      "dovecot.auth-queued",
      "dovecot.cache-corrupted",
      "dovecot.child-error",
      "dovecot.child-killed",
      "dovecot.delivered",
      "dovecot.file-error",
      "dovecot.index-corrupted",
      "dovecot.limit-reached",
      "dovecot.lmtp-connection",
      "dovecot.lock-wait",
      "dovecot.login",
      "dovecot.login-failed",
      "dovecot.logout",
      "dovecot.mail-log",
      "dovecot.master",
      "dovecot.mmap-failed",
      "dovecot.notice",
      "dovecot.out-of-memory",
      "dovecot.problem",
      "dovecot.proxy",
      "dovecot.relayed",
      "dovecot.sieve",
      "dovecot.storage-corrupted",
      "dovecot.time-moved",
      "dovecot.tls",
    ]);
  });

  it("has a line for every field of every kind", () => {
    const filled = new Map<string, boolean>();
    for (const line of lines) {
      const event = read(line);
      for (const [field, value] of Object.entries(event ?? {})) {
        const name = `${event?.kind} ${field}`;
        filled.set(name, filled.get(name) === true || value !== null);
      }
    }
    const envelope = / (host|user|pid|session|level|partial)$/;
    const never = [...filled].filter(([name, seen]) => !seen && !envelope.test(name)).map(([name]) => name);
    // The mail process of a proxied session is on the other server.
    expect(never).toStrictEqual(["dovecot.proxy mailPid"]);
  });
});

describe("dovecotDialect.foreign", () => {
  it.each([
    ["Jan  8 14:20:01 mx1 sshd[811]: Accepted publickey for root from 192.0.2.7", "foreign"],
    ["Jan  8 14:20:01 mx1 kernel: [ 12.3] imap(ann): Error: no", "foreign"],
    ["Jan  8 14:20:01 mx1 postfix/smtpd[811]: connect from unknown", "foreign"],
    ['2026-01-08T14:20:00.404589+00:00 mx1 rsyslogd: [origin software="rsyslogd"] start', "foreign"],
    ["Jan  8 14:20:01 mx1 last message repeated 3 times", "foreign"],
    ["Jan  8 14:20:01 mx1 exim[811]: 1vdpup-000CfU-1V Completed", "none"],
    ["Jan  8 14:20:01 mx1 exim4[811]: 1vdpup-000CfU-1V Completed", "none"],
    ["Jan  8 14:20:01 mx1 dovecot[811]: anything", "unknown"],
    ["2026-01-08 14:20:01 1vdpup-000CfU-1V DKIM: message could not be signed", "none"],
    ["2026-01-08 14:20:01 SMTP connection from mx.b.example [192.0.2.7]", "none"],
    ["imap: what somebody typed", "none"],
    ["", "none"],
  ])("%s is %s", (line, share) => {
    expect(shareOf(line)).toBe(share);
  });
});

describe("dovecotDialect.stamp", () => {
  it.each([
    ["Jan 08 14:00:39 imap(ann): Info: x", "Jan 08 14:00:39"],
    ["Jan  8 14:00:39 mx1 sshd[1]: x", "Jan  8 14:00:39"],
    ["Sep 8 07:46:30 mx1 dovecot: x", "Sep 8 07:46:30"],
    ["2026-01-08 14:25:01 master: Info: x", "2026-01-08 14:25:01"],
    ["2026-01-08 14:25:01.123456 +0100 master: Info: x", "2026-01-08 14:25:01.123456 +0100"],
    ["2026-01-08T14:20:00.404589+00:00 mx1 dovecot: x", "2026-01-08T14:20:00.404589+00:00"],
    ["2026-01-08T14:20:00Z mx1 dovecot: x", "2026-01-08T14:20:00Z"],
    ["dovecot: master: x", undefined],
    ["Jan 08 14:00", undefined],
    ["", undefined],
  ])("%s", (line, stamp) => {
    const text = `${line}\n`;
    expect(dovecotDialect.stamp(text, Buffer.from(text, "latin1"), 0)).toBe(stamp);
  });

  it("asks the clock once, with the stamp, the line's offset and its bytes", () => {
    const asked: unknown[] = [];
    const text = "Jan 08 14:00:39 master: Warning: SIGHUP received - reloading configuration\n";
    const clock = { instant: (...what: unknown[]) => asked.push(what) };
    const bytes = Buffer.from(text);
    expect(dovecotDialect.read(text, bytes, 0, clock, 4711)?.at).toBe(1);
    expect(asked).toStrictEqual([["Jan 08 14:00:39", 4711, bytes, 0]]);
  });
});

it("no line continues the one above it", () => {
  const text = "  a second line\n";
  expect(dovecotDialect.continues(text, Buffer.from(text), 0)).toBe(false);
});
