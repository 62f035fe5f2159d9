import { describe, expect, it } from "vitest";
import { judge } from "../judge.ts";

const DAY = "2026-01-06";
const line = (time: string, text: string) => `${DAY} ${time} ${text}`;
const message = (id: string, from: string, to: string, arrived: string, ended: string) => [
  line(arrived, `${id} <= ${from} U=jan P=local S=500`),
  line(ended, `${id} => ${to} R=dnslookup T=remote_smtp H=mx.customer.example [192.0.2.1] C="250 ok"`),
  line(ended, `${id} Completed`),
];
const ID = ["1vd7Tr-000Cbc-04", "1vdrUW-000CZu-0Y", "1vdrUX-000CZv-0Z"] as const;
const taint = (id: string, time: string) => [
  line(time, `${id} Tainted filename '/etc/exim4/domains/studio.example/ip'`),
  line(
    time,
    `${id} == info@customer.example R=dnslookup T=remote_smtp defer (-1): failed to expand "interface" option for remote_smtp transport: failed to open /etc/exim4/domains/studio.example/ip: Permission denied (euid=103 egid=106)`,
  ),
];

describe("delays", () => {
  it("counts short lives to the second and long ones exactly", async () => {
    const { delays } = (
      await judge({
        mainlog: [
          ...message(ID[0], "jan@studio.example", "a@customer.example", "08:00:00", "08:00:02"),
          ...message(ID[1], "jan@studio.example", "b@customer.example", "08:00:00", "08:00:04"),
          ...message(ID[2], "jan@studio.example", "c@customer.example", "08:00:00", "10:00:00"),
        ],
      })
    ).mail;
    expect(delays).toMatchObject({ messages: 3, p50: 4000, p95: 7_200_000, max: 7_200_000 });
    expect(delays.histogram.map(({ messages }) => messages)).toEqual([0, 2, 0, 0, 0, 1, 0, 0, 0]);
  });

  it("counts what two logs hold once", async () => {
    const log = message(ID[0], "jan@studio.example", "a@customer.example", "08:00:00", "08:00:02");
    expect((await judge({ mainlog: log, "mail.log": log })).mail.delays.messages).toBe(1);
  });

  it("is null where nothing arrived", async () => {
    expect((await judge({ mainlog: [line("08:00:00", "Start queue run: pid=12")] })).mail.delays).toEqual({
      messages: 0,
      p50: null,
      p95: null,
      max: null,
      histogram: [],
    });
  });
});

describe("series", () => {
  it("has every bucket, with the queue as it stood at its end", async () => {
    const [arrival = "", ...end] = message(ID[0], "jan@studio.example", "a@customer.example", "08:05:00", "08:25:00");
    const { series } = (await judge({ mainlog: [arrival, ...end] })).mail;
    expect(series.step).toBe(600_000);
    expect(
      series.buckets.map(({ at, arrived, sent, waiting, oldest }) => [at, arrived, sent, waiting, oldest]),
    ).toEqual([
      ["2026-01-06T08:00:00Z", 1, 0, 1, "2026-01-06T08:05:00Z"],
      ["2026-01-06T08:10:00Z", 0, 0, 1, "2026-01-06T08:05:00Z"],
      ["2026-01-06T08:20:00Z", 0, 1, 0, null],
    ]);
  });

  it("takes longer steps for longer logs, never more than 400", async () => {
    const stamp = (day: string) => `${day} 08:00:00 Start queue run: pid=12`;
    const { series } = (await judge({ mainlog: [stamp("2025-01-06"), stamp("2026-01-06")] })).mail;
    expect(series.step % 3_600_000).toBe(0);
    expect(series.buckets.length).toBeGreaterThan(300);
    expect(series.buckets.length).toBeLessThanOrEqual(400);
  });

  it("tells mail that leaves the host from mail that does not", async () => {
    const local = [
      line("08:00:00", `${ID[0]} <= jan@studio.example U=jan P=local S=500`),
      line("08:00:00", `${ID[0]} => eva <eva@studio.example> R=mailboxes T=lmtp H=127.0.0.1 [127.0.0.1] C="250 ok"`),
      line("08:00:00", `${ID[0]} Completed`),
    ];
    const [bucket] = (await judge({ mainlog: local })).mail.series.buckets;
    expect([bucket?.delivered, bucket?.sent]).toEqual([1, 0]);
  });
});

describe("downtime", () => {
  const dovecot = (time: string, text: string) => `Jan 06 ${time} ${text}`;
  it("is exact between a stop that was logged and the next start", async () => {
    const { downtime } = (
      await judge({
        "dovecot.log": [
          dovecot(
            "08:00:00",
            "master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap (core dumps disabled)",
          ),
          dovecot("09:00:00", "master: Warning: Killed with signal 15 (by pid=48337 uid=0 code=kill)"),
          dovecot(
            "09:05:00",
            "master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap (core dumps disabled)",
          ),
        ],
      })
    ).mail;
    expect(downtime).toMatchObject([
      {
        daemon: "dovecot",
        stoppedAt: "2026-01-06T09:00:00Z",
        startedAt: "2026-01-06T09:05:00Z",
        least: 300_000,
        most: 300_000,
      },
    ]);
  });

  it("is open where no start follows", async () => {
    const { downtime } = (
      await judge({
        "dovecot.log": [
          dovecot("09:00:00", "master: Warning: Killed with signal 15 (by pid=48337 uid=0 code=kill)"),
          dovecot("09:30:00", "imap-login: Info: Disconnected: Shutting down"),
        ],
      })
    ).mail;
    expect(downtime).toMatchObject([{ startedAt: null, least: 1_800_000, most: null }]);
  });

  it("of Exim, which logs no stop, is bounded by what it said last", async () => {
    const { downtime } = (
      await judge({
        mainlog: [
          ...message(ID[0], "jan@studio.example", "a@customer.example", "08:00:00", "08:00:02"),
          line("08:05:22", "exim 4.96 daemon started: pid=12, -q30m, listening for SMTP on port 25 (IPv4)"),
          ...message(ID[1], "jan@studio.example", "a@customer.example", "08:05:30", "08:05:31"),
        ],
      })
    ).mail;
    expect(downtime).toMatchObject([
      { daemon: "exim", stoppedAt: null, lastLineAt: "2026-01-06T08:00:02Z", least: 0, most: 320_000 },
    ]);
  });

  it("takes a queue run for a sign of life, in the minute of the start too", async () => {
    const start = line("08:05:22", "exim 4.96 daemon started: pid=12, -q30m, listening for SMTP on port 25 (IPv4)");
    const run = line("08:05:02", "Start queue run: pid=9");
    const late = line("08:05:22", "Start queue run: pid=13");
    const { downtime } = (await judge({ mainlog: [run, start, late] })).mail;
    expect(downtime).toMatchObject([{ lastLineAt: "2026-01-06T08:05:02Z", most: 20_000 }]);
  });

  it("is unknown where the daemon's own log ends with the stop", async () => {
    const { downtime } = (
      await judge({
        "dovecot.log": [dovecot("09:00:00", "master: Warning: Killed with signal 15 (by pid=48337 uid=0 code=kill)")],
        mainlog: [line("15:00:00", "Start queue run: pid=9")],
      })
    ).mail;
    expect(downtime).toMatchObject([{ stoppedAt: "2026-01-06T09:00:00Z", startedAt: null, least: 0, most: null }]);
  });

  it("is not guessed for the first start of the logs", async () => {
    const start = line("08:05:22", "exim 4.96 daemon started: pid=12, -q30m, listening for SMTP on port 25 (IPv4)");
    expect((await judge({ mainlog: [start] })).mail.downtime).toEqual([]);
  });
});

describe("outages", () => {
  it("span from the first error to the first proof, and tell the hours without any outgoing mail", async () => {
    const held = message(ID[0], "jan@studio.example", "info@customer.example", "08:00:00", "12:00:00");
    const { outages } = (
      await judge({
        mainlog: [
          ...held.slice(0, 1),
          ...taint(ID[0], "08:00:00"),
          ...message(ID[1], "eva@atelier.example", "a@customer.example", "09:30:00", "09:30:01"),
          ...taint(ID[0], "11:00:00"),
          ...held.slice(1),
        ],
      })
    ).mail;
    expect(outages).toEqual([
      {
        from: "2026-01-06T08:00:00Z",
        to: "2026-01-06T12:00:00Z",
        finding: "tainted-filename:/etc/exim4/domains/*/ip",
        messages: 1,
        senderDomains: ["studio.example"],
      },
      {
        from: "2026-01-06T09:31:00Z",
        to: "2026-01-06T12:00:00Z",
        finding: null,
        messages: 1,
        senderDomains: ["studio.example"],
      },
    ]);
  });

  it("are none where nothing of this host held mail", async () => {
    const log = message(ID[0], "jan@studio.example", "a@customer.example", "08:00:00", "12:00:00");
    expect((await judge({ mainlog: log })).mail.outages).toEqual([]);
  });
});

describe("signs", () => {
  it("names the first hour with more than ten failed logins, Exim's and Dovecot's together", async () => {
    const failed = (minute: number) =>
      line(
        `09:${String(minute).padStart(2, "0")}:00`,
        "dovecot_login authenticator failed for (client) [192.0.2.66]: 535 Incorrect authentication data (set_id=ann@a.example)",
      );
    const ten = Array.from({ length: 10 }, (_, at) => failed(at));
    expect((await judge({ mainlog: ten })).mail.signs).toMatchObject({ authFailures: null, authFailuresInAll: 10 });
    expect((await judge({ mainlog: [...ten, failed(30)] })).mail.signs.authFailures).toEqual({
      hour: "2026-01-06T09:00:00Z",
      at: "2026-01-06T09:30:00Z",
      count: 11,
    });
  });

  it("knows a panic log by its name", async () => {
    const panic = taint(ID[0], "08:00:00").slice(0, 1);
    expect((await judge({ paniclog: panic })).mail.signs.panicLog).toEqual({
      at: "2026-01-06T08:00:00Z",
      source: "paniclog",
    });
    expect((await judge({ mainlog: panic })).mail.signs.panicLog).toBeNull();
  });
});

describe("copies", () => {
  const deferred = taint(ID[0], "08:00:00");
  const refused = line(
    "09:00:00",
    "dovecot_login authenticator failed for (client) [192.0.2.66]: 535 Incorrect authentication data (set_id=ann@a.example)",
  );
  const counted = async (logs: Readonly<Record<string, readonly string[]>>) => {
    const { series, signs } = (await judge(logs)).mail;
    return [series.buckets.reduce((sum, { deferrals }) => sum + deferrals, 0), signs.authFailuresInAll];
  };

  it("of a panic log or reject log count once, whatever else the minute holds", async () => {
    const mainlog = [line("08:00:00", `${ID[0]} <= jan@studio.example U=jan P=local S=500`), ...deferred, refused];
    expect(await counted({ mainlog })).toEqual([1, 1]);
    expect(await counted({ mainlog, paniclog: deferred, rejectlog: [refused] })).toEqual([1, 1]);
  });

  it("alone are all there is", async () => {
    expect(await counted({ rejectlog: [refused, refused.replace("09:00", "09:07")] })).toEqual([0, 2]);
  });
});

describe("splits", () => {
  it("gives figures on both sides of each instant that was asked for and lies within the logs", async () => {
    const log = [
      ...message(ID[0], "jan@studio.example", "a@customer.example", "08:00:00", "08:00:02"),
      ...message(ID[1], "jan@studio.example", "b@customer.example", "10:00:00", "10:00:04"),
    ];
    const at = (time: string) => Date.parse(`${DAY}T${time}Z`);
    const { splits } = (await judge({ mainlog: log }, { splitAt: [at("23:00:00"), at("09:00:00")] })).mail;
    expect(splits).toMatchObject([
      { at: "2026-01-06T09:00:00Z", before: { arrived: 1, delivered: 1 }, after: { arrived: 1, delivered: 1 } },
    ]);
  });
});
