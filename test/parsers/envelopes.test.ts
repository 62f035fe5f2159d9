import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explainLine } from "../../src/api/explain.ts";
import { parseLine } from "../../src/parsers/index.ts";
import { carried, docker, journal, tagged } from "./envelopes.ts";

const options = { tz: "UTC", year: 2026 };
const bytes = (line: string) => Buffer.from(line, "utf8").toString("latin1");
const read = (line: string) => parseLine(bytes(line), options);

const exim = [
  '1vdpup-000CfU-1V <= ann@a.example H=client.a.example ([192.0.2.7]) [192.0.2.7] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 A=plain:ann S=1532 id=x@a.example T="Grüße <&> \\"x\\"" from <ann@a.example> for bob@b.example',
  '1vdpup-000CfU-1V => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [198.51.100.7] C="250 OK: queued {\\"a\\": 1}"',
  "1vdpup-000CfU-1V == bob@b.example R=r T=t defer (-1): Tainted '/home/bob' (file or directory name for t transport) not permitted",
  "1vdpup-000CfU-1V ** bob@b.example: Unrouteable address",
  "1vdpup-000CfU-1V Completed",
  "1vdpup-000CfU-1V Frozen (delivery error message)",
  "H=client.a.example [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: relay not permitted",
  "Start queue run: pid=4711",
  "exim 4.96 daemon started: pid=4711, -q30m, listening for SMTP on port 25 (IPv6 and IPv4)",
  "1vdpup-000CfU-1V Tainted filename '/etc/exim4/domains/b.example/ip'",
  "dovecot_login authenticator failed for (User) [192.0.2.37]: 535 Incorrect authentication data (set_id=ann@a.example)",
  "1vdpup-000CfU-1V what no Exim writes",
];

const dovecot = [
  "imap-login: Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=48327, TLS, session=<AmKji+BHipV/AAAB>",
  "imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /home/u/mail/.Logs/dovecot.index.cache: Cannot allocate memory",
  "imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Disconnected: Logged out in=96 out=17151",
  "lmtp(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: msgid=<x@a.example>: saved mail to INBOX",
  "imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Fatal: master: service(imap): child 48362 returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, you may need to increase it))",
  "auth-worker(304): pam(ann,192.0.2.7): unknown user",
  "master: Warning: Killed with signal 15 (by pid=1 uid=0 code=kill)",
  "imap-login: Disconnected (auth failed, 2 attempts): user=<ann>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, TLS",
  'imap(gr\u00fcn@a.example)<1><s>: Error: Mailbox {"a"}: Deleting corrupted cache: x',
  "anvil: Error: Grüße \\u00fc <&>",
  "lmtp(48358): Connect from local",
  "what no Dovecot writes",
];

describe("Exim", () => {
  describe.each(exim)("%s", (line) => {
    const own = read(`2026-01-08 14:20:01 ${line}`);

    it("is known bare", () => expect(own?.at).toBe(Date.UTC(2026, 0, 8, 14, 20, 1)));

    it.each([...tagged, ...carried])("says the same in %s", (_, wrap) => {
      expect(read(wrap({ program: "exim", text: `2026-01-08 14:20:01 ${line}` }))).toEqual(own);
    });

    it.each(tagged)("says the same in %s without its own stamp", (_, wrap) => {
      expect(read(wrap({ program: "exim", text: line }))).toEqual(own);
    });
  });

  it.each(["exim", "exim4", "exim4_outgoing", "Exim", "exim-in"])("goes by the name of %s", (name) => {
    expect(read(`Jan  8 14:20:01 mx1 ${name}[4711]: 1vdpup-000CfU-1V Completed`)).toMatchObject({
      kind: "exim.completed",
      pid: 4711,
    });
  });

  it("goes by any name that its text makes certain", () => {
    expect(read("Jan  8 14:20:01 mx1 out-7[4711]: 2026-01-08 14:20:01 1vdpup-000CfU-1V Completed")).toMatchObject({
      kind: "exim.completed",
    });
    expect(read("Jan  8 14:20:01 mx1 out-7[4711]: 1vdpup-000CfU-1V Completed")).toBeUndefined();
    expect(read("Jan  8 14:20:01 mx1 out-7[4711]: 2026-01-08 14:20:01 Something else")).toBeUndefined();
  });

  it("keeps its own pid when it has logged one", () => {
    const line = "Jan  8 14:20:01 mx1 exim[4711]: 2026-01-08 14:20:01 [4712] 1vdpup-000CfU-1V Completed";
    expect(read(line)).toMatchObject({ kind: "exim.completed", pid: 4712 });
  });

  it("keeps its own stamp when the envelope's differs", () => {
    const line = "<22>1 2026-01-08T15:00:00Z mx1 exim 4711 - - 2026-01-08 14:20:01 1vdpup-000CfU-1V Completed";
    expect(read(line)).toMatchObject({ at: Date.UTC(2026, 0, 8, 14, 20, 1), pid: 4711 });
  });
});

describe("Dovecot", () => {
  describe.each(dovecot)("%s", (text) => {
    const own = read(`Jan  8 14:20:01 mx1 dovecot: ${text}`);

    it("is known in syslog", () => expect(own?.at).toBe(Date.UTC(2026, 0, 8, 14, 20, 1)));

    it.each(tagged)("says the same in %s", (_, wrap) => {
      expect(read(wrap({ program: "dovecot", text }))).toEqual(own);
    });

    // Without a program's name a text that no service wrote is nobody's.
    it.each(text === dovecot.at(-1) ? [] : carried)("says the same in %s", (_, wrap) => {
      const bare = read(`Jan 08 14:20:01 ${text}`);
      expect(bare).toEqual({ ...own, host: null });
      expect(read(wrap({ program: "dovecot", text: `Jan 08 14:20:01 ${text}` }))).toEqual(bare);
    });
  });

  it("takes a container's word for year and zone", () => {
    expect(
      read('{"log":"Jan 08 23:20:01 master: Info: x\\n","stream":"stderr","time":"2021-01-08T14:20:01Z"}')?.at,
    ).toBe(Date.UTC(2021, 0, 8, 14, 20, 1));
  });

  it("is known without a stamp of its own, as multilog has it", () => {
    const line =
      "@400000004c91b044077a9e94 imap-login: Info: Aborted login (auth failed, 1 attempts): user=<ann@a.example>, method=CRAM-MD5, rip=192.0.2.7, lip=192.0.2.1, TLS";
    // tai64nlocal of daemontools says 2010-09-16 05:50:50.125476500
    expect(read(line)).toMatchObject({ kind: "dovecot.login-failed", at: Date.UTC(2010, 8, 16, 5, 50, 50, 125) });
  });
});

describe("message repeated", () => {
  it("is the event of the inner text, with how often", () => {
    for (const [program, text] of [
      ["exim", `2026-01-08 14:20:01 ${exim[6]}`],
      ["exim", exim[6]],
      ["dovecot", dovecot[1]],
    ] as const) {
      const once = read(`Jan  8 14:20:01 mx1 ${program}: ${text}`);
      expect(read(`Jan  8 14:20:01 mx1 ${program}: message repeated 3 times: [ ${text}]`)).toEqual({
        ...once,
        repeats: 3,
      });
      expect(once).not.toHaveProperty("repeats");
    }
  });
});

describe("hostile", () => {
  const traps = readFileSync(new URL("../../fixtures/hostile/envelope-traps.log", import.meta.url), "latin1");

  it.each(traps.split("\n").filter((line) => line !== "" && !line.startsWith("#")))("makes no event of %s", (line) => {
    expect(read(line)).toBeUndefined();
  });

  it.each([
    "{",
    "{}",
    "{]",
    '{"log":1,"time":2}',
    '{"log":"x","time":"2026"',
    '{"MESSAGE":null,"__REALTIME_TIMESTAMP":"1"}',
    '{"MESSAGE":[1,-5],"SYSLOG_IDENTIFIER":"exim"}',
    '{"MESSAGE":[[[[]]]],"SYSLOG_IDENTIFIER":"exim"}',
    '{"MESSAGE":{"a":1},"SYSLOG_IDENTIFIER":["exim"]}',
    '{"__proto__":{"log":"x"},"time":"y"}',
    `${'{"a":'.repeat(5000)}1`,
    "\x1e",
    "data: {",
    "@40000000ffffffffffffffff",
    "@ffffffffffffffffffffffff x",
    "<22>1 - - - - - -",
    "<99999999999999999999>Jan  8 14:20:01 mx1 exim: ",
    "Jan  8 14:20:01 mx1 exim[4711]: [2/3] rest of it",
    "Jan  8 14:20:01 mx1 exim[4711]: [1/99999999999999999999]",
    "Jan  8 14:20:01 mx1 exim[4711]: message repeated 3 times: [",
    "__CURSOR=",
    "99999999999999999999.9 mx1 exim[1]: 1vdpup-000CfU-1V Completed",
  ])("is not thrown by %s", (line) => {
    const event = read(line);
    expect(event === undefined || event.kind.endsWith(".other") || Number.isNaN(event.at)).toBe(true);
  });

  it("keeps the bytes of a text that is not UTF-8", () => {
    const text = "Jan  8 14:20:01 mx1 dovecot: anvil: Error: caf\xe9";
    expect(parseLine(docker("x").replace('"x"', `"${text}\\n"`), options)).toMatchObject({ text: "caf\xe9" });
  });
});

describe("explain", () => {
  it("says of another program's line that it is one", () => {
    for (const line of [JSON.stringify(journal("sshd", "x")), "<22>Jan  8 14:20:01 mx1 sshd[811]: x"]) {
      expect(explainLine(line, options)).toMatchObject({ known: "other program", stops: [] });
    }
  });
});

describe("fixtures/lines/envelopes.txt", () => {
  const all = readFileSync(new URL("../../fixtures/lines/envelopes.txt", import.meta.url), "latin1").split("\n");
  const start = all.findIndex((line) => line.includes("other programs of a mail.log"));
  const lines = (some: readonly string[]) => some.filter((line) => line !== "" && !line.startsWith("#"));

  it.each(lines(all.slice(0, start)).filter((line) => !line.startsWith("-- ")))("knows %s", (line) => {
    const event = parseLine(line, options);
    expect(event?.kind).not.toMatch(/\.other$/);
    expect(event?.at).toBeGreaterThan(0);
  });

  it.each(lines(all.slice(start)))("makes no event of %s", (line) => {
    expect(parseLine(line, options)).toBeUndefined();
  });
});
