import { describe, expect, it } from "vitest";
import { judge, of } from "./judge.ts";

const arrival = (id: string, at: string, sender = "ann@acme.example") => `${at} ${id} <= ${sender} U=ann P=local S=500`;
const refused = (id: string, at: string, to: string) =>
  `${at} ${id} == ${to} R=rem T=remote_smtp defer (111): Connection refused`;
const skipped = (id: string, at: string, to: string) =>
  `${at} ${id} == ${to} routing defer (-52): retry time not reached`;
const [A, B, C] = ["1vd1yz-000CYR-39", "1vd1z0-000CYa-02", "1vd1z3-000CYj-08"] as const;
const gone = (id: string, at: string, to: string) => [
  `${at} ${id} => ${to} R=rem T=remote_smtp H=mx.down.example [192.0.2.9] X=TLS1.3:X:256 C="250 ok"`,
  `${at} ${id} Completed`,
];

describe("stuck-queue", () => {
  it("says nothing of mail that waited under an hour", async () => {
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      ...gone(A, "2026-01-06 08:59:59", "x@down.example"),
    ];
    expect((await judge({ mainlog: lines })).findings).toEqual([]);
  });

  it("tells ages, cause and destination, and that all were delivered late", async () => {
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      skipped(A, "2026-01-06 08:30:00", "x@down.example"),
      ...gone(A, "2026-01-06 09:30:00", "x@down.example"),
    ];
    const analysis = await judge({ mainlog: lines });
    expect(of(analysis, "stuck-queue")).toHaveLength(1);
    expect(of(analysis, "stuck-queue")[0]).toMatchObject({
      severity: "notice",
      status: "resolved",
      basis: "confirmed",
      facts: {
        family: "refused",
        ages: { max: 5_400_000 },
        destinations: [{ domain: "down.example", messages: 1 }],
        attempts: 1,
        skipped: 1,
        ownFault: false,
      },
    });
    expect(analysis.mail.stuck).toMatchObject([
      {
        recipient: "x@down.example",
        outcome: "delivered",
        delay: 5_400_000,
        host: "mx.down.example",
        tls: "TLS 1.3",
        line: 4,
      },
    ]);
  });

  it("lends a message that was only ever skipped the cause of its domain", async () => {
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      arrival(B, "2026-01-06 08:10:00"),
      skipped(B, "2026-01-06 08:10:00", "y@down.example"),
      skipped(B, "2026-01-06 10:10:00", "y@down.example"),
    ];
    const findings = of(await judge({ mainlog: lines }), "stuck-queue");
    expect(findings).toHaveLength(1);
    expect(findings[0]?.affected.messages).toBe(2);
  });

  it("says so when the cause lies before the logs", async () => {
    const lines = [arrival(B, "2026-01-06 08:10:00"), skipped(B, "2026-01-06 10:10:00", "y@down.example")];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.subject).toBe("before the logs begin");
  });

  it("puts a message frozen by hand under the cause frozen", async () => {
    const lines = [
      arrival(C, "2026-01-06 08:00:00"),
      `2026-01-06 08:01:00 ${C} frozen by root`,
      `2026-01-06 11:00:00 ${C} Message is frozen`,
    ];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]).toMatchObject({
      subject: "frozen",
      status: "open",
      severity: "warning",
    });
  });

  it("calls a message lost from sight that later queue runs do not name", async () => {
    const run = (at: string) => [`${at} Start queue run: pid=100`, `${at} End queue run: pid=100`];
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      ...run("2026-01-07 08:00:00"),
      ...run("2026-01-08 08:00:00"),
    ];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.facts.outcomes).toMatchObject({ lost: 1, queued: 0 });
    const seen = [
      ...lines.slice(0, 2),
      "2026-01-08 07:59:59 Start queue run: pid=100",
      skipped(A, "2026-01-08 08:00:00", "x@down.example"),
      "2026-01-08 08:00:00 End queue run: pid=100",
    ];
    expect(of(await judge({ mainlog: seen }), "stuck-queue")[0]?.facts.outcomes).toMatchObject({ lost: 0, queued: 1 });
  });

  it("takes the age from the id where the arrival is not in the logs", async () => {
    // 1vd1yz is 2026-01-06 08:00:01 UTC
    const lines = [skipped(A, "2026-01-06 10:00:01", "x@down.example")];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.facts.ages.max).toBe(7_200_000);
  });

  it("tells a delay warning from a bounce", async () => {
    const warning = "1vdP00-000AAA-01";
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      `2026-01-07 08:00:00 ${warning} <= <> R=${A} U=Debian-exim P=local S=2372`,
      `2026-01-07 08:00:00 ${warning} => ann <ann@acme.example> R=local T=mail_spool`,
      `2026-01-07 08:00:00 ${warning} Completed`,
      skipped(A, "2026-01-07 09:00:00", "x@down.example"),
    ];
    const analysis = await judge({ mainlog: lines });
    expect(of(analysis, "stuck-queue")[0]?.facts).toMatchObject({ delayWarnings: 1, delayWarningsDelivered: 1 });
    expect(of(analysis, "frozen-bounce")).toEqual([]);
  });

  it("does not call a delay warning delivered that could not be", async () => {
    const warning = "1vdP00-000AAA-01";
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      `2026-01-07 08:00:00 ${warning} <= <> R=${A} U=Debian-exim P=local S=2372`,
      `2026-01-07 08:00:00 ${warning} ** ann@acme.example: Unrouteable address`,
      `2026-01-07 08:00:00 ${warning} Frozen (delivery error message)`,
      skipped(A, "2026-01-07 09:00:00", "x@down.example"),
    ];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.facts).toMatchObject({
      delayWarnings: 1,
      delayWarningsDelivered: 0,
    });
  });

  it("says the reason in the log's own case, and keeps it out of the key", async () => {
    const lines = [
      arrival(A, "2026-01-06 08:00:00"),
      refused(A, "2026-01-06 08:00:01", "x@down.example"),
      skipped(A, "2026-01-06 20:00:00", "x@down.example"),
    ];
    const [finding] = of(await judge({ mainlog: lines }), "stuck-queue");
    expect(finding?.facts).toMatchObject({ cause: "connection refused", said: "Connection refused" });
    expect(finding?.subject).toMatch(/^Connection refused/);
    expect(finding?.key).toMatch(/^stuck-queue:connection refused/);
  });

  it("reads rotated logs in any order", async () => {
    const old = [arrival(A, "2026-01-06 08:00:00"), refused(A, "2026-01-06 08:00:01", "x@down.example")];
    const now = gone(A, "2026-01-06 20:00:00", "x@down.example");
    const [one, other] = await Promise.all([
      judge({ "mainlog.1": old, mainlog: now }),
      judge({ mainlog: now, "mainlog.1": old }),
    ]);
    expect(one.findings).toEqual(other.findings);
    expect(one.findings).toHaveLength(1);
  });

  describe("tells what happened on this host by what the lines show", () => {
    const reasons: readonly (readonly [onThisHost: boolean, deferral: string])[] = [
      [true, "waiting@acme.example R=aliases defer (-1): ask again tomorrow"],
      [
        true,
        "billing@acme.example R=mailboxes T=dovecot_lmtp defer (-46): LMTP error after end of data: 452 4.2.2 <billing@acme.example> Quota exceeded (mailbox for user is full)",
      ],
      [
        true,
        "marie@acme.example R=mailboxes T=dovecot_lmtp defer (-1): Failed to connect to socket /run/dovecot/lmtp for dovecot_lmtp transport: Connection refused",
      ],
      [
        true,
        "marie@acme.example R=mailboxes T=lmtp_tcp defer (-46) H=127.0.0.1 [127.0.0.1]: LMTP error from remote mail server after end of data: 451 4.2.0 later",
      ],
      [true, "marie@acme.example R=local T=appendfile defer (-22): mailbox is full"],
      [
        false,
        "marie@acme.example R=store T=lmtp_tcp defer (-46) H=store.acme.example [192.0.2.8]: LMTP error from remote mail server after end of data: 451 4.2.0 later",
      ],
      [false, "dispatch@freight.example R=dnslookup T=remote_smtp defer (111): Connection refused"],
      [false, "i@servfail.example R=dnslookup defer (-1): host lookup did not complete"],
      [
        false,
        "f@full.example R=dnslookup T=remote_smtp defer (-46) H=mx.full.example [192.0.2.9]: SMTP error from remote mail server after end of data: 452 4.2.2 mailbox full",
      ],
    ];
    it.each(reasons)("%s: %s", async (onThisHost, deferral) => {
      const lines = [
        arrival(A, "2026-01-06 08:00:00"),
        `2026-01-06 08:00:01 ${A} == ${deferral}`,
        `2026-01-06 09:30:01 ${A} == ${deferral}`,
      ];
      expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.facts.onThisHost).toBe(onThisHost);
    });
  });

  it("goes by a transport that delivers without a host", async () => {
    const lines = [
      `2026-01-06 07:00:00 ${B} => tom <tom@acme.example> R=mailboxes T=store`,
      arrival(A, "2026-01-06 08:00:00"),
      `2026-01-06 08:00:01 ${A} == tom@acme.example R=mailboxes T=store defer (111): Connection refused`,
      `2026-01-06 09:30:01 ${A} == tom@acme.example R=mailboxes T=store defer (111): Connection refused`,
    ];
    expect(of(await judge({ mainlog: lines }), "stuck-queue")[0]?.facts.onThisHost).toBe(true);
    expect(of(await judge({ mainlog: lines.slice(1) }), "stuck-queue")[0]?.facts.onThisHost).toBe(false);
  });

  it("gives the error that Exim froze a message for; a person's freezing has none", async () => {
    const error = `2026-06-01 08:07:05 ${A} == n@self.example R=dnslookup defer (-1): lowest numbered MX record points to local host`;
    const lines = [
      `2026-06-01 08:07:05 ${A} <= marie@acme.example U=acme P=local S=500`,
      error,
      `2026-06-01 08:07:05 ${A} Frozen`,
      `2026-06-01 10:00:00 ${A} Message is frozen`,
    ];
    const [finding] = of(await judge({ mainlog: lines }), "stuck-queue");
    expect(finding).toMatchObject({ status: "open" });
    expect(finding?.facts).toMatchObject({
      family: "frozen",
      cause: "frozen",
      deferredBefore: "lowest numbered MX record points to local host",
      onThisHost: true,
    });
    expect(finding?.evidence[0]?.text).toBe(error);
    const byHand = lines.map((line) => (line.endsWith(" Frozen") ? line.replace("08:07:05", "09:00:00") : line));
    expect(of(await judge({ mainlog: byHand }), "stuck-queue")[0]?.facts).toMatchObject({
      cause: "frozen",
      deferredBefore: null,
    });
  });
});
