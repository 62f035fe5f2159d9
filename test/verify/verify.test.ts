import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/api/analyze.ts";
import { verify } from "../../src/api/verify.ts";
import { buildReport } from "../../src/report/build.ts";
import { renderMarkdown } from "../../src/report/render.ts";
import { logsOfCase } from "../../tools/cases.ts";

const incident = join("fixtures", "logs", "incident-night");
const logs = ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"].map((log) => join(incident, log));
const night = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12, 9) };

test("claims.md: exactly its 12 true, 12 false and 6 uncheckable claims are told apart", async () => {
  const { claims, totals } = await verify(readFileSync(join("fixtures", "reports", "claims.md"), "utf8"), logs, night);
  const expected = JSON.parse(readFileSync(join("fixtures", "reports", "claims.expected.json"), "utf8"));
  expect(claims.map(({ line, kind, result }) => ({ line, kind, result }))).toEqual(expected.claims);
  expect(totals).toEqual({ claims: 30, confirmed: 12, contradicted: 12, notCheckable: 6 });
  // of what is there, the line that shows it; of what is not there, none
  for (const { result, kind, says, seen } of claims)
    if (result !== "not checkable" && kind !== "count" && !says.startsWith("no delivery"))
      expect(seen, says).not.toEqual([]);
});

test("our own report: nothing is contradicted, nearly everything is borne out", async () => {
  const report = buildReport(await analyze(logs, night), night);
  const { claims, totals } = await verify(renderMarkdown(report), logs, night);
  expect(claims.filter(({ result }) => result === "contradicted")).toEqual([]);
  expect(totals.confirmed).toBeGreaterThan(180);
  expect(totals.confirmed / totals.claims).toBeGreaterThan(0.95);
});

test("the recorded golden of our report, with one figure changed in each kind of claim: each is found", async () => {
  const golden = readFileSync(join(incident, "expected", "report.md"), "utf8");
  const changes: readonly (readonly [from: string, to: string])[] = [
    ["delivered | 2026-01-08 14:18:22 | 2 days 0 h 15 min", "delivered | 2026-01-08 14:19:22 | 2 days 0 h 15 min"],
    ["`dovecot.log:142` |", "`dovecot.log:141` |"],
    ["| Frozen bounces | 2 |", "| Frozen bounces | 3 |"],
    ["| Taint errors | 373 |", "| Taint errors | 372 |"],
    ["Issue 1: 5 messages held", "Issue 1: 6 messages held"],
    ["for up to 2 days 0 h 15 min |", "for up to 1 day 0 h 15 min |"],
    ["/.Logs/dovecot.index.cache: Cannot", "/.Log/dovecot.index.cache: Cannot"],
    ["Issue 2: Resolved at 2026-01-08 14:18:22", "Issue 2: Resolved at 2026-01-08 14:08:22"],
  ];
  let changed = golden;
  for (const [from, to] of changes) {
    expect(golden, from).toContain(from);
    changed = changed.replace(from, to);
  }
  const { claims } = await verify(changed, logs, night);
  const lines = claims.filter(({ result }) => result === "contradicted").map(({ line }) => line);
  const touched = changed.split("\n").flatMap((line, at) => (line === golden.split("\n")[at] ? [] : [at + 1]));
  expect([...new Set(lines)]).toEqual(touched);
});

test("our report of mail that waited for other hosts is not contradicted", async () => {
  const folder = join("fixtures", "logs", "host-down");
  const reading = { tz: "UTC", year: 2026, now: Date.parse("2026-06-07T09:00:00Z") };
  const inputs = logsOfCase("host-down");
  const report = buildReport(await analyze(inputs, reading), { now: reading.now });
  for (const mode of ["intervention", "summary"] as const) {
    const { claims, totals } = await verify(renderMarkdown(report, { mode }), inputs, reading);
    expect(
      claims.filter(({ result }) => result === "contradicted"),
      `${folder}, ${mode}`,
    ).toEqual([]);
    expect(totals.confirmed).toBeGreaterThan(20);
  }
});

const shared = join("..", "shared");
const source = join(shared, "source-document.md");

describe.skipIf(!existsSync(source))("the source document (skipped where ../shared is not there)", () => {
  test("against another host's night nothing is checkable", async () => {
    const { claims, totals } = await verify(readFileSync(source, "utf8"), logs, night);
    expect(totals).toMatchObject({ confirmed: 0, contradicted: 0 });
    expect(claims.length).toBeGreaterThan(45);
    expect(claims.filter(({ says }) => says.includes("another host's")).length).toBeGreaterThan(20);
  });

  test.each(["hestia-templates", "frozen", "stuck-queue"])("%s: our own report is not contradicted", async (name) => {
    const inputs = [join(shared, "recorded", name)];
    const reading = { tz: "UTC", year: 2026, now: Date.UTC(2026, 5, 1) };
    const report = buildReport(await analyze(inputs, reading), { now: reading.now });
    const { claims, totals } = await verify(renderMarkdown(report), inputs, reading);
    expect(claims.filter(({ result }) => result === "contradicted")).toEqual([]);
    expect(totals.confirmed).toBeGreaterThan(50);
  });

  test("against the recorded logs it runs, and its login failures are contradicted", async () => {
    const recorded = readdirSync(join(shared, "recorded"), { withFileTypes: true }).filter((one) => one.isDirectory());
    for (const { name } of recorded) {
      const { claims } = await verify(readFileSync(source, "utf8"), [join(shared, "recorded", name)], night);
      expect(claims.length).toBeGreaterThan(45);
      expect(claims.find(({ line, kind }) => line === 194 && kind === "status")?.result).toBe("not checkable");
    }
    const after = join(shared, "recorded", "dovecot-cache-after-fix");
    const { claims } = await verify(readFileSync(source, "utf8"), [after], night);
    expect(claims.find(({ text }) => text.startsWith("IMAP login failures"))?.result).toBe("contradicted");
  });
});

describe("one small log", () => {
  const log = `2026-01-08 09:00:00 exim 4.96 daemon started: pid=1, -q30m, listening for SMTP on port 25 (IPv4)
2026-01-08 10:00:00 1vdmpa-000001-0A <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100 T="Offer"
2026-01-08 10:00:01 1vdmpa-000001-0A => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1] C="250 ok"
2026-01-08 10:00:02 1vdmpa-000001-0A => ann <ann@a.example> R=localuser T=local_delivery
2026-01-08 10:00:02 1vdmpa-000001-0A ** eve@e.example R=dnslookup T=remote_smtp H=mx.e.example [192.0.2.9]: 550 no such user
2026-01-08 10:00:02 1vdmpa-000001-0A Completed
2026-01-08 11:00:00 End queue run: pid=2
`;
  const check = async (row: string) => {
    const stream = { name: "mainlog", stream: [log] as unknown as AsyncIterable<string> };
    const head = "| Recipient | Status | Time (UTC) | Relay |\n|-|-|-|-|\n";
    const bound = "| bob@b.example | delivered | 2026-01-08 10:00:01 | |\n";
    const input = {
      ...stream,
      stream: (async function* () {
        yield* stream.stream;
      })(),
    };
    const { claims } = await verify(`${head}${bound}${row}`, [input], night);
    return claims.at(-1);
  };

  test.each([
    ["| bob@b.example | delivered | 2026-01-08 10:00 | mx.b.example |", "confirmed", 3],
    ["| Bob@B.example | delivered | | |", "confirmed", 3],
    ["| ann@a.example | delivered | 2026-01-08 10:00:02 | |", "confirmed", 4],
    ["| eve@e.example | bounced | 2026-01-08 10:00:02 | |", "confirmed", 5],
    ["| bob@b.example | delivered | 2026-01-08 10:30:00 | |", "contradicted", 3],
    ["| bob@b.example | delivered | 2026-01-08 10:00:01 | mx.c.example |", "contradicted", 3],
    ["| eve@e.example | delivered | 2026-01-08 10:00:02 | |", "contradicted", 5],
    ["| bob@b.example | bounced | 2026-01-08 10:00:01 | |", "contradicted", 3],
    ["| joe@b.example | delivered | 2026-01-08 10:00:01 | |", "contradicted", null],
    ["| joe@b.example | delivered | | |", "not checkable", null],
    ["| bob@b.example | delivered | 2026-01-08 12:00 | |", "not checkable", null],
    ["| bob@b.example | delivered | 2026-01-08 10:00:01 | TLS 1.3 |", "not checkable", 3],
    ["| bob@b.example | delivered | 2026-01-08 10:00:01 EST | |", "not checkable", null],
    ["| bob@b.example, eve@e.example | delivered | 2026-01-08 10:00:01 | |", "not checkable", null],
  ])("%s: %s", async (row, result, line) => {
    const claim = await check(row);
    expect([claim?.result, claim?.seen[0]?.line ?? null], claim?.says).toEqual([result, line]);
  });

  test("logs that name none of a report's addresses may be another host's", async () => {
    const markdown = "| Recipient | Status | Time (UTC) |\n|-|-|-|\n| joe@x.example | delivered | 2026-01-08 10:00 |\n";
    const { claims } = await verify(
      markdown,
      [
        {
          name: "mainlog",
          stream: (async function* () {
            yield log;
          })(),
        },
      ],
      night,
    );
    expect(claims).toMatchObject([{ result: "not checkable", seen: [] }]);
    expect(claims[0]?.says).toContain("another host's");
  });
});
