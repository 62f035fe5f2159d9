import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { type TraceOptions, trace } from "../../src/index.ts";

async function traced(text: string, query: string, options: TraceOptions = {}) {
  const inputs = [{ name: "log", stream: Readable.from([Buffer.from(text, "latin1")]) }];
  const found = await trace(inputs, query, { tz: "UTC", year: 2026, now: Date.UTC(2026, 1, 1), ...options });
  const numbers = (lives: typeof found.messages | typeof found.sessions) =>
    lives.map(({ lines }) => lines.map(({ line }) => line));
  return { ...found, ofMessages: numbers(found.messages), ofSessions: numbers(found.sessions) };
}

const split = `Jan  8 14:20:01 mx1 exim[100]: [1/3] 2026-01-08 14:20:01 1vdpup-000CfU-1V <= ann@a.example H=mx.a.example [192.0.2.7] P=esm
Jan  8 14:20:01 mx1 exim[200]: [1/2] 2026-01-08 14:20:01 1vdpuq-000CfV-1W <= eve@e.example H=mx.e.example [192.0.2.9] P=esm
Jan  8 14:20:02 mx1 dovecot: imap-login: Login: user=<c@d.example>, method=PLAIN, rip=192.0.2.50, lip=192.0.2.1, mpid=7, TLS, session=<abc>
Jan  8 14:20:02 mx1 exim[100]: [2/3] tp S=100 id=m1@
Jan  8 14:20:02 mx1 exim[200]: [2/2] tp S=200
Jan  8 14:20:02 mx1 exim[100]: [3/3] a.example
`;

test.each([
  ["c@d.example", [], [[3]]],
  ["1vdpup-000CfU-1V", [[1, 4, 6]], []],
  ["<m1@a.example>", [[1, 4, 6]], []],
  ["1vdpuq-000CfV-1W", [[2, 5]], []],
])("the parts of a split entry go with it: %s", async (query, messages, sessions) => {
  const { ofMessages, ofSessions } = await traced(split, query);
  expect([ofMessages, ofSessions]).toEqual([messages, sessions]);
});

const day = (name: string, lines: readonly string[]) => lines.map((line) => `2025-${name} ${line}\n`).join("");
const arrival = "1vdpup-000CfU-1V <= ann@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100";
const delivery = "1vdpup-000CfU-1V => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1]:25";
const done = "1vdpup-000CfU-1V Completed";

test.each([
  ["skipped", day("03-30", [`01:59:59 ${arrival}`, `02:30:00 ${delivery}`, `03:00:00 ${done}`])],
  ["repeated", day("10-26", [`02:30:01 ${arrival}`, `02:30:00 ${delivery}`, `02:29:59 ${done}`])],
])("lines of an hour that the clocks %s stay as they stand in their file", async (_, log) => {
  const { ofMessages } = await traced(log, "1vdpup-000CfU-1V", { tz: "Europe/Berlin" });
  expect(ofMessages).toEqual([[1, 2, 3]]);
});

test("an address in latin1 is found, and in UTF-8", async () => {
  const log = `2026-01-08 10:00:00 1vdpup-000CfU-1V <= j\xf6s\xe9@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100
2026-01-08 10:00:01 1vdpuq-000CfU-1V <= j\xc3\xb6s\xc3\xa9@a.example H=mx.a.example [192.0.2.7] P=esmtp S=100
`;
  expect((await traced(log, "jösé@a.example")).ofMessages).toEqual([[1], [2]]);
});

test.each([
  ["=> :blackhole: <bob@b.example> R=aliases", "Discarded on purpose after 1 s (router aliases)."],
  ["=> blackhole (DATA ACL discarded recipients): foo", "Discarded on purpose after 1 s ("],
  ["=> discarded (system filter)", "Discarded on purpose after 1 s ("],
  ["=> discarded <discarded@b.example> R=local T=local_delivery", "Delivered to 1 of 1 after 1 s."],
])("mail that is thrown away is not delivered: %s", async (line, verdict) => {
  const log = `2026-01-08 10:00:00 ${arrival}\n2026-01-08 10:00:00 1vdpup-000CfU-1V ${line}\n2026-01-08 10:00:01 ${done}\n`;
  const { messages } = await traced(log, "1vdpup-000CfU-1V");
  expect(messages[0]?.verdict.slice(0, verdict.length)).toBe(verdict);
  expect(messages[0]?.ending).toBe(verdict.startsWith("Disc") ? "discarded" : "delivered");
});
