import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLocatedEvents, readUnrecognisedLines } from "../../src/api/read.ts";
import type { MailEvent } from "../../src/parsers/events.ts";
import { docker, journal } from "../parsers/envelopes.ts";
import { formsOf, pieces, scratch } from "./inputs.ts";

const folder = scratch();
const options = { tz: "UTC", year: 2026, now: Date.UTC(2026, 1, 1) };
const completed = (id: string) => `2026-01-08 14:20:01 ${id} Completed`;
const one = completed("1vdpup-000CfU-1V");
const login =
  "imap-login: Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=48327, TLS, session=<AmKji+BHipV/AAAB>";

type Given = Parameters<typeof readLocatedEvents>[0][number];

async function readAll(input: Given) {
  const stream = readLocatedEvents([input], options);
  const events: { event: MailEvent; line: number; share: string }[] = [];
  for await (const { event, line, share } of stream) events.push({ event, line, share });
  const { coverage, sources } = stream.reading();
  const { lines, recognised, continuation, other, unrecognised, partial } = coverage;
  return { events, counts: { lines, recognised, continuation, other, unrecognised, partial }, sources };
}

const bytesOf = (lines: readonly string[]) => Buffer.from(`${lines.join("\n")}\n`, "latin1");
const read = (lines: readonly string[], size = 1 << 16) =>
  readAll({ name: "log", stream: pieces(bytesOf(lines), size) });
const ids = (events: readonly { event: MailEvent }[]) =>
  events.map(({ event }) => (event as { messageId?: string | null }).messageId ?? event.kind);

const others = [
  "Jan  8 14:20:01 mx1 postfix/smtpd[811]: connect from client.a.example[192.0.2.7]",
  "Jan  8 14:20:01 mx1 sshd[811]: Invalid user exim from 192.0.2.7",
  `Jan  8 14:20:01 mx1 sshd[811]: Invalid user exim[2]: ${one}`,
  "Jan  8 14:20:01 mx1 spamd[811]: spamd: result: . -1 - BAYES_00",
  "Jan  8 14:20:01 mx1 clamd[811]: SelfCheck: Database status OK.",
  'Jan  8 14:20:01 mx1 rsyslogd: [origin software="rsyslogd"] rsyslogd was HUPed',
  "Jan  8 14:20:01 mx1 systemd[1]: Started exim4.service.",
  "Jan  8 14:20:01 mx1 kernel: [    1.2] Out of memory: Killed process 4711 (exim4)",
  "Jan  8 14:20:01 mx1 CROND[811]: (root) CMD (run-parts /etc/cron.hourly)",
  "Jan  8 14:20:01 mx1 /usr/sbin/cron[811]: (root) RELOAD (crontab)",
  "Jan  8 14:20:01 mx1 run-parts(/etc/cron.daily)[811] finished logrotate",
  "Jan  8 14:20:01 mx1 fail2ban.actions        [811]: NOTICE [exim] Ban 192.0.2.7",
  "Jan  8 14:20:01 mx1 -- MARK --",
  "Jan  8 14:20:01 mx1 last message repeated 3 times",
  "Jan  8 14:20:01 mx1 eximstats[811]: done",
];
const inForms: readonly (readonly [string, (line: string) => string])[] = [
  ["syslog", (line) => line],
  ["syslog with priority", (line) => `<22>${line}`],
  ["RFC 3339", (line) => line.replace("Jan  8 14:20:01", "2026-01-08T14:20:01.000000+00:00")],
  ["journal short-full", (line) => line.replace("Jan  8 14:20:01", "Thu 2026-01-08 14:20:01 UTC")],
  ["journal short-unix", (line) => line.replace("Jan  8 14:20:01", "1767882001.000000")],
  ["Docker", (line) => docker(`${line}\n`)],
];

describe("a mixture of programs", () => {
  it.each(inForms)("counts every line in %s", async (_, wrap) => {
    const mine = [
      `Jan  8 14:20:01 mx1 exim[4711]: ${one}`,
      `Jan  8 14:20:01 mx1 dovecot: ${login}`,
      `Jan  8 14:20:01 mx1 exim[4712]: ${completed("1vdpup-000CfV-1V")}`,
    ];
    const lines = others.flatMap((line, at) => [mine[at % 3] ?? "", line]).map(wrap);
    const { events, counts, sources } = await read(lines);
    expect(counts).toEqual({
      lines: lines.length,
      recognised: others.length,
      continuation: 0,
      other: others.length,
      unrecognised: 0,
      partial: 0,
    });
    expect(events.filter(({ event }) => event.kind === "exim.completed")).toHaveLength(
      Math.ceil((others.length * 2) / 3),
    );
    expect([...(sources[0]?.dialects ?? [])].sort()).toEqual(["dovecot", "exim"]);
  });

  it("does not take what its own programs cannot have written for another's", async () => {
    const { counts, events } = await read([
      "Jan  8 14:20:01 mx1 exim[4711]: what no Exim writes",
      "Jan  8 14:20:01 mx1 dovecot: what no Dovecot writes",
      "Jan  8 14:20:01 mx1 exim",
      '{"MESSAGE":"broken',
    ]);
    expect(events.map(({ event }) => event.kind)).toEqual(["exim.other", "dovecot.other"]);
    expect(counts).toMatchObject({ lines: 4, unrecognised: 4, other: 0 });
  });

  it("knows the name of Exim in its log once a text made it certain", async () => {
    const { events, counts } = await read([
      "Jan  8 14:20:01 mx1 out-7[1]: Start queue run: pid=1",
      `Jan  8 14:20:01 mx1 out-7[2]: ${one}`,
      "Jan  8 14:20:01 mx1 out-7[3]: Start queue run: pid=3",
    ]);
    expect(events.map(({ event }) => event.kind)).toEqual(["exim.completed", "exim.queue-run"]);
    expect(counts).toMatchObject({ recognised: 2, other: 1 });
  });

  it("takes what journalctl says, and the lines that it indents", async () => {
    const { counts } = await read([
      "-- Boot 2f3b7a0c1d5e4b6f8a9b0c1d2e3f4a5b --",
      "Jan 08 14:20:01 mx1 exim[4711]: 2026-01-08 14:20:01 Exim configuration error in line 12 of /etc/exim4/exim4.conf:",
      '                                  main option "x" unknown',
      "-- Journal begins at Thu 2026-01-08 14:20:01 UTC, ends at Thu 2026-01-08 14:20:01 UTC. --",
    ]);
    expect(counts).toMatchObject({ lines: 4, recognised: 1, continuation: 1, other: 2, unrecognised: 0 });
  });
});

/** A long line in parts, each by itself. */
function split(text: string, size: number, tag: string): string[] {
  const parts = text.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
  return parts.map((part, at) => `Jan  8 14:20:01 mx1 ${tag}: [${at + 1}/${parts.length}] ${part}`);
}

const long = (id: string) =>
  `2026-01-08 14:20:01 ${id} <= ann@a.example H=client.a.example [192.0.2.7] P=esmtps S=1532 for ${Array.from({ length: 60 }, (_, at) => `bob${at}@b.example`).join(" ")}`;

describe("an entry of Exim in parts", () => {
  const whole = long("1vdpup-000CfU-1V");
  const parts = split(whole, 300, "exim[4711]");

  it("is one event, of the line that it began in", async () => {
    const [bare] = (await read([whole])).events;
    const { events, counts } = await read([...parts, `Jan  8 14:20:01 mx1 exim[4711]: ${one}`]);
    expect(events).toEqual([
      { ...bare, event: { ...bare?.event, pid: 4711 } },
      expect.objectContaining({ line: parts.length + 1 }),
    ]);
    expect(counts).toMatchObject({ recognised: 2, continuation: parts.length - 1, unrecognised: 0 });
  });

  it("is told apart from those of other processes, wherever the log is cut", async () => {
    const second = split(long("1vdpup-000CfV-1V"), 200, "exim[4712]");
    const mixed = parts
      .flatMap((part, at) => [part, second[at] ?? "", others[at] ?? ""])
      .concat(second.slice(parts.length));
    const lines = mixed.filter((line) => line !== "");
    const expected = await read(lines);
    expect(ids(expected.events)).toEqual(["1vdpup-000CfU-1V", "1vdpup-000CfV-1V"]);
    expect(expected.events.map(({ share }) => share)).toEqual(["recognised", "recognised"]);
    expect(expected.counts).toMatchObject({ unrecognised: 0, other: parts.length });
    const far = [...Array.from({ length: 1200 }, () => others[0] ?? ""), ...lines];
    for (const gap of [0, 7, 400, 900]) {
      const { events, counts } = await read(far.slice(gap));
      expect(ids(events)).toEqual(ids(expected.events));
      expect(counts.unrecognised).toBe(0);
    }
  });

  it("is partial when a part is missing, and what follows is nobody's", async () => {
    const gap = await read([...parts.slice(0, 1), ...parts.slice(2)]);
    expect(gap.events).toMatchObject([{ share: "partial", event: { messageId: "1vdpup-000CfU-1V" } }]);
    expect(gap.counts).toMatchObject({
      lines: parts.length - 1,
      recognised: 0,
      partial: 1,
      unrecognised: parts.length - 1,
    });
    const end = await read(parts.slice(0, -1));
    expect(end.counts).toMatchObject({ partial: 1, continuation: parts.length - 2 });
    expect((await read(parts.slice(1))).counts).toMatchObject({ recognised: 0, unrecognised: parts.length - 1 });
  });

  it("has line ends where Exim says so", async () => {
    const { events, counts } = await read([
      "Jan  8 14:20:01 mx1 exim[4711]: [1\\3] 2026-01-08 14:20:01 1vdpup-000CfU-1V H=client.a.example [192.0.2.7] F=<ann@a.example> rejected after DATA: spam",
      "Jan  8 14:20:01 mx1 exim[4711]: [2\\3] Envelope-from: <ann@a.example>",
      "Jan  8 14:20:01 mx1 exim[4711]: [3/3] Envelope-to: <bob@b.example>",
    ]);
    expect(events).toMatchObject([{ event: { kind: "exim.reject", reason: "spam" }, share: "recognised" }]);
    expect(counts).toMatchObject({ recognised: 1, continuation: 2 });
  });

  it("without pid and without stamp", async () => {
    const bare = split(whole.slice(20), 300, "exim");
    const { events, counts } = await read(bare);
    expect(events).toMatchObject([{ event: { messageId: "1vdpup-000CfU-1V", recipients: { length: 60 } } }]);
    expect(counts).toMatchObject({ recognised: 1, continuation: bare.length - 1 });
  });
});

describe("records of several lines", () => {
  const record = (program: string, message: string, at: number) =>
    [
      `__CURSOR=s=${at}`,
      `__REALTIME_TIMESTAMP=${Date.UTC(2026, 0, 8, 14, 20, 1) * 1000}`,
      "_HOSTNAME=mx1",
      `SYSLOG_IDENTIFIER=${program}`,
      ...(message.includes("\n") ? ["MESSAGE", `${sized(message)}`] : [`MESSAGE=${message}`]),
      `_PID=${at + 1}`,
      "",
    ].join("\n");
  const sized = (message: string) => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(Buffer.byteLength(message)));
    return `${size.toString("latin1")}${message}`;
  };

  it("of journalctl -o export, those of others, too", async () => {
    const hostile = `x\n\n__CURSOR=s=9\n__REALTIME_TIMESTAMP=1\nSYSLOG_IDENTIFIER=exim\nMESSAGE=${one}\n\n`;
    const records = [
      record("exim", one, 0),
      record("sshd", "Invalid user", 1),
      record("dovecot", login, 2),
      record("sshd", hostile, 3),
      record("exim", `${completed("1vdpup-000CfV-1V")}\nsecond line`, 4),
    ];
    const text = records.join("\n");
    const { events, counts } = await read([text]);
    expect(events.map(({ event }) => event)).toMatchObject([
      { messageId: "1vdpup-000CfU-1V", pid: 1 },
      { kind: "dovecot.login", host: "mx1" },
      { messageId: "1vdpup-000CfV-1V", pid: 5 },
    ]);
    expect(counts.lines).toBe(text.split("\n").length);
    expect(counts).toMatchObject({ recognised: 3, unrecognised: 0, partial: 0 });
  });

  it("wherever the log is cut", async () => {
    const records = Array.from({ length: 900 }, (_, at) =>
      record(
        at % 3 === 0 ? "exim" : "sshd",
        at % 3 === 0 ? one : `Invalid ${"\n".repeat(at % 7)} user ${"x".repeat(at)}`,
        at,
      ),
    );
    const { counts } = await read([records.join("\n")]);
    expect(counts).toMatchObject({ recognised: 300, unrecognised: 0 });
  });

  it("of journalctl -o json-pretty", async () => {
    const pretty = (program: string, text: string) => JSON.stringify(journal(program, text), null, "\t");
    const { events, counts } = await read([pretty("exim", one), pretty("sshd", one), pretty("dovecot", login)]);
    expect(events.map(({ event }) => event.kind)).toEqual(["exim.completed", "dovecot.login"]);
    expect(counts).toMatchObject({ lines: 18, recognised: 2, continuation: 10, other: 6 });
  });

  it("of Docker, which cuts lines of 16 KiB", async () => {
    const whole = long("1vdpup-000CfU-1V");
    const { events, counts } = await read([
      docker(whole.slice(0, 500)),
      docker(`${one}\n`).replace("stdout", "stderr"),
      docker(whole.slice(500, 900)),
      docker(`${whole.slice(900)}\n`),
    ]);
    expect(ids(events)).toEqual(["1vdpup-000CfU-1V", "1vdpup-000CfU-1V"]);
    expect(events[0]?.event).toMatchObject({ recipients: { length: 60 } });
    expect(counts).toMatchObject({ recognised: 2, continuation: 2, unrecognised: 0 });
  });

  it("of a container's runtime, cut in the same way", async () => {
    const whole = long("1vdpup-000CfU-1V");
    const line = (text: string, cut: string) => `2026-01-08T14:20:01.000000000Z stdout ${cut} ${text}`;
    const { events, counts } = await read([
      line(whole.slice(0, 500), "P"),
      line(whole.slice(500), "F"),
      line(one, "F"),
    ]);
    expect(events[0]?.event).toMatchObject({ recipients: { length: 60 } });
    expect(counts).toMatchObject({ recognised: 2, continuation: 1, unrecognised: 0 });
  });
});

describe("the account of all lines", () => {
  const some = fc.constantFrom(
    ...others,
    ...inForms.flatMap(([, wrap]) => [
      wrap(`Jan  8 14:20:01 mx1 exim[1]: ${one}`),
      wrap(`Jan  8 14:20:01 mx1 dovecot: ${login}`),
    ]),
    "Jan  8 14:20:01 mx1 exim[1]: [1/2] 2026-01-08 14:20:01 1vdpup-000CfU-1V <= a@a.example",
    "Jan  8 14:20:01 mx1 exim[1]: [2/2]  H=x [192.0.2.1] P=smtp S=1",
    "Jan  8 14:20:01 mx1 exim[1]: [1\\2] 2026-01-08 14:20:01 Exim configuration error",
    "__CURSOR=s=1",
    "SYSLOG_IDENTIFIER=exim",
    "SYSLOG_IDENTIFIER=sshd",
    "MESSAGE",
    "\u0001\0\0\0\0\0\0\0x",
    `MESSAGE=${one}`,
    "",
    "{",
    "}",
    '\t"MESSAGE" : "x"',
    docker("piece"),
    docker("end\n"),
    "huh",
  );

  it("is right, whatever stands beside what, in every form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 25 }), async (lines) => {
        const text = Buffer.from(lines.map((line) => `${line}\n`).join(""), "utf8");
        const first = await readAll({ name: "log", stream: pieces(text, 1 << 16) });
        const { lines: count, recognised, continuation, other, unrecognised } = first.counts;
        expect(count).toBe(lines.length);
        expect(recognised + continuation + other + unrecognised).toBe(count);
        const raw = readUnrecognisedLines([{ name: "log", stream: pieces(text, 7) }], options);
        let unread = 0;
        for await (const _ of raw) unread++;
        expect(unread).toBe(unrecognised);
      }),
      { numRuns: 150 },
    );
  });

  it.each(formsOf(folder, bytesOf(split(long("1vdpup-000CfU-1V"), 300, "exim[4711]"))))("in a %s", async (_, input) => {
    expect((await readAll(input())).counts).toMatchObject({ recognised: 1, unrecognised: 0 });
  });
});

it("a text that nobody knows has its own shape, not that of its JSON", async () => {
  const lines = ["hello there 17", "hello there 18", "good bye"].map(
    (log) => `${JSON.stringify({ log: `${log}\n`, stream: "stdout", time: "2026-01-08T13:18:54Z" })}\n`,
  );
  const reading = readUnrecognisedLines(
    [{ name: "log", stream: pieces(Buffer.from(lines.join("")), 1 << 16) }],
    options,
  );
  for await (const _ of reading);
  expect(reading.reading().coverage.shapes.map(({ shape, count }) => [shape, count])).toEqual([
    ["0-0-0T0:0:0Z hello there 0", 2],
    ["0-0-0T0:0:0Z good bye", 1],
  ]);
});
