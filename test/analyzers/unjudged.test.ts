import { describe, expect, it } from "vitest";
import { unjudged, unjudgedIn } from "../../src/analyzers/mail/unjudged.ts";
import { readLocatedEvents } from "../../src/api/read.ts";
import type { LineNumbers } from "../../src/engine/fold.ts";
import { buildReport, renderMarkdown, renderText } from "../../src/report/index.ts";
import { expectFoldLaws, type PlacedEvent } from "../../src/testing/index.ts";
import { judge } from "./judge.ts";

const now = Date.parse("2026-09-08T09:00:00Z");
const panic = (at: string) => [
  `2026-09-07 ${at} Exim configuration error in line 4 of /etc/exim4/site.conf:`,
  '  main option "recipients_maximum" unknown',
];
const spool = (at: string, id: string) =>
  `2026-09-07 ${at} ${id} Failed to create spool file /var/spool/exim4//input//${id}-D: Permission denied`;
const logs = {
  mainlog: [
    "2026-09-07 07:00:00 Start queue run: pid=48329",
    "2026-09-07 07:00:00 End queue run: pid=48329",
    spool("11:05:00", "1x3X9o-000Ceh-09"),
    spool("11:10:00", "1x3XEe-000Cet-03"),
    "2026-09-07 12:25:00 1x3YPE-000Cgo-09 Message abandoned: Spool write error (No space left on device) while receiving message from mx.customer.example [192.0.2.41]",
  ],
  paniclog: [
    ...panic("09:00:00"),
    ...panic("09:05:00"),
    ...panic("09:05:00"),
    spool("11:05:00", "1x3X9o-000Ceh-09"),
    spool("11:10:00", "1x3XEe-000Cet-03"),
  ],
  "dovecot.log": [
    "Sep 07 08:00:00 imap(ann@a.example)<7><s/AAAB>: Panic: file mail-index.c: line 7 (mail_index_open): assertion failed: (x)",
    "Sep 07 08:00:01 imap(ann@a.example)<7><s/AAAB>: Error: open(/home/ann/x) failed: Permission denied",
  ],
};

describe("trouble that no detector judges", () => {
  it("is counted, each line once whatever logs repeat it, with first, last and the most frequent text", async () => {
    const { unjudged: found, findings } = await judge(logs);
    expect(findings).toEqual([]);
    expect(found).toEqual([
      {
        what: "dovecot-fatal",
        lines: 1,
        firstSeen: "2026-09-07T08:00:00Z",
        lastSeen: "2026-09-07T08:00:00Z",
        most: { text: expect.stringContaining("assertion failed"), lines: 1 },
        source: "dovecot.log",
        line: 1,
      },
      {
        what: "exim-panic",
        lines: 3,
        firstSeen: "2026-09-07T09:00:00Z",
        lastSeen: "2026-09-07T09:05:00Z",
        most: {
          text: 'Exim configuration error in line 4 of /etc/exim4/site.conf: main option "recipients_maximum" unknown',
          lines: 3,
        },
        source: "paniclog",
        line: 1,
      },
      {
        what: "exim-spool",
        lines: 3,
        firstSeen: "2026-09-07T11:05:00Z",
        lastSeen: "2026-09-07T12:25:00Z",
        most: { text: "Failed to create spool file: Permission denied", lines: 2 },
        source: "mainlog",
        line: 3,
      },
    ]);
  });

  it("is left out of a window that it lies outside of", async () => {
    const { unjudged: found } = await judge(logs, { since: Date.parse("2026-09-07T11:08:00Z") });
    expect(found.map(({ what, lines }) => [what, lines])).toEqual([["exim-spool", 2]]);
  });

  it("keeps report and terminal from saying that nothing is wrong", async () => {
    const report = buildReport(await judge(logs), { now });
    for (const text of [renderMarkdown(report), renderText(report, { width: 400 })]) {
      expect(text).not.toContain("No fault found");
      expect(text).toContain("No detector found a fault, but the logs show trouble that none of them judges");
      expect(text).toContain("3 lines in Exim's panic log, from 2026-09-07 09:00:00 to 2026-09-07 09:05:00 UTC");
      expect(text).toMatch(/3 lines about trouble with Exim's spool or its disk.*`mainlog:3`|\(mainlog:3\)/);
    }
  });

  it("obeys the laws of a fold", async () => {
    const files = ["mainlog", "paniclog"].map((name) => `fixtures/logs/broken-configuration/exim4/${name}`);
    const events: PlacedEvent<never>[] = [];
    for await (const { event, source } of readLocatedEvents(files, { tz: "UTC", year: 2026 }))
      events.push({ event: event as never, source, log: source.slice(source.lastIndexOf("/") + 1) });
    expectFoldLaws(unjudged as never, events, ((state: never, lines: LineNumbers) =>
      unjudgedIn(state, { from: 0, to: now, since: null, until: null, stuckAfter: 1, splitAt: [], lines })) as never);
  });
});

describe("lines that were not understood", () => {
  const good = (minute: number) =>
    `2026-09-07 07:${String(minute).padStart(2, "0")}:00 Start queue run: pid=${minute + 1}`;
  const many = (all: number, odd: number) =>
    Array.from({ length: all }, (_, at) => (at < odd ? `2026-09-07 07:00:00 wholly unheard of ${at}` : good(at % 60)));
  const rendered = async (mainlog: readonly string[]) => {
    const report = buildReport(await judge({ mainlog, paniclog: many(2000, 0) }), { now });
    return [renderMarkdown(report), renderText(report, { width: 400 })] as const;
  };

  it("are told beside the status when they are more than a tenth of one file", async () => {
    for (const text of await rendered(many(100, 11))) {
      expect(text).toContain("No fault found in the lines that were understood");
      expect(text).toContain("11 of 100 lines (11.0 percent) of `mainlog` were not understood");
      expect(text).toContain("mailmortem events --unrecognised mainlog");
    }
  });

  it("or more than one in a hundred of all, with one of them", async () => {
    for (const text of await rendered(many(1000, 40))) {
      expect(text).toContain("40 of 3,000 lines (1.3 percent) were not understood");
      expect(text).toContain("wholly unheard of");
      expect(text).toContain("mailmortem events --unrecognised mainlog paniclog");
    }
  });

  it("are not when they are few", async () => {
    for (const text of await rendered(many(100, 9))) expect(text).toContain("No fault found.");
    for (const text of await rendered(many(10, 2))) expect(text).toContain("No fault found.");
  });
});
