import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReasonFamily } from "../../src/parsers/exim-families.ts";
import { classifyReason, type Reason, readExpansion, readTaint } from "../../src/parsers/exim-reasons.ts";
import { linesOf } from "./exim-read.ts";

const lines = linesOf("lines/exim-reasons.txt");
const expected = readFileSync(new URL("../../fixtures/lines/exim-reasons.expected.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");

/** `errno | system's text | reason`, `-` where there is none. */
function reasonOf(line: string): Reason {
  const [errno = "-", strerror = "-", ...reason] = line.split(" | ");
  const orNull = (text: string) => (text === "-" ? null : text);
  return classifyReason(errno === "-" ? null : Number(errno), orNull(strerror), orNull(reason.join(" | ")));
}

describe("every reason of the fixtures", () => {
  test("has a result beside it", () => expect(expected.length).toBe(lines.length));
  test.each(lines.map((line, at) => [line, at] as const))("%s", (line, at) => {
    expect(reasonOf(line)).toEqual(JSON.parse(expected[at] ?? "null"));
  });
  test("shows every family", () => {
    const all: readonly ReasonFamily[] = [
      "retry",
      "taint",
      "ambiguous",
      "unrouteable",
      "refused",
      "timeout",
      "closed",
      "network",
      "dns",
      "tls",
      "auth",
      "greylisted",
      "reply-4xx",
      "reply-5xx",
      "quota",
      "disk",
      "permission",
      "local",
      "frozen-loop",
      "other",
    ];
    expect(new Set(lines.map((line) => reasonOf(line).family))).toEqual(new Set(all));
  });
});

describe("a reason for a reader", () => {
  test.each([
    [
      "SMTP error from remote mail server after RCPT TO:<bob@b.example>: 550 5.1.1 <bob@b.example>: Recipient address rejected: User unknown in virtual mailbox table",
      "SMTP error after RCPT TO: 550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table",
    ],
    [
      "a TLS session is required, but the server did not offer TLS support",
      "a TLS session is required, but the server did not offer TLS …",
    ],
    ["Unrouteable address", "Unrouteable address"],
    ["mailbox /var/mail/bob has wrong uid (0 != 8)", "mailbox … has wrong uid …"],
    ["", "unknown"],
  ])("keeps case and marks, and leaves out what the key leaves out: %s", (text, said) => {
    const reason = classifyReason(null, null, text);
    expect(reason.said).toBe(said);
  });

  test("names nobody", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { said } = classifyReason(null, null, `${before} <bob@b.example>: [192.0.2.7] ${after}`);
        expect(said).not.toMatch(/bob@b|192\.0\.2\.7/);
      }),
    );
  });
});

describe("a stranger's reply is never Exim's own trouble", () => {
  const reply = "SMTP error from remote mail server after RCPT TO:<bob@b.example>: 550 ";
  test.each([
    "Tainted filename '/etc/passwd'",
    "retry time not reached",
    "Permission denied",
    'failed to expand "interface" option for remote_smtp transport: x',
    "Unrouteable address",
  ])("%s", (said) => {
    const { family, taint, option } = classifyReason(null, null, reply + said);
    expect({ family, taint, option }).toEqual({ family: "reply-5xx", taint: null, option: null });
  });
});

describe("keys", () => {
  test.each([
    ["550 5.1.1 <a@a.example>: no such user", "550 5.1.1 <zoe@z.example>: no such user"],
    ["421 4.7.0 too many connections from 192.0.2.1", "421 4.7.0 too many connections from 2001:db8::1"],
    ["451 4.3.0 queued as 4F2abc9", "451 4.3.0 queued as 9ZZ123q"],
  ])("%s and %s are one", (a, b) => {
    const key = (said: string) =>
      classifyReason(null, null, `SMTP error from remote mail server after RCPT TO:<x@b.example>: ${said}`).key;
    expect(key(a)).toBe(key(b));
  });
  test("are never empty and hold no digits but codes", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { key, family } = classifyReason(null, null, text);
        expect(key).not.toBe("");
        if (family === "other") expect(key).not.toMatch(/[\d@/[\]]/);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });
  test("a code of Exim's own without a text", () => {
    expect(classifyReason(-1, null, null)).toMatchObject({ family: "other", key: "error -1" });
  });
});

describe("readTaint", () => {
  test("a text of no known version", () => {
    expect(readTaint("Tainted x")).toEqual({ wording: "other", path: null, value: null, variable: null, use: null });
    expect(readTaint("not at all")).toEqual({ wording: "other", path: null, value: null, variable: null, use: null });
  });
  test("a path with quotes in it is kept whole", () => {
    expect(readTaint("Tainted filename '/x/o'brien'").path).toBe("/x/o'brien");
  });
  test("a command is no refused file", () => {
    expect(readTaint("Tainted arg 0 for t1 transport command: '/usr/bin/bob'")).toMatchObject({
      path: null,
      value: "/usr/bin/bob",
      use: "t1 transport",
    });
  });
});

describe("readExpansion", () => {
  test.each([
    [
      'failed to expand "interface" option for t1 transport: NULL',
      { option: "interface", router: null, transport: "t1" },
    ],
    ['failed to expand condition "$if x}" for r1 router: NULL', { option: "condition", router: "r1", transport: null }],
    ['expansion of "$lookup x}" failed in r2 router: NULL', { option: null, router: "r2", transport: null }],
    [
      "Failed to expand max_parallel option in t1 transport (x): NULL",
      { option: "max_parallel", router: null, transport: "t1" },
    ],
    ["expansion of dkim_private_key failed: NULL", { option: "dkim_private_key", router: null, transport: null }],
    ["failed to expand dkim_domain: NULL", { option: "dkim_domain", router: null, transport: null }],
    ['failed to expand "$x}": NULL', { option: null, router: null, transport: null }],
    ["NULL", { option: null, router: null, transport: null }],
  ])("%s", (text, wanted) => expect(readExpansion(text)).toEqual(wanted));
});

describe("codes that moved in 4.95", () => {
  test.each([
    [-51, "retry time not reached", "retry"],
    [-52, "Retry time not yet reached", "retry"],
    [-53, "retry time not reached for any host for 'b.example'", "retry"],
    [-55, "domain is in queue_domains", "local"],
    [-55, "first pass only routing done", "local"],
    [-56, "concurrency limit reached for transport", "local"],
  ] as const)("%i and the next mean by their text: %s", (errno, text, family) => {
    const before = classifyReason(errno, null, text);
    expect(before.family).toBe(family);
    expect(classifyReason(errno - 1, null, text)).toEqual(before);
  });
  test.each([
    [-22, "quota"],
    [-36, "dns"],
    [-37, "tls"],
    [-42, "auth"],
    [-44, "reply-4xx"],
    [-52, "retry"],
    [-53, "retry"],
    [-51, "other"],
    [-54, "other"],
  ] as const)("%i without a text is %s", (errno, family) => {
    expect(classifyReason(errno, null, null).family).toBe(family);
  });
});

describe("what a reason means is remembered", () => {
  const asked: readonly (readonly [string | null, string | null])[] = [
    ["Connection refused", null],
    [null, "Connection refused"],
    ["Connection refused", "on the way to nowhere"],
    ["Connection timed out", "on the way to nowhere"],
    [null, "on the way to nowhere"],
    ["Connection timed out", null],
    [null, "retry time not reached for any host"],
    ["Connection timed out", "retry time not reached for any host"],
    [null, `SMTP error from remote mail server after RCPT TO:<ann@a.example>: 450 ${"x ".repeat(400)}`],
  ];

  test("of the same text with another error of the system it is not taken", () => {
    const first = asked.map(([strerror, reason]) => classifyReason(111, strerror, reason));
    for (let round = 0; round < 3; round++)
      expect(asked.map(([strerror, reason]) => classifyReason(111, strerror, reason))).toEqual(first);
    expect(first[2]?.key).not.toBe(first[3]?.key);
    expect(first[2]?.key).not.toBe(first[4]?.key);
    expect(first[1]).toEqual(first[0]);
    expect(first[7]).toEqual(first[6]);
  });
});
