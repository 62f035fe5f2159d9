import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/analyzers/analysis.ts";
import { jsonText } from "../../src/cli/json.ts";
import { durationOf } from "../../src/cli/time.ts";
import { visible } from "../../src/report/visible.ts";
import type { Alert } from "../../src/watch/alert.ts";
import { alertsOf, changesSince } from "../../src/watch/changes.ts";
import { loadConfig } from "../../src/watch/config.ts";
import { configPlaces, readConfig } from "../../src/watch/config-file.ts";
import { jsonOf, lineOf } from "../../src/watch/lines.ts";
import { loop } from "../../src/watch/loop.ts";
import type { Measures } from "../../src/watch/measures.ts";
import { metricsText } from "../../src/watch/metrics.ts";
import { defaultThresholds } from "../../src/watch/thresholds.ts";
import { nothingTold, recalledTold, storedTold } from "../../src/watch/told.ts";
import { scratch } from "../engine/inputs.ts";

const folder = scratch();
const quiet: Measures = {
  now: 0,
  oldestQueued: null,
  queued: 0,
  frozen: 0,
  paniclogLines: 0,
  taintErrors: 0,
  mmapFailures: 0,
  recentTaintErrors: 0,
  recentMmapFailures: 0,
  authFailures: 0,
  lastLine: null,
  lines: 0,
};

function finding(change: Partial<Finding>): Finding {
  return {
    analyzer: "mmap-failure",
    key: "mmap-failure:ann",
    severity: "warning",
    subject: "ann@a.example",
    status: "open",
    basis: null,
    firstSeen: "2026-01-08T14:00:37Z",
    lastSeen: "2026-01-08T14:05:30Z",
    resolvedAt: null,
    occurrences: 4,
    affected: { messages: 0, recipients: 0, users: 1, sessions: 4 },
    causedBy: null,
    ...change,
  } as Finding;
}

const seen = (findings: readonly Finding[], warnings: readonly string[] = []) =>
  ({ findings, coverage: { warnings } }) as Parameters<typeof changesSince>[1];

describe("alerts", () => {
  it.each([
    ["nothing", {}, []],
    ["mail that waits just under an hour", { oldestQueued: 3599 }, []],
    ["mail that waits an hour", { oldestQueued: 3600 }, ["warning oldest-queued 3600/3600"]],
    ["mail that waits four hours", { oldestQueued: 14_400 }, ["critical oldest-queued 14400/14400"]],
    ["a line in the panic log", { paniclogLines: 1 }, ["warning paniclog-lines 1/1"]],
    ["a taint error", { recentTaintErrors: 1 }, ["critical taint-errors 1/1"]],
    ["a taint error of last week", { taintErrors: 9 }, []],
    ["a memory fault", { recentMmapFailures: 2 }, ["critical mmap-failures 2/1"]],
    ["99 failed logins", { authFailures: 99 }, []],
    ["100 failed logins", { authFailures: 100 }, ["warning auth-failures-per-hour 100/100"]],
    ["a long queue, of which nobody asked to be told", { queued: 10_000, frozen: 500 }, []],
  ])("by default: %s", (_, change, expected) => {
    const alerts = alertsOf({ ...quiet, ...change }, defaultThresholds);
    expect(alerts.map(({ severity, name, value, threshold }) => `${severity} ${name} ${value}/${threshold}`)).toEqual(
      expected,
    );
  });
});

describe("changes", () => {
  const steps: readonly (readonly [string, readonly Finding[], readonly string[]])[] = [
    ["opens", [finding({})], ["opened"]],
    ["stays", [finding({})], []],
    ["grows a little", [finding({ occurrences: 7 })], []],
    ["doubles since it was told", [finding({ occurrences: 8 })], ["changed"]],
    ["grows more", [finding({ occurrences: 15 })], []],
    ["gets worse", [finding({ occurrences: 15, severity: "critical" })], ["changed"]],
    ["is over", [finding({ occurrences: 15, severity: "critical", status: "resolved" })], ["resolved"]],
    ["stays over", [finding({ occurrences: 15, severity: "critical", status: "resolved" })], []],
    ["comes again", [finding({ occurrences: 16, severity: "critical", status: "recurred" })], ["recurred"]],
  ];

  it("are told once each", () => {
    let told = nothingTold;
    for (const [name, findings, expected] of steps) {
      const step = changesSince(told, seen(findings), []);
      told = step.told;
      expect([name, step.changes.map((change) => ("how" in change ? change.how : change.what))]).toEqual([
        name,
        expected,
      ]);
    }
  });

  it("are told once each, also when a state keeps what was told", () => {
    const alert: Alert = { name: "queued", severity: "warning", value: 9, threshold: 5 };
    const now = [seen([finding({})], ["mainlog: gone"]), [alert]] as const;
    const first = changesSince(nothingTold, ...now);
    const kept = JSON.parse(JSON.stringify(storedTold(first.told)));
    expect(first.changes).toHaveLength(3);
    expect(changesSince(recalledTold(kept), ...now).changes).toEqual([]);
    const later = changesSince(recalledTold(kept), seen([finding({ occurrences: 8 })]), []);
    expect(later.changes.map((change) => ("how" in change ? change.how : change.what))).toEqual(["changed", "over"]);
    expect(recalledTold(null)).toBe(nothingTold);
  });

  it("tell alerts that begin, get worse and end, and each warning once", () => {
    const alert = (severity: Alert["severity"]): Alert => ({ name: "queued", severity, value: 9, threshold: 5 });
    let told = nothingTold;
    const hows: string[][] = [];
    for (const alerts of [[alert("warning")], [alert("warning")], [alert("critical")], []]) {
      const step = changesSince(told, seen([], ["mainlog: gone"]), alerts);
      told = step.told;
      hows.push(step.changes.map((change) => ("how" in change ? change.how : change.text)));
    }
    expect(hows).toEqual([["firing", "mainlog: gone"], [], ["firing"], ["over"]]);
  });
});

describe("lines", () => {
  const hostile = finding({ subject: "a\u001b[2Jb\u202Ec\nd" });

  it("let no control character through", () => {
    const line = lineOf({ what: "finding", how: "opened", finding: hostile }, 0, visible);
    expect(line).toContain("a\\u{1B}[2Jb\\u{202E}c\\u{A}d");
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("are one JSON object each", () => {
    const text = jsonOf({ what: "finding", how: "opened", finding: hostile }, 1000, jsonText);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(text)).toMatchObject({
      schema: "mailmortem/watch@1",
      at: "1970-01-01T00:00:01Z",
      event: "finding",
      change: "opened",
      subject: hostile.subject,
    });
    const alert: Alert = { name: "queued", severity: "warning", value: 9, threshold: 5 };
    expect(JSON.parse(jsonOf({ what: "alert", how: "over", alert }, 0, jsonText))).toEqual({
      schema: "mailmortem/watch@1",
      at: "1970-01-01T00:00:00Z",
      event: "alert",
      change: "over",
      alert: "queued",
      severity: "warning",
      value: 9,
      threshold: 5,
    });
  });
});

describe("metrics", () => {
  const alert: Alert = { name: "queued", severity: "warning", value: 9, threshold: 5 };
  const odd = finding({ status: 'a"b\\c\nd' as Finding["status"] });
  const text = metricsText(
    { ...quiet, oldestQueued: 61, lastLine: 2500 },
    [finding({}), finding({}), odd],
    [alert],
    5000,
  );

  it("are read back as they were", () => {
    const samples = parsed(text);
    expect(Object.fromEntries(samples)).toMatchObject({
      'mailmortem_findings{analyzer="mmap-failure",severity="warning",status="open"}': 2,
      'mailmortem_findings{analyzer="mmap-failure",severity="warning",status="a\\"b\\\\c\\nd"}': 1,
      mailmortem_oldest_queued_message_seconds: 61,
      mailmortem_last_read_timestamp_seconds: 5,
      mailmortem_last_line_timestamp_seconds: 2.5,
      'mailmortem_alerts_firing{alert="queued",severity="warning"}': 1,
    });
  });

  it("name each metric once, with its help and type before it", () => {
    const names = [...text.matchAll(/^# HELP (\S+) \S.*\n# TYPE \1 gauge$/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [sample] of parsed(text)) expect(names).toContain(sample.replace(/\{.*/s, ""));
  });
});

/** As the format says it: a name, labels with `\\`, `\"` and `\n`, a number. */
function parsed(text: string): readonly (readonly [string, number])[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const parts = /^([a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)*\})?) (-?\d+(?:\.\d+)?)$/.exec(line);
      if (parts === null) throw new Error(`no sample: ${line}`);
      return [parts[1] ?? "", Number(parts[2])];
    });
}

describe("the configuration", () => {
  it("changes what it names", () => {
    const text =
      "alerts:\n  oldest-queued: { warning: 30m, critical: off }\n  queued: { critical: 500 }\n  taint-errors: { critical: off }\n";
    expect(loadConfig(text, "x.yaml", durationOf)).toEqual({
      ...defaultThresholds,
      "oldest-queued": { warning: 1800, critical: null },
      queued: { warning: null, critical: 500 },
      "taint-errors": { warning: null, critical: null },
    });
  });

  it.each([
    [""],
    ["# nothing\n"],
    ["# nothing\n\n# at all\n"],
    [`${"#".repeat(60)}x`],
    ["alerts: {}\n"],
    ["alerts:\n"],
    ["alerts:\n  # queued: { warning: 5 }\n"],
    ["alerts:\n  queued:\n  frozen: ~\n"],
  ])("may be empty: %j", (text) => {
    expect(loadConfig(text, "x.yaml", durationOf)).toEqual(defaultThresholds);
  });

  it.each([
    ["alert: {}\n", 'x.yaml:1:1: unknown key "alert"; did you mean "alerts"?'],
    ["alerts:\n  frosen: { warning: 1 }\n", 'x.yaml:2:3: unknown key "frosen"; did you mean "frozen"?'],
    ["alerts:\n  queued: { warning: many }\n", "x.yaml:2:22: alerts.queued.warning: expected a whole number"],
    ["alerts:\n  queued: { warning: 0 }\n", "x.yaml:2:22: alerts.queued.warning: expected a whole number"],
    [
      "alerts:\n  oldest-queued: { warning: 1 }\n",
      "x.yaml:2:29: alerts.oldest-queued.warning: expected a stretch of time",
    ],
    ["alerts:\n  oldest-queued: { warning: 0s }\n", "x.yaml:2:29: alerts.oldest-queued.warning: expected a stretch"],
    ["alerts:\n  frozen: 5\n", "x.yaml:2:11: alerts.frozen: expected warning and critical"],
    ["alerts: [\n", "x.yaml:"],
  ])("is refused with the place: %j", (text, message) => {
    expect(() => loadConfig(text, "x.yaml", durationOf)).toThrow(message);
  });

  it("is read at once, whatever rows of # a person draws", () => {
    const begun = performance.now();
    expect(loadConfig(`${"#".repeat(5000)}\n\n`.repeat(100), "x.yaml", durationOf)).toEqual(defaultThresholds);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it("understands stretches of time as options do", () => {
    const text = "alerts: { oldest-queued: { warning: 1h30m } }\n";
    expect(loadConfig(text, "x.yaml", durationOf)["oldest-queued"]).toEqual({ warning: 5400, critical: 14_400 });
  });

  it("is looked for in the usual places, in order", async () => {
    const places = { folder: `${folder.path}/a`, home: `${folder.path}/h`, config: undefined, system: folder.path };
    expect(configPlaces(places)).toEqual([
      `${folder.path}/a/mailmortem.yaml`,
      `${folder.path}/h/.config/mailmortem/config.yaml`,
      `${folder.path}/mailmortem.yaml`,
    ]);
    expect(await readConfig(undefined, durationOf, places)).toEqual(defaultThresholds);
    folder.file("mailmortem.yaml", "alerts: { queued: { warning: 7 } }\n");
    expect((await readConfig(undefined, durationOf, places)).queued).toEqual({ warning: 7, critical: null });
    await expect(readConfig(`${folder.path}/none.yaml`, durationOf, places)).rejects.toThrow("there is no such file");
  });
});

describe("the loop", () => {
  /** A clock that only sleeping and looking move. */
  async function run(looks: number, cost: number, pace: Parameters<typeof loop>[1], failAt = Number.NaN) {
    let now = 0;
    const told: string[] = [];
    let looked = 0;
    const done = loop(
      {
        now: () => now,
        sleep: async (ms) => {
          told.push(`sleep ${ms}`);
          now += ms;
        },
        isOver: () => looked >= looks,
        look: async () => {
          looked++;
          now += cost;
          told.push("look");
          if (looked === failAt) throw new Error("unreadable");
        },
        save: async () => {
          told.push("save");
        },
      },
      pace,
    );
    return { told, done };
  }

  it("looks at the interval, saves now and then and in the end", async () => {
    const { told, done } = await run(4, 0, { interval: 5000, saveEvery: 10_000 });
    await done;
    expect(told).toEqual(["look", "sleep 5000", "look", "sleep 5000", "look", "save", "sleep 5000", "look", "save"]);
  });

  it("rests nine times as long as a look takes", async () => {
    const { told, done } = await run(2, 2000, { interval: 5000, saveEvery: 60_000 });
    await done;
    expect(told).toEqual(["look", "sleep 18000", "look", "save"]);
  });

  it("saves when a look fails", async () => {
    const { told, done } = await run(3, 0, { interval: 1000, saveEvery: 60_000 }, 2);
    await expect(done).rejects.toThrow("unreadable");
    expect(told.at(-1)).toBe("save");
  });

  it.each([
    ["a minute at most, however long a look takes", 600_000, 5000, "sleep 60000"],
    ["the interval, when that is longer", 600_000, 300_000, "sleep 300000"],
  ])("rests %s", async (_, cost, interval, expected) => {
    const { told, done } = await run(2, cost, { interval, saveEvery: 10 ** 9 });
    await done;
    expect(told[1]).toBe(expected);
  });
});
