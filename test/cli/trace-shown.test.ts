import { expect, test } from "vitest";
import { fixed, mailmortem } from "./spawned.ts";

const trace = (input: string, ...args: readonly string[]) =>
  mailmortem(["trace", args[0] ?? "", "-", ...args.slice(1), ...fixed], { input }).out;

const mismatch =
  "Jan 08 13:18:54 auth: Info: passwd-file(bob@x.example,203.0.113.66,<x>): Password mismatch (given password: hunter2)";
const inJson = (log: string) => `${JSON.stringify({ log, stream: "stdout", time: "2026-01-08T13:18:54Z" })}\n`;

test.each([
  ["as it stands", `${mismatch}\n`],
  ["in JSON", inJson(`${mismatch}\n`)],
  ["in two pieces", inJson(mismatch.slice(0, -5)) + inJson(`${mismatch.slice(-5)}\n`)],
])("a password is shown nowhere but with --raw: %s", (_, log) => {
  for (const out of [trace(log, "bob@x.example"), trace(log, "bob@x.example", "--json")]) {
    expect(out).toContain("bob@x.example");
    expect(out).not.toMatch(/hunter2|nter2|hu\b/);
  }
  expect(trace(log, "bob@x.example", "--raw")).toBe(`${log}\n`);
});

test("what a client sent behind AUTH is not shown of any part of a split entry", () => {
  const log = `Jan  8 13:18:54 mx1 exim[7]: [1/2] 2026-01-08 13:18:54 SMTP protocol error in "AUTH PLAIN AGFu
Jan  8 13:18:54 mx1 exim[7]: [2/2] bgBwYXNz" H=(x) [192.0.2.7] AUTH command used when not advertised
`;
  for (const out of [trace(log, "192.0.2.7"), trace(log, "192.0.2.7", "--json")]) {
    expect(out).toContain("192.0.2.7");
    expect(out).not.toMatch(/AGFu|bgBwYXNz/);
  }
});

test("further lines of a record: those of an error, and how many headers", () => {
  const log = `2026-01-08 13:18:54 Exim configuration error in line 12 of /etc/exim4/exim4.conf (ann@a.example):
  main option "foo_bar" unknown
2026-01-08 13:18:55 H=mx.a.example [192.0.2.7] F=<ann@a.example> rejected RCPT <q@r.example>: foo
Envelope-from: <ann@a.example>
Envelope-to: <q@r.example>
P Received: from x
`;
  const out = trace(log, "ann@a.example");
  expect(out).toContain('\n                                  main option "foo_bar" unknown\n');
  expect(out).toMatch(/ refused for mx\.a\.example .*: foo \(and 3 further lines in the log: trace --raw\)\n/);
});

test("what is not understood of a line is said to be so", () => {
  const log = "2026-01-08 13:18:56 1vdpup-000CfU-1V == x@y.example & R=dnslookup T=foo\n";
  expect(trace(log, "x@y.example")).toContain(
    "put off: x@y.example, and what is not understood: & R=dnslookup T=foo\n",
  );
});
