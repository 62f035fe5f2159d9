import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DovecotEvent } from "../../src/parsers/events.ts";
import { linesOf, read, shareOf } from "./dovecot-lines.ts";

const hostile = (name: string) => linesOf(new URL(`../../fixtures/hostile/dovecot-${name}.log`, import.meta.url));

/** The beginning of a hostile line (fixtures/hostile/dovecot-names.log) behind its prefix, and what must come of it. */
const names: readonly (readonly [string, object])[] = [
  [
    "Mailbox a: mmap(size=1) failed with file b: mmap(",
    { kind: "dovecot.mmap-failed", size: 1395104500, mailbox: "a: mmap(size=1) failed with file b" },
  ],
  [
    "Mailbox a: mmap(size=1) failed with file /b: mmap(",
    { kind: "dovecot.mmap-failed", size: 1395104500, mailbox: "a: mmap(size=1) failed with file /b" },
  ],
  [
    "Mailbox x: Deleting corrupted cache: mmap(",
    { kind: "dovecot.mmap-failed", mailbox: "x: Deleting corrupted cache" },
  ],
  ["Mailbox Re: old: mmap(", { kind: "dovecot.mmap-failed", mailbox: "Re: old" }],
  ["Mailbox a/b: c: mmap(", { kind: "dovecot.mmap-failed", mailbox: "a/b: c" }],
  ["Mailbox INBOX.a: b: mmap(", { kind: "dovecot.mmap-failed", mailbox: "INBOX.a: b" }],
  ["Mailbox a: b: mmap(size=5) failed with file /home/u/mdbox", { kind: "dovecot.mmap-failed", mailbox: "a: b" }],
  [
    "Mailbox INBOX: mmap(size=5) failed with file /srv/a: b",
    { kind: "dovecot.mmap-failed", mailbox: "INBOX", path: "/srv/a: b/mail/dovecot.index.cache" },
  ],
  ["Mailbox a: b: Deleting", { kind: "dovecot.cache-corrupted", mailbox: "a: b" }],
  ["Mailbox a: b: open(", { kind: "dovecot.file-error", mailbox: "a: b", call: "open" }],
  ["Mailbox a: b: fscking", { kind: "dovecot.index-corrupted", mailbox: "a: b" }],
  ["Mailbox Re:: mmap(", { kind: "dovecot.mmap-failed", mailbox: "Re:" }],
  ["Mailbox __proto__: mmap(", { kind: "dovecot.mmap-failed", mailbox: "__proto__" }],
  [
    "Mailbox a: mmap(size=1) failed with file /x: Deleting",
    { kind: "dovecot.cache-corrupted", mailbox: "a: mmap(size=1) failed with file /x" },
  ],
  ["Mailbox a: open(/x) failed: b: Deleting", { kind: "dovecot.cache-corrupted", mailbox: "a: open(/x) failed: b" }],
  ["Mailbox a: mmap(size=1) failed with file /x: fscking", { kind: "dovecot.other" }],
  ["Mailbox a: mmap(size=1) failed with file /x: Expunged", { kind: "dovecot.other" }],
  ["Mailbox a: open(/x) failed: Expunged", { kind: "dovecot.other" }],
  ["Mailbox a: Deleting corrupted cache: Expunged", { kind: "dovecot.other" }],
  ["Mailbox a: mmap(size=1) failed with file /x/dovecot.index: Cannot open", { kind: "dovecot.other" }],
  ["Mailbox a: b: mmap(size=5) failed with file /home/u/mail/.other", { kind: "dovecot.other" }],
  ["Mailbox a: b: b: b:", { kind: "dovecot.other" }],
  ["Login: user=<x>, rip=192.0.2.66", { kind: "dovecot.login", ip: null, user: null }],
  ["2 secs): user=<x>, rip=192.0.2.66, lip=192.0.2.1, TLS: a>", { kind: "dovecot.login-failed", ip: null, user: null }],
  ["2 secs): user=<x>, rip=192.0.2.66, session=<>", { kind: "dovecot.login-failed", ip: null, user: null }],
  ["2 secs): user=<x>, rip=192.0.2.66, TLSv1", { kind: "dovecot.login-failed", ip: null, user: null }],
  ["2 secs): user=<x>, rip=192.0.2.66, session=<a>", { kind: "dovecot.login-failed", ip: null, user: null }],
  ["user=<a>b>", { kind: "dovecot.login-failed", ip: "192.0.2.7", user: "a>b", attempts: 1 }],
  ["user=<__proto__>", { kind: "dovecot.login-failed", user: "__proto__" }],
  ["Disconnected: a: a: a: a", { kind: "dovecot.login-failed", detail: null }],
  ["imap(a)b@d.example)", { kind: "dovecot.logout", user: "a)b@d.example", pid: 77, session: "abc" }],
  ["imap(12345)", { kind: "dovecot.logout", user: "12345", pid: 77 }],
  ["imap(Error: x)", { kind: "dovecot.logout", user: "Error: x", level: "Info" }],
  ["imap(a,b)", { kind: "dovecot.logout", user: "a,b", pid: 77 }],
  ["imap(a, b)", { kind: "dovecot.logout", user: "a, b", pid: 77 }],
  ["imap()", { kind: "dovecot.logout", user: null, pid: 77, session: null }],
  [
    "imap-login dovecot: imap-login:",
    { kind: "dovecot.login", host: "imap-login", user: "dovecot: imap(x): Error: y" },
  ],
  ["msgid=<x>: saved mail to Trash", { kind: "dovecot.other" }],
  ["msgid=<x>: save failed to INBOX: saved", { kind: "dovecot.other" }],
  ["msgid=<x>: save failed to INBOX: a: saved", { kind: "dovecot.other" }],
  ["msgid=<x: y>", { kind: "dovecot.delivered", headerMessageId: "x: y", mailbox: "INBOX" }],
  ["mailbox 'INBOX': stored", { kind: "dovecot.other" }],
  ["rejected message from <a> (b)>", { kind: "dovecot.other" }],
  ["passwd-file(x,192.0.2.66)", { kind: "dovecot.notice", user: null }],
  ["pam(x,192.0.2.66)", { kind: "dovecot.notice", user: null }],
  ["ruser=x rhost=192.0.2.66 ", { kind: "dovecot.other" }],
  ["Mailbox a: Locking", { kind: "dovecot.other" }],
  ["Mailbox a: Index /x", { kind: "dovecot.problem" }],
  ["Mailbox a: Broken file", { kind: "dovecot.problem" }],
  ["Mailbox a: UID=7: read(/x) failed: Permission denied: ", { kind: "dovecot.other" }],
  ["goodbye: user=<evil: user=<", { kind: "dovecot.notice", user: null }],
  ["lip=192.0.2.1, user=<x>, session=<forged>", { kind: "dovecot.login", user: null, session: null, ip: null }],
  ["user=<x>, lip=192.0.2.66, foo=<>", { kind: "dovecot.login", user: null, ip: null }],
  ["local_name=x, user=<forged>", { kind: "dovecot.login", user: null, ip: null }],
  ["in=1 out=2 in=3", { kind: "dovecot.logout", bytesIn: null }],
  ['from="a size=1: saved mail to Trash"', { kind: "dovecot.other" }],
  ["from=<a> size=1: saved mail to Trash", { kind: "dovecot.other" }],
  ["subject=x: saved mail to Trash", { kind: "dovecot.other" }],
  ["relayed message: from=<a>, to=<b>, size=1", { kind: "dovecot.notice" }],
  ["sql(x,192.0.2.66): Password query failed", { kind: "dovecot.notice", user: null }],
  ["message repeated 2 times", { kind: "dovecot.other", user: null }],
  ["Mailbox a: Deleting corrupted cache record uid=3: UID 3: Broken", { kind: "dovecot.other" }],
  ["Mailbox a: read(/x) failed: UID=3", { kind: "dovecot.other" }],
  ["Mailbox a: zlib.read(/x): Broken", { kind: "dovecot.problem" }],
  ["Panic: Mailbox a: file x.c", { kind: "dovecot.problem" }],
  ["user=<x>, orig_user=<y>", { kind: "dovecot.login-failed", user: null, ip: null }],
  ['from="a msgid=<forged>"', { kind: "dovecot.other" }],
  ["lmtp(save failed to )<)", { kind: "dovecot.other", user: null }],
];

describe("names that look like log texts", () => {
  const lines = hostile("names");

  it.each(names)("%s", (part, expected) => {
    const line = lines.filter((one) => one.includes(part));
    expect(line).toHaveLength(1);
    expect(read(line[0] ?? "")).toMatchObject(expected);
  });

  it("has an expectation for every line", () => {
    expect(lines.filter((line) => !names.some(([part]) => line.includes(part)))).toStrictEqual([]);
  });
});

describe("passwords", () => {
  it.each(hostile("passwords"))("are not kept of %s", (line) => {
    const event = read(line);
    expect(event).toBeDefined();
    expect(JSON.stringify(event)).not.toMatch(/hunter|aHVudGVyMg/);
  });
});

describe("bytes that are no text", () => {
  it.each(hostile("bytes"))("%j is an event", (line) => {
    expect(shareOf(line)).not.toBe("none");
  });

  it("keeps them as logged", () => {
    const [first = ""] = hostile("bytes");
    expect(read(first)).toMatchObject({ user: "Ã©ÿ@d.example", mailbox: "Ã©tÃ© ÿ" });
  });

  it("reads a line of a megabyte", () => {
    const text = `${"a: ".repeat(350_000)}x`;
    expect(read(`Jan 08 14:00:39 imap(u)<1><s>: Error: Mailbox ${text}`)).toMatchObject({
      kind: "dovecot.other",
      partial: text,
    });
  });
});

/** Pieces that Dovecot's texts are made of, and what separates them. */
const piece = fc.constantFrom(
  "a",
  "b",
  " ",
  ": ",
  ":",
  ", ",
  ",",
  ">",
  "<",
  ">, ",
  "(",
  ")",
  "): ",
  ")<",
  "'",
  "': ",
  "/",
  ".",
  "é",
  "\0",
  "=",
  "Mailbox ",
  "mmap(size=1) failed with file ",
  "mmap(size=1) failed",
  "/x/dovecot.index.cache",
  "Cannot allocate memory",
  "Deleting corrupted cache: ",
  "File too small",
  "open(/x) failed: ",
  "Permission denied",
  "rip=192.0.2.66",
  ", rip=192.0.2.66",
  ", method=PLAIN",
  ", session=<s>",
  ", TLS",
  ", TLS: ",
  ", mpid=1",
  "user=<",
  "saved mail to ",
  "save failed to ",
  "stored mail into mailbox '",
  "forwarded to <",
  "rejected: ",
  "msgid=<x>",
  " (given password: ",
  "unknown user",
  "Password mismatch",
  "Error: ",
  "Info: ",
  "Debug: ",
  "<1><s>: ",
  "master: service(imap): ",
  "child 1 returned error 83 (Out of memory)",
  "pam_authenticate() failed: ",
  "fscking index file /x",
  " seq 1: ",
  "INBOX",
  "UID 1: ",
  "dovecot: ",
  "Transaction log file /x",
  " was locked for 1 seconds",
  "Locking transaction log file /x took 1 seconds",
  "Timeout (1s) while waiting for lock for transaction log file /x",
  "Corrupted dbox file /x (around offset=1): ",
  "Index /x: ",
  "Lost log for seq=1 offset=2",
  "/x view is inconsistent",
  "proxy(",
  "started proxying to ",
  ": user=<",
  " from=",
  " size=1",
  " - ",
  "UID=7: ",
);
const name = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(""));
/** Events that say something of a stranger's text; a note has no fields. */
const certain = (event: DovecotEvent | undefined) =>
  event !== undefined &&
  event.partial === null &&
  !["dovecot.other", "dovecot.notice", "dovecot.problem"].includes(event.kind);
const runs = { numRuns: 3000, seed: 20260108 };

describe("whatever a stranger is called", () => {
  it("a mailbox is named as it is, or the line is not typed", () => {
    const head = "Jan 08 14:00:39 imap(u)<1><s>: Error: Mailbox ";
    fc.assert(
      fc.property(name, fc.constantFrom("/", ".", "/."), (mailbox, layout) => {
        const path = `/home/u/mail${layout === "/" ? "/" : "/."}${mailbox}/dovecot.index.cache`;
        const event = read(`${head}${mailbox}: mmap(size=7) failed with file ${path}: Cannot allocate memory`);
        if (certain(event)) expect(event).toMatchObject({ kind: "dovecot.mmap-failed", mailbox, size: 7, path });
      }),
      runs,
    );
  });

  it("a mailbox without a colon and a blank is always typed", () => {
    fc.assert(
      fc.property(name, (mailbox) => {
        fc.pre(!mailbox.includes(": "));
        const path = `/home/u/mail/.${mailbox}/dovecot.index.cache`;
        const event = read(
          `Jan 08 14:00:39 imap(u)<1><s>: Error: Mailbox ${mailbox}: mmap(size=7) failed with file ${path}: Cannot allocate memory`,
        );
        expect(event).toMatchObject({ kind: "dovecot.mmap-failed", mailbox, path });
      }),
      runs,
    );
  });

  it("no text behind a mailbox name becomes a fault that it is not", () => {
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(
          "Mailbox opened",
          "fscking index file /home/u/mail/.x/dovecot.index",
          "Expunged message reappeared, giving a new UID (old uid=1, file=x)",
        ),
        (mailbox, text) => {
          const event = read(`Jan 08 14:00:39 imap(u)<1><s>: Warning: Mailbox ${mailbox}: ${text}`);
          expect([
            "dovecot.mmap-failed",
            "dovecot.cache-corrupted",
            "dovecot.file-error",
            "dovecot.out-of-memory",
          ]).not.toContain(event?.kind);
        },
      ),
      runs,
    );
  });

  it("a login name hides no address", () => {
    fc.assert(
      fc.property(name, fc.boolean(), (user, good) => {
        const head = good ? "Login: " : "Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): ";
        const event = read(
          `Jan 08 14:00:39 imap-login: Info: ${head}user=<${user}>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, TLS, session=<abc>`,
        );
        if (certain(event)) expect(event).toMatchObject({ user, ip: "192.0.2.7", session: "abc" });
      }),
      runs,
    );
  });

  it("a message id invents no delivery", () => {
    fc.assert(
      fc.property(name, fc.boolean(), (id, saved) => {
        const event = read(
          `Jan 08 14:00:39 lmtp(u)<1><s>: Info: msgid=<${id}>: ${saved ? "saved mail to INBOX" : "save failed to INBOX: Quota exceeded"}`,
        );
        if (certain(event))
          expect(event).toMatchObject({
            kind: "dovecot.delivered",
            outcome: saved ? "saved" : "failed",
            mailbox: "INBOX",
          });
      }),
      runs,
    );
  });

  it("a Sieve mailbox is named as it is", () => {
    fc.assert(
      fc.property(name, (mailbox) => {
        const event = read(
          `Jan 08 14:00:39 lmtp(u)<1><s>: Info: sieve: msgid=<x>: fileinto action: stored mail into mailbox '${mailbox}'`,
        );
        if (certain(event)) expect(event).toMatchObject({ kind: "dovecot.sieve", outcome: "stored", target: mailbox });
      }),
      runs,
    );
  });

  it("an authentication names the address that Dovecot wrote, and never the password", () => {
    fc.assert(
      fc.property(name, name, (user, password) => {
        const secret = `${password}hunter2`;
        const event = read(
          `Jan 08 14:00:39 auth: Info: sql(${user},192.0.2.7,<abc>): Password mismatch (given password: ${secret})`,
        );
        expect(JSON.stringify(event)).not.toContain("hunter2");
        if (certain(event))
          expect(event).toMatchObject({ kind: "dovecot.auth-failed", user, ip: "192.0.2.7", session: "abc" });
      }),
      runs,
    );
  });

  it("a user in the prefix does not become another event", () => {
    fc.assert(
      fc.property(name, (user) => {
        fc.pre(!user.includes(": "));
        const event = read(`Jan 08 14:00:39 imap(${user})<77><abc>: Info: Disconnected: Logged out in=1 out=2`);
        if (certain(event)) expect(event).toMatchObject({ kind: "dovecot.logout", user, pid: 77, session: "abc" });
      }),
      runs,
    );
  });
});
