import { describe, expect, it } from "vitest";
import type { Analysis, MailState } from "../../src/analyzers/analysis.ts";
import { prosePlain } from "../../src/report/index.ts";
import {
  cleanAnalysis,
  frozenFinding,
  mmapFinding,
  openAnalysis,
  relayFinding,
  sampleAnalysis,
} from "./sample-analysis.ts";
import { stated } from "./sections/printed.ts";
import { alert, bucket, calm, detect, quietSigns, series, withMail } from "./support/mail.ts";

const noDelays = { messages: 0, p50: null, p95: null, max: null, histogram: [] };

describe("the age of the queue", () => {
  it("speaks an hour after the first message that is held", () => {
    expect(alert(sampleAnalysis, "queue-age")).toEqual([
      "fired 2026-01-06T14:52:11Z",
      "`1vd7Tn-000CbC-2W`, arrived 2026-01-06 13:52:11 UTC, had waited an hour.",
    ]);
  });

  it("speaks by the course of the queue where no message is named", () => {
    const held = series(bucket("2026-01-07T10:50:00Z", { waiting: 1, oldest: "2026-01-07T10:00:00Z" }));
    expect(alert(withMail(held, calm), "queue-age")[0]).toBe("fired 2026-01-07T11:00:00Z");
    const left = series(bucket("2026-01-07T10:40:00Z", { waiting: 1, oldest: "2026-01-07T10:00:00Z" }));
    expect(alert(withMail(left, calm), "queue-age")[0]).toBe("silent");
  });

  it("says nothing of frozen messages, which another alarm sees", () => {
    const row = sampleAnalysis.mail.stuck[0];
    const bounce = frozenFinding.facts.bounces[0];
    if (row === undefined || bounce === undefined) throw new Error("the sample has neither");
    const analysis = { ...calm, findings: [frozenFinding] };
    const rows = (id: string) =>
      withMail({ ...series(bucket("2026-01-07T10:40:00Z")), stuck: [{ ...row, messageId: id }] }, analysis);
    expect(alert(rows(bounce.id), "queue-age")[0]).toBe("silent");
    expect(alert(rows("1vd7Tn-000CbC-2W"), "queue-age")[0]).toBe("fired 2026-01-06T14:52:11Z");
  });

  it("is unknown where nothing was measured", () => {
    expect(alert(withMail({ delays: noDelays }, calm), "queue-age")[0]).toBe("unseen");
    expect(alert(withMail({ delays: { ...noDelays, messages: 3, max: 4000 } }, calm), "queue-age")[0]).toBe("silent");
  });
});

describe("the length of the queue", () => {
  it.each([
    [50, "silent", "At most 50 messages in the queue at once, frozen ones included (2026-01-07 10:00:00 UTC)."],
    [51, "fired 2026-01-07T10:00:00Z", "51 messages were in the queue at once."],
  ])("of %i messages", (waiting, result, says) => {
    const at = "2026-01-07T10:00:00Z";
    const mail = {
      ...series(bucket(at, { waiting: waiting - 2, frozen: 2 })),
      signs: {
        ...quietSigns,
        mostWaiting: { at, count: waiting },
        queueOver: waiting > 50 ? { at, count: waiting } : null,
      },
    };
    expect(alert(withMail(mail, calm), "queue-length")).toEqual([result, says]);
  });

  it("is unknown where nothing was measured", () => {
    expect(alert(calm, "queue-length")[0]).toBe("unseen");
  });
});

describe("other alarms", () => {
  const counted = withMail(series(bucket("2026-01-07T10:00:00Z")), calm);
  const named = (name: string) => ({
    ...counted,
    sources: [...counted.sources, { ...(counted.sources[0] as Analysis["sources"][number]), name }],
  });
  const signs = (more: Partial<MailState["signs"]>) => withMail({ signs: { ...quietSigns, ...more } }, counted);

  it.each([
    ["paniclog", signs({ panicLog: { at: "2026-01-06T13:52:11Z", source: "paniclog" } }), "fired 2026-01-06T13:52:11Z"],
    ["paniclog", named("/var/log/exim4/paniclog"), "silent"],
    ["paniclog", named("/var/panic/mainlog"), "unseen"],
    ["taint", sampleAnalysis, "fired 2026-01-06T13:52:11Z"],
    ["taint", counted, "silent"],
    ["mmap", { ...counted, findings: [mmapFinding] }, `fired ${mmapFinding.firstSeen}`],
    ["mmap", counted, "silent"],
    ["frozen", { ...counted, findings: [frozenFinding] }, `fired ${frozenFinding.facts.bounces[0]?.frozenAt}`],
    ["frozen", counted, "silent"],
    ["frozen", withMail(series(bucket("2026-01-07T10:00:00Z", { frozen: 1 })), calm), "fired 2026-01-07T10:10:00Z"],
    ["frozen", withMail({ queue: { ...calm.mail.queue, frozen: 1 } }, calm), "fired null"],
    ["frozen", withMail({ queue: { ...calm.mail.queue, frozen: 0 } }, calm), "unseen"],
    [
      "auth-failures",
      signs({
        authFailures: { hour: "2026-01-06T08:00:00Z", at: "2026-01-06T08:12:00Z", count: 23 },
        authFailuresInAll: 25,
      }),
      "fired 2026-01-06T08:12:00Z",
    ],
    ["auth-failures", counted, "silent"],
    ["auth-failures", calm, "unseen"],
    ["dovecot-memory", sampleAnalysis, "unseen"],
    ["disk", sampleAnalysis, "unseen"],
  ] as const)("%s", (id, analysis, expected) => {
    expect(alert(analysis, id)[0]).toBe(expected);
  });

  it("of a panic log that was not given say when it most likely would have spoken", () => {
    expect(alert(sampleAnalysis, "paniclog")).toEqual([
      "unseen",
      expect.stringContaining("most likely would have spoken at 2026-01-06 13:52:11 UTC"),
    ]);
  });

  it("that an Exim log would be needed for are unseen without one, and so for Dovecot", () => {
    const unseen = (analysis: Analysis) =>
      detect(analysis)
        .alerts.filter((one) => one.result === "unseen" && /No (?:Exim|Dovecot) log/.test(prosePlain(one.says)))
        .map((one) => one.id);
    const only = (dialect: string) => ({
      ...counted,
      sources: counted.sources.filter((one) => one.dialect === dialect),
    });
    expect(unseen(only("dovecot"))).toEqual(["queue-age", "paniclog", "taint", "frozen", "queue-length"]);
    expect(unseen(only("exim"))).toEqual(["mmap"]);
    expect(unseen(counted)).toEqual([]);
  });

  it("name the line that shows them, and a command that only looks", () => {
    for (const one of detect(sampleAnalysis).alerts) {
      if (one.result === "fired")
        expect([one.id, one.seen]).toEqual([one.id, expect.objectContaining({ line: expect.any(Number) })]);
      expect(one.command ?? "").not.toMatch(/\brm\b|-M|-q|>/);
    }
  });
});

describe("how long it went unseen", () => {
  const when = (analysis: Analysis, yaml?: string) => {
    const { since, noticedAt, unseen, basis } = detect(analysis, yaml === undefined ? null : stated(yaml, analysis));
    return [since, noticedAt, unseen === null ? null : unseen / 60_000, basis];
  };
  const mmapOnly = { ...sampleAnalysis, findings: [mmapFinding] };
  const { firstSeen, lastSeen } = mmapFinding;
  const minutes = (to: string | null, from = firstSeen) => (Date.parse(to ?? "") - Date.parse(from)) / 60_000;
  const reload = (at: string): MailState["restarts"][number] => ({
    at,
    daemon: "dovecot",
    what: "reload",
    text: "",
    source: "dovecot.log",
    line: 7,
  });
  const proof = mmapFinding.facts.proofAt ?? "";

  it("ends with what the operator states", () => {
    expect(when(mmapOnly, `detection:\n  at: ${lastSeen}\n`)).toEqual([
      firstSeen,
      lastSeen,
      minutes(lastSeen),
      "stated",
    ]);
  });

  it("is not known when somebody noticed before these logs show anything", () => {
    expect(when(mmapOnly, "detection:\n  at: 2026-01-01T00:00:00Z\n")).toEqual([
      firstSeen,
      "2026-01-01T00:00:00Z",
      null,
      "stated",
    ]);
  });

  it("ends with the last restart before it worked again, not with any", () => {
    const restarts = [reload(firstSeen), reload(lastSeen), reload(proof), reload("2026-01-09T00:00:00Z")];
    expect(when(withMail({ restarts, timeline: [] }, mmapOnly))).toEqual([firstSeen, null, minutes(proof), "restart"]);
    expect(detect(withMail({ restarts, timeline: [] }, mmapOnly)).seen).toEqual({ source: "dovecot.log", line: 7 });
    const exim = restarts.map((one) => ({ ...one, daemon: "exim" as const }));
    expect(when(withMail({ restarts: exim, timeline: [] }, mmapOnly))[3]).toBe("resolved");
  });

  it("is that of the issue that began first, whatever ended another", () => {
    const first = sampleAnalysis.findings.find(({ key }) => key === relayFinding.key);
    const open = {
      ...relayFinding,
      status: "open" as const,
      basis: null,
      resolvedAt: null,
      facts: { ...relayFinding.facts, proofAt: null },
    };
    const restarts = [reload(proof)];
    const of = (one: typeof relayFinding | typeof open) =>
      when(withMail({ restarts }, { ...sampleAnalysis, findings: [mmapFinding, one] }));
    expect(first?.firstSeen.localeCompare(firstSeen)).toBe(-1);
    const { to } = sampleAnalysis.window;
    expect(of(open)).toEqual([relayFinding.firstSeen, null, minutes(to, relayFinding.firstSeen), "log end"]);
    const { proofAt } = relayFinding.facts;
    expect(of(relayFinding)).toEqual([
      relayFinding.firstSeen,
      null,
      minutes(proofAt, relayFinding.firstSeen),
      "resolved",
    ]);
  });

  it("ends with the end of the fault, else of the log", () => {
    const still = withMail({ restarts: [], timeline: [] }, mmapOnly);
    expect(when(still)).toEqual([firstSeen, null, minutes(mmapFinding.resolvedAt), "resolved"]);
    const open = {
      ...mmapFinding,
      status: "open" as const,
      basis: null,
      resolvedAt: null,
      facts: { ...mmapFinding.facts, proofAt: null },
    };
    expect(when({ ...still, findings: [open] })).toEqual([firstSeen, null, minutes(still.window.to), "log end"]);
    expect(when(openAnalysis)[0]).toBe("2026-01-06T13:52:11Z");
  });

  it("is nothing when nothing was found", () => {
    expect(when(cleanAnalysis)).toEqual([null, null, null, null]);
  });
});
