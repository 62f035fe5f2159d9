import { describe, expect, it } from "vitest";
import { judge, of } from "./judge.ts";

const login = (at: string, session: string, pid: number) =>
  `Jan 08 ${at} imap-login: Info: Login: user=<marie@acme.example>, method=PLAIN, rip=198.51.100.20, lip=192.0.2.10, mpid=${pid}, TLS, session=<${session}>`;
const logout = (at: string, session: string, pid: number) =>
  `Jan 08 ${at} imap(marie@acme.example)<${pid}><${session}>: Info: Disconnected: Logged out in=100 out=2000 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0`;
const failed = (at: string, session: string, pid: number, size = 1_395_104_500) =>
  `Jan 08 ${at} imap(marie@acme.example)<${pid}><${session}>: Error: Mailbox Logs: mmap(size=${size}) failed with file /home/acme/mail/acme.example/marie/.Logs/dovecot.index.cache: Cannot allocate memory`;
const killed = (at: string, session: string, pid: number) => [
  `Jan 08 ${at} imap(marie@acme.example)<${pid}><${session}>: Fatal: pool_system_realloc(16777216): Out of memory`,
  `Jan 08 ${at} imap(marie@acme.example)<${pid}><${session}>: Fatal: master: service(imap): child ${pid} returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it) - set CORE_OUTOFMEM=1 environment to get core dump)`,
];

describe("mmap-failure", () => {
  it("is degraded, with size, sizes that would do, and open without a later session", async () => {
    const lines = [login("14:00:36", "aaa1", 11), failed("14:00:37", "aaa1", 11), logout("14:00:50", "aaa1", 11)];
    expect(of(await judge({ "dovecot.log": lines }), "mmap-failure")[0]).toMatchObject({
      severity: "warning",
      status: "open",
      occurrences: 1,
      affected: { users: 1, sessions: 1 },
      facts: {
        user: "marie@acme.example",
        mailbox: "Logs",
        size: 1_395_104_500,
        sizeText: "1.30 GiB",
        effect: "degraded",
        enoughVszLimit: "2048M",
        overHardMaximum: true,
        vszLimit: null,
      },
    });
  });

  it("is resolved by a session that began after the last error and ended, and shows its line", async () => {
    const lines = [
      login("14:00:36", "aaa1", 11),
      failed("14:00:37", "aaa1", 11),
      login("14:00:37", "bbb2", 12),
      logout("14:00:50", "aaa1", 11),
      logout("14:01:00", "bbb2", 12),
      login("14:11:20", "ccc3", 13),
      logout("14:12:00", "ccc3", 13),
    ];
    const [finding] = of(await judge({ "dovecot.log": lines }), "mmap-failure");
    expect(finding).toMatchObject({ status: "resolved", basis: "confirmed", resolvedAt: "2026-01-08T14:11:20Z" });
    expect(finding?.evidence.at(-1)).toMatchObject({ line: 6, role: "first session without the error" });
  });

  it("is not resolved by a session that has not ended", async () => {
    const lines = [login("14:00:36", "aaa1", 11), failed("14:00:37", "aaa1", 11), login("14:11:20", "ccc3", 13)];
    expect(of(await judge({ "dovecot.log": lines }), "mmap-failure")[0]?.status).toBe("open");
  });

  it("recurs when a good session lies between two errors and none after", async () => {
    const lines = [
      login("14:00:36", "aaa1", 11),
      failed("14:00:37", "aaa1", 11),
      login("14:11:20", "ccc3", 13),
      logout("14:12:00", "ccc3", 13),
      login("14:25:00", "ddd4", 14),
      failed("14:25:01", "ddd4", 14),
    ];
    expect(of(await judge({ "dovecot.log": lines }), "mmap-failure")[0]?.status).toBe("recurred");
  });

  it("is killed only by error 83 of the same session", async () => {
    const lines = [
      login("14:00:36", "aaa1", 11),
      failed("14:00:37", "aaa1", 11),
      logout("14:00:40", "aaa1", 11),
      login("14:17:00", "eee5", 15),
      ...killed("14:17:04", "eee5", 15),
    ];
    const findings = of(await judge({ "dovecot.log": lines }), "mmap-failure");
    expect(findings.map((finding) => [finding.facts.effect, finding.severity, finding.facts.mailbox])).toEqual([
      ["killed", "critical", null],
      ["degraded", "warning", "Logs"],
    ]);
    expect(findings[0]).toMatchObject({
      subject: "marie@acme.example, out of memory",
      facts: { vszLimitText: "256 MB", vszLimit: 268_435_456 },
    });
    const same = [login("14:00:36", "aaa1", 11), failed("14:00:37", "aaa1", 11), ...killed("14:00:38", "aaa1", 11)];
    const [joined, ...more] = of(await judge({ "dovecot.log": same }), "mmap-failure");
    expect(more).toEqual([]);
    expect(joined).toMatchObject({
      severity: "critical",
      facts: { effect: "killed", killedSessions: 1, mailbox: "Logs" },
    });
  });

  it("takes neither error 127 nor a corrupted cache for a memory fault", async () => {
    const lines = [
      "Jan 08 14:10:03 imap: Fatal: master: service(imap): child 48537 returned error 127",
      "Jan 08 14:05:01 imap(marie@acme.example)<12><bbb2>: Error: Mailbox Logs: Deleting corrupted cache: File too small",
    ];
    expect((await judge({ "dovecot.log": lines })).findings).toEqual([]);
  });

  it("keeps a mailbox that is called __proto__", async () => {
    const line = failed("14:00:37", "aaa1", 11).replaceAll("Logs", "__proto__");
    expect(of(await judge({ "dovecot.log": [line] }), "mmap-failure")[0]?.facts.mailbox).toBe("__proto__");
  });

  it("counts an event that the own log and syslog both hold once", async () => {
    const own = failed("14:00:37", "aaa1", 11);
    const syslog = own.replace("Jan 08 14:00:37 ", "Jan  8 14:00:37 mail dovecot: ");
    expect(of(await judge({ "dovecot.log": [own], "mail.log": [syslog] }), "mmap-failure")[0]?.occurrences).toBe(1);
  });

  describe("with the prefix of 2.2, which names no session", () => {
    const error = (at: string) =>
      `Mar 01 ${at} imap(bob): Error: mmap(size=721000000) failed with file /home/bob/Maildir/dovecot.index.cache: Cannot allocate memory`;
    const end = (at: string) => `Mar 01 ${at} imap(bob): Info: Logged out in=50 out=600`;
    const start = (at: string, pid: number) =>
      `Mar 01 ${at} imap-login: Info: Login: user=<bob>, method=PLAIN, rip=198.51.100.20, lip=192.0.2.10, mpid=${pid}, TLS, session=<s${pid}>`;

    it("does not take the failing session's own logout for a proof", async () => {
      const lines = [
        start("09:59:59", 1),
        error("10:00:00"),
        end("10:00:09"),
        start("10:59:59", 2),
        error("11:00:00"),
        end("11:00:09"),
      ];
      expect(of(await judge({ "dovecot.log": lines }), "mmap-failure")[0]).toMatchObject({
        status: "open",
        affected: { sessions: 2 },
      });
    });

    it("is resolved by a later login and its logout", async () => {
      const lines = [start("09:59:59", 1), error("10:00:00"), end("10:00:09"), start("12:00:00", 3), end("12:00:30")];
      expect(of(await judge({ "dovecot.log": lines }), "mmap-failure")[0]).toMatchObject({
        status: "resolved",
        resolvedAt: "2026-03-01T12:00:00Z",
      });
    });

    it("counts the two lines of one death once and joins them to the error", async () => {
      const lines = [
        start("10:00:00", 101),
        error("10:00:01"),
        "Mar 01 10:00:01 imap(bob): Fatal: pool_system_realloc(16777216): Out of memory",
        "Mar 01 10:00:01 master: Error: service(imap): child 101 returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it) - set CORE_OUTOFMEM=1 environment to get core dump)",
      ];
      const findings = of(await judge({ "dovecot.log": lines }), "mmap-failure");
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({
        severity: "critical",
        facts: { effect: "killed", killedSessions: 1, vszLimitText: "256 MB" },
      });
    });
  });

  it("counts what syslog says that it repeats", async () => {
    const text =
      "imap(marie@acme.example)<11><aaa1>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /home/m/dovecot.index.cache: Cannot allocate memory";
    const lines = [
      `Jan  8 14:00:37 mx1 dovecot: ${text}`,
      `Jan  8 14:00:38 mx1 dovecot: message repeated 3 times: [ ${text}]`,
    ];
    expect(of(await judge({ "mail.log": lines }), "mmap-failure")[0]).toMatchObject({ occurrences: 4 });
  });
});
