import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import { type TraceOptions, trace } from "../../src/index.ts";

/** Logs by name, read as streams in this order. */
async function traced(
  logs: Readonly<Record<string, string>>,
  query: string | readonly string[],
  options: TraceOptions = {},
) {
  const inputs = Object.entries(logs).map(([name, text]) => ({
    name,
    stream: Readable.from([Buffer.from(text, "latin1")]),
  }));
  const found = await trace(inputs, query, { tz: "UTC", year: 2026, now: Date.UTC(2026, 1, 1), ...options });
  const places = found.messages.map(({ messageId, why, ending, lines }) => [
    messageId,
    why,
    ending,
    lines.map(({ source, line }) => `${source}:${line}`).join(" "),
  ]);
  return { ...found, places };
}

const bounced = `2026-01-08 10:00:00 1vdmpa-000001-0A <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100 id=m1@a.example
2026-01-08 10:00:01 1vdmpb-000002-0B <= eve@e.example H=mx.e.example [192.0.2.9] P=esmtp S=100 id=m2@e.example
2026-01-08 10:00:01 1vdmpa-000001-0A ** bob@b.example R=dnslookup T=remote_smtp: 550 no such user
2026-01-08 10:00:01 1vdmpc-000003-0C <= <> R=1vdmpa-000001-0A U=exim P=local S=900
2026-01-08 10:00:02 1vdmpa-000001-0A Completed
2026-01-08 10:00:02 1vdmpb-000002-0B => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1] C="250 ok"
2026-01-08 10:00:03 1vdmpb-000002-0B Completed
2026-01-08 10:00:04 1vdmpc-000003-0C Frozen (delivery error message)
`;

test("a message, its bounce, and nothing else", async () => {
  const { places, sessions, messages } = await traced({ mainlog: bounced }, "1vdmpa-000001-0A");
  expect(places).toEqual([
    ["1vdmpa-000001-0A", "match", "bounced", "mainlog:1 mainlog:3 mainlog:5"],
    ["1vdmpc-000003-0C", "match", "frozen", "mainlog:4 mainlog:8"],
  ]);
  expect(sessions).toEqual([]);
  expect(messages[0]).toMatchObject({
    reports: ["1vdmpc-000003-0C"],
    headerMessageId: "m1@a.example",
    sender: "ann@a.example",
  });
  expect(messages[0]?.verdict).toBe(
    "Bounced after 2 s: failed for 1 of 1 (550 no such user); reported on by 1vdmpc-000003-0C.",
  );
  expect(messages[1]?.verdict).toBe(
    "Frozen since 2026-01-08 10:00:04 UTC (delivery error message); no delivery of it in these logs.",
  );
});

test("from the bounce back to its parent, though that stands above", async () => {
  const { places } = await traced({ mainlog: bounced }, "1vdmpc-000003-0C");
  expect(places.map(([id, why]) => [id, why])).toEqual([
    ["1vdmpa-000001-0A", "parent"],
    ["1vdmpc-000003-0C", "match"],
  ]);
});

test("a life in two rotated files, given in any order", async () => {
  const lines = bounced.split("\n");
  const older = `${lines.slice(0, 3).join("\n")}\n`;
  const newer = lines.slice(3).join("\n");
  const expected = ["mainlog.1:1 mainlog.1:3 mainlog:2", "mainlog:1 mainlog:5"];
  for (const logs of [
    { "mainlog.1": older, mainlog: newer },
    { mainlog: newer, "mainlog.1": older },
  ]) {
    const { places } = await traced(logs, "1vdmpa-000001-0A");
    expect(places.map(([, , , where]) => where)).toEqual(expected);
  }
});

const forwarded = {
  mainlog: `2026-01-08 15:00:03 1vdrUZ-000Cad-1M <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=475 id=fwd@a.example
2026-01-08 15:00:03 1vdrUZ-000Can-1R <= ann@a.example U=vmail P=local S=900 id=fwd@a.example
2026-01-08 15:00:03 1vdrUZ-000Cad-1M => bob <bob@b.example> R=local T=dovecot_lmtp C="250 2.0.0 <bob@b.example> YPkdGnPGX2nmvAAAyJ3suA Saved"
2026-01-08 15:00:03 1vdrUZ-000Cad-1M Completed
2026-01-08 15:00:04 1vdrUZ-000Can-1R == third@c.example R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-08 15:10:04 1vdrUZ-000Can-1R == third@c.example R=dnslookup T=remote_smtp defer (111): Connection refused
`,
  "dovecot.log": `Jan 08 15:00:03 lmtp(48358): Info: Connect from local
Jan 08 15:00:03 lmtp(bob@b.example)<48358><YPkdGnPGX2nmvAAAyJ3suA>: Info: sieve: msgid=<fwd@a.example>: redirect action: forwarded to <third@c.example>
Jan 08 15:00:03 lmtp(bob@b.example)<48358><YPkdGnPGX2nmvAAAyJ3suA>: Info: sieve: msgid=<fwd@a.example>: stored mail into mailbox 'Archive'
Jan 08 15:00:03 lmtp(bob@b.example)<48358><YPkdGnPGX2nmvAAAyJ3suA>: Error: something odd
Jan 08 15:00:09 lmtp(eve@e.example)<48358><otherSessionAAAAyJ3suA>: Info: msgid=<other@e.example>: saved mail to INBOX
`,
};

describe("a message that sieve files and forwards", () => {
  it.each(["1vdrUZ-000Cad-1M", "1vdrUZ-000Can-1R", "<fwd@a.example>", "third@c.example"])("by %s", async (query) => {
    const { places, messages } = await traced(forwarded, query);
    expect(places.map(([id, , ending, where]) => [id, ending, where])).toEqual([
      ["1vdrUZ-000Cad-1M", "delivered", "mainlog:1 dovecot.log:2 dovecot.log:3 dovecot.log:4 mainlog:3 mainlog:4"],
      ["1vdrUZ-000Can-1R", "waiting", "mainlog:2 mainlog:5 mainlog:6"],
    ]);
    expect(messages[0]?.recipients).toMatchObject([{ recipient: "bob", is: "delivered", mailbox: "Archive" }]);
    expect(messages[0]?.verdict).toBe(
      "Delivered to 1 of 1 (bob in Archive); sieve: forwarded (third@c.example), as 1vdrUZ-000Can-1R.",
    );
    expect(messages[1]?.verdict).toBe(
      "Delivered to 0 of 1; 1 waiting since 2026-01-08 15:00:04 UTC, put off 2 times (Connection refused).",
    );
  });

  it("is told by Dovecot's log alone, too", async () => {
    const { places } = await traced({ "dovecot.log": forwarded["dovecot.log"] }, "fwd@a.example");
    expect(places).toEqual([[null, "match", "delivered", "dovecot.log:2 dovecot.log:3 dovecot.log:4"]]);
  });

  it("is joined by the session where it has no Message-ID", async () => {
    const without = {
      mainlog: forwarded.mainlog.replaceAll(" id=fwd@a.example", ""),
      "dovecot.log": forwarded["dovecot.log"].replaceAll("msgid=<fwd@a.example>", "msgid=unspecified"),
    };
    const { places } = await traced(without, "1vdrUZ-000Cad-1M");
    expect(places).toEqual([
      [
        "1vdrUZ-000Cad-1M",
        "match",
        "delivered",
        "mainlog:1 dovecot.log:2 dovecot.log:3 dovecot.log:4 mainlog:3 mainlog:4",
      ],
    ]);
  });
});

describe("the id that another Exim's answer names", () => {
  const handed = (
    secondId: string,
  ) => `2026-01-08 10:00:00 1vdmpa-000001-0A <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100 id=m1@a.example
2026-01-08 10:00:01 1vdmpb-000002-0B <= ann@a.example H=localhost [127.0.0.1] P=esmtp S=300 id=${secondId}
2026-01-08 10:00:01 1vdmpa-000001-0A => bob@b.example R=scan T=scan H=localhost [127.0.0.1]:10025 C="250 OK id=1vdmpb-000002-0B"
2026-01-08 10:00:01 1vdmpa-000001-0A Completed
`;
  it("is the same mail", async () => {
    const { messages } = await traced({ mainlog: handed("m1@a.example") }, "1vdmpa-000001-0A");
    expect(messages.map(({ messageId }) => messageId)).toEqual(["1vdmpa-000001-0A", "1vdmpb-000002-0B"]);
    expect(messages[0]?.handedOnAs).toEqual(["1vdmpb-000002-0B"]);
  });
  it("is not believed against the Message-ID: the answer is a stranger's text", async () => {
    const { messages } = await traced({ mainlog: handed("secret@e.example") }, "1vdmpa-000001-0A");
    expect(messages.map(({ messageId }) => messageId)).toEqual(["1vdmpa-000001-0A"]);
  });
});

test("lines that no grammar knows, and lines of other programs, belong to the life", async () => {
  const mainlog = `2026-01-08 10:00:00 1vdmpa-000001-0A <= ann@a.example U=ann P=local S=100
2026-01-08 10:00:01 1vdmpa-000001-0A a site's own words
2026-01-08 10:00:02 cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1vdmpa-000001-0A
`;
  const mail = "2026-01-08T10:00:01.5+00:00 mx1 opendkim[99]: 1vdmpa-000001-0A: DKIM-Signature field added\n";
  const { messages, sessions } = await traced({ mainlog, "mail.log": mail }, "1vdmpa-000001-0A");
  expect(messages[0]?.lines.map(({ source, line }) => `${source}:${line}`).sort()).toEqual([
    "mail.log:1",
    "mainlog:1",
    "mainlog:2",
    "mainlog:3",
  ]);
  expect(sessions).toEqual([]);
  expect(messages[0]?.verdict).toMatch(/^These logs do not tell what became of it/);
});

test("sessions without a message: refused mail and logins, of an IP", async () => {
  const logs = {
    mainlog: `2026-01-08 10:00:00 H=(x) [192.0.2.66] F=<eve@e.example> rejected RCPT <bob@b.example>: relay not permitted
2026-01-08 10:00:01 login authenticator failed for (x) [192.0.2.66]: 535 Incorrect authentication data (set_id=ann@a.example)
2026-01-08 10:00:02 H=(y) [192.0.2.67] F=<eve@e.example> rejected RCPT <bob@b.example>: relay not permitted
`,
    "dovecot.log": `Jan 08 10:01:00 imap-login: Info: Login: user=<ann@a.example>, method=PLAIN, rip=192.0.2.66, lip=192.0.2.1, mpid=7, TLS, session=<S1AAAAAAAAAA>
Jan 08 10:02:00 imap(ann@a.example)<7><S1AAAAAAAAAA>: Info: Disconnected: Logged out in=1 out=2
`,
  };
  const { messages, sessions } = await traced(logs, "192.0.2.66");
  expect(messages).toEqual([]);
  expect(sessions.map(({ program, id, lines }) => [program, id, lines.length])).toEqual([
    ["exim", "[192.0.2.66]", 2],
    ["dovecot", "S1AAAAAAAAAA", 2],
  ]);
});

test("--since and --until keep lives that overlap", async () => {
  const at = (time: string) => Date.parse(`2026-01-08T${time}Z`);
  const ids = async (options: TraceOptions) =>
    (await traced({ mainlog: bounced }, "bob@b.example", options)).messages.map(({ messageId }) => messageId);
  expect(await ids({ since: at("10:00:04") })).toEqual(["1vdmpc-000003-0C"]);
  expect(await ids({ until: at("10:00:00") })).toEqual(["1vdmpa-000001-0A"]);
  expect(await ids({ since: at("11:00:00") })).toEqual([]);
});

test("several queries at once", async () => {
  const { messages } = await traced({ mainlog: bounced }, ["1vdmpb-000002-0B", "ann@a.example"]);
  expect(messages.map(({ messageId }) => messageId)).toEqual([
    "1vdmpa-000001-0A",
    "1vdmpb-000002-0B",
    "1vdmpc-000003-0C",
  ]);
});

test("a stream is copied and read again, also where it was gzip", async () => {
  const stream = () => Readable.from([gzipSync(bounced)]);
  const { messages, passes, reading } = await trace([stream()], "1vdmpc-000003-0C", { tz: "UTC" });
  expect(passes).toBeGreaterThan(1);
  expect(reading.coverage.lines).toBe(8);
  expect(messages).toHaveLength(2);
});

test("ends with the signal's reason", async () => {
  const reason = new Error("enough");
  await expect(trace([Readable.from([bounced])], "bob@b.example", { signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
});

test("a record of several lines is kept whole, and found by its headers", async () => {
  const rejectlog = `2026-01-08 10:00:00 1vdmpa-000001-0A H=(x) [192.0.2.66] F=<eve@e.example> rejected after DATA: no spam
Envelope-from: <eve@e.example>
Envelope-to: <bob@b.example>
P Received: from [192.0.2.66] (helo=x)
I Message-Id: <spam@e.example>
2026-01-08 10:00:01 1vdmpb-000001-0B H=(y) [192.0.2.67] F=<eve@e.example> rejected after DATA: no spam
`;
  const { messages } = await traced({ rejectlog }, "<spam@e.example>");
  expect(messages.map(({ messageId, ending }) => [messageId, ending])).toEqual([["1vdmpa-000001-0A", "refused"]]);
  expect(`${messages[0]?.lines.map(({ text }) => text).join("\n")}\n`).toBe(
    rejectlog.slice(0, rejectlog.indexOf("2026-01-08 10:00:01")),
  );
});

test("lines that an envelope encodes: found, joined, told as they were written", async () => {
  const docker = `${JSON.stringify({
    log: "Jan 08 15:00:03 lmtp(bob@b.example)<1><YPkdGnPGX2nmvAAAyJ3suA>: Info: msgid=<fwd@a.example>: saved mail to INBOX\n",
    stream: "stderr",
    time: "2026-01-08T15:00:03.5Z",
  })
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")}\n`;
  const { messages } = await traced({ mainlog: forwarded.mainlog, "docker.json": docker }, "<fwd@a.example>");
  const line = messages[0]?.lines.find(({ source }) => source === "docker.json");
  expect(line?.text).toBe(docker.trimEnd());
  expect(line?.said).toContain("msgid=<fwd@a.example>: saved mail to INBOX");
  expect(messages[0]?.recipients).toMatchObject([{ mailbox: "INBOX" }]);
});

test("local mail without id=: Dovecot names the Message-ID that Exim made of the id, whichever log comes first", async () => {
  const mainlog = `2026-01-08 10:20:00 1wggQi-000DRg-09 <= marie@acme.example U=acme P=local S=19217
2026-01-08 10:20:00 1wggQi-000DRg-09 => jan <jan@acme.example> R=mailboxes T=lmtp C="250 2.0.0 saved"
2026-01-08 10:20:00 1wggQi-000DRg-09 Completed
2026-01-08 10:21:00 1wggRg-000DRh-0A <= eve@e.example H=mx.e.example [192.0.2.9] P=esmtp S=9 id=E1wggZZ-000DZZ-0B@mail.acme.example
`;
  const dovecot = `Jan 08 10:20:00 lmtp(jan@acme.example)<50318><iiNcA5h1S2qOxAAATU5/Hg>: Info: msgid=<E1wggQi-000DRg-09@mail.acme.example>: saved mail to INBOX
Jan 08 10:21:00 lmtp(jan@acme.example)<50319><jjNcA5h1S2qOxAAATU5/Hg>: Info: msgid=<E1wggRg-000DRh-0A@mail.acme.example>: saved mail to INBOX
`;
  const whole = [["1wggQi-000DRg-09", "match", "delivered", "mainlog:1 dovecot.log:1 mainlog:2 mainlog:3"]];
  expect((await traced({ mainlog, "dovecot.log": dovecot }, "1wggQi-000DRg-09")).places).toEqual(whole);
  expect((await traced({ "dovecot.log": dovecot, mainlog }, "1wggQi-000DRg-09")).places).toEqual(whole);
  // a message whose arrival has a Message-ID of its own was given none by Exim: somebody else wrote that of Dovecot's line
  expect((await traced({ mainlog, "dovecot.log": dovecot }, "1wggRg-000DRh-0A")).places).toEqual([
    ["1wggRg-000DRh-0A", "match", "unknown", "mainlog:4"],
    [null, "match", "delivered", "dovecot.log:2"],
  ]);
});
