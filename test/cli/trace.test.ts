import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixed, incidentLogs, mailmortem, runRaw, temporaryFolder } from "./spawned.ts";

const [mainlog = ""] = incidentLogs;
const log = `2026-01-08 10:00:00 1vdmpa-000001-0A <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100 id=m1@a.example T="gr\xfc\xdfe\\n"
2026-01-08 10:00:01 1vdmpb-000002-0B <= eve@e.example H=mx.e.example [192.0.2.9] P=esmtp S=100
2026-01-08 10:00:01 1vdmpa-000001-0A => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1]:25 C="250 ok"
2026-01-08 10:00:02 1vdmpa-000001-0A evil \x1b[2J text
2026-01-08 10:00:02 1vdmpa-000001-0A Completed
`;
const input = Buffer.from(log, "latin1");
const trace = (...args: readonly string[]) => mailmortem(["trace", ...args, ...fixed], { input });

test("for people: the message, its lines with their places, and what became of it", () => {
  const { code, out } = trace("1vdmpa-000001-0A", "-");
  expect(code).toBe(0);
  expect(out).toBe(`1vdmpa-000001-0A  from ann@a.example, 100 bytes, <m1@a.example>, "grüße\\n"
  2026-01-08 10:00:00  stdin:1  arrived from mx.a.example [192.0.2.7]
  2026-01-08 10:00:01  stdin:3  delivered to bob@b.example at mx.b.example [192.0.2.1]:25: 250 ok
  2026-01-08 10:00:02  stdin:4  2026-01-08 10:00:02 1vdmpa-000001-0A evil \\u{1B}[2J text
  2026-01-08 10:00:02  stdin:5  completed
  = Delivered to 1 of 1 after 2 s.

1 message, 0 sessions without a message; times are UTC
`);
});

test("--raw: the lines byte for byte", () => {
  const done = runRaw(["trace", "<m1@a.example>", "-", "--raw", ...fixed], { input });
  const lines = log.split("\n");
  expect(done.stdout.toString("latin1")).toBe(`${[lines[0], lines[2], lines[3], lines[4]].join("\n")}\n\n`);
});

test("--json: one object a line", () => {
  const { code, out } = trace("ann@a.example", "-", "--json");
  expect(code).toBe(0);
  const all = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({
    schema: "mailmortem/trace@1",
    type: "message",
    messageId: "1vdmpa-000001-0A",
    why: "match",
    arrivedAt: "2026-01-08T10:00:00Z",
    ending: "delivered",
    recipients: [
      { recipient: "bob@b.example", is: "delivered", at: "2026-01-08T10:00:01Z", where: "mx.b.example [192.0.2.1]" },
    ],
    lines: [{ line: 1, source: "-", event: { kind: "exim.arrival" } }, { line: 3 }, { line: 4 }, { line: 5 }],
  });
});

test("nothing found: exit 1, and it says so", () => {
  const { code, out, err } = trace("1vdmpz-000001-0A", "-", "--also", "192.0.2.200");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("none of the 5 lines names 1vdmpz-000001-0A or 192.0.2.200");
});

test("no mail log: exit 4; an unreadable one beside a good one: exit 3", () => {
  expect(mailmortem(["trace", "ann@a.example", "-"], { input: "hello\n" }).code).toBe(4);
  expect(trace("ann@a.example", "-", "/does/not/exist").code).toBe(3);
});

test("a query that is none, and options that exclude each other: exit 2, before anything is read", () => {
  const { code, err } = trace("frozen", mainlog);
  expect(code).toBe(2);
  expect(err).toContain('"frozen" cannot be traced; name a message id (1vdpup-000CfU-1V)');
  expect(trace("192.0.2.1", "-", "--json", "--raw").code).toBe(2);
  expect(mailmortem(["trace"]).code).toBe(2);
});

test("files are named briefly where that is enough, and a life goes on in the next", () => {
  const folder = temporaryFolder();
  const lines = log.split("\n");
  const [older, newer] = [join(folder, "mainlog.1"), join(folder, "mainlog")];
  writeFileSync(older, `${lines.slice(0, 2).join("\n")}\n`, "latin1");
  writeFileSync(newer, lines.slice(2).join("\n"), "latin1");
  const { out } = mailmortem(["trace", "1vdmpa-000001-0A", newer, older, ...fixed]);
  expect(out.match(/ {2}(mainlog\S*) /g)?.map((place) => place.trim())).toEqual([
    "mainlog.1:1",
    "mainlog:1",
    "mainlog:2",
    "mainlog:3",
  ]);
});

test("the incident: a held message from its taint error to its delivery", () => {
  const { code, out } = mailmortem(["trace", "1vd860-000DMZ-0K", ...incidentLogs, ...fixed]);
  expect(code).toBe(0);
  expect(out).toMatch(/^1vd860-000DMZ-0K {2}from /m);
  expect(out).toMatch(/Tainted filename/);
  expect(out).toMatch(/ = Delivered to \d of \d/);
});

test("a sieve script that does not compile is told as what it is", () => {
  const line = `Jul 06 09:30:00 lmtp(ann@a.example)<50318><iiNcA5h1S2qOxAAATU5/Hg>: Info: sieve: Failed to compile script \`/home/ann/.dovecot.sieve' (view user logfile \`/home/ann/.dovecot.sieve.log' for more information)\n`;
  const path = join(temporaryFolder(), "dovecot.log");
  writeFileSync(path, line);
  expect(mailmortem(["trace", "ann@a.example", path, "--tz", "UTC", "--year", "2026"]).out).toContain(
    "sieve: the script /home/ann/.dovecot.sieve of ann@a.example has errors and was not run",
  );
});
