import { describe, expect, it } from "vitest";
import { ToolError } from "../../src/error.ts";
import { dialects, maskSecrets, type ParseOptions, parseLine } from "../../src/parsers/index.ts";

const january = Date.UTC(2026, 0, 8, 14, 20, 1);
const text = "master: Warning: SIGHUP received - reloading configuration";

describe("parseLine", () => {
  it.each<readonly [string, ParseOptions, number]>([
    [`2026-01-08 14:20:01 ${text}`, { tz: "UTC" }, january],
    [`2026-01-08 15:20:01 ${text}`, { tz: "+01:00" }, january],
    [`2026-01-08 15:20:01 ${text}`, { tz: "Europe/Brussels" }, january],
    [`2026-01-08 15:20:01 +0100 ${text}`, { tz: "America/New_York" }, january],
    [`2026-01-08T14:20:01.404589Z mx1 dovecot: ${text}`, { tz: "America/New_York" }, january + 404],
    [`2026-01-08T14:20:01,404 mx1 dovecot: ${text}`, { tz: "UTC" }, january + 404],
    [`Jan  8 14:20:01 mx1 dovecot: ${text}`, { tz: "UTC", year: 2026 }, january],
    [`Jan 08 14:20:01 ${text}`, { tz: "UTC", year: 2024 }, Date.UTC(2024, 0, 8, 14, 20, 1)],
    [`Jan 99 99:20:01 ${text}`, { tz: "UTC", year: 2026 }, Number.NaN],
    [`dovecot: ${text}`, {}, Number.NaN],
    [`Jan 08 14:20:01 ${text}`, { clock: { instant: () => 7 } }, 7],
  ])("%s with %o", (line, options, at) => {
    expect(parseLine(line, options)).toMatchObject({ kind: "dovecot.master", at });
  });

  it("takes the latest year in which a stamp without one is not in the future", () => {
    const at = parseLine(`Dec 31 23:59:59 ${text}`, { tz: "UTC" })?.at ?? Number.NaN;
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(at).toBeGreaterThan(Date.now() - 366 * 86_400_000);
  });

  it("reads the first line of a text, whatever ends it", () => {
    const login = "Jan 08 14:20:01 imap(ann)<1><s>: Info: Logged out in=1 out=2";
    for (const end of ["", "\n", "\r\n", "\nanother"]) {
      expect(parseLine(login + end)).toMatchObject({ kind: "dovecot.logout", user: "ann", bytesOut: 2 });
    }
  });

  it("takes characters as bytes, and encodes those that are none", () => {
    expect(parseLine("Jan 08 14:20:01 imap(é)<1><s>: Info: Logged out in=1 out=2")).toMatchObject({ user: "é" });
    expect(parseLine("Jan 08 14:20:01 imap(€)<1><s>: Info: Logged out in=1 out=2")).toMatchObject({ user: "â\x82¬" });
  });

  it("prefers the dialect that understands most", () => {
    expect(parseLine("2026-01-08 14:20:01 1vdpup-000CfU-1V Completed")?.kind).toBe("exim.completed");
    expect(parseLine("2026-01-08 14:20:01 master: Warning: SIGHUP received - reloading configuration")?.kind).toBe(
      "dovecot.master",
    );
  });

  it("tries one dialect when told", () => {
    const line = "2026-01-08 14:20:01 1vdpup-000CfU-1V Completed";
    expect(parseLine(line, { dialect: "exim" })?.kind).toBe("exim.completed");
    expect(parseLine(line, { dialect: "dovecot" })).toBeUndefined();
  });

  it.each(["", "what somebody typed", "\0", "[]", "__proto__"])("knows nothing of %j", (line) => {
    expect(parseLine(line)).toBeUndefined();
  });

  it("names the dialects when told one that does not exist", () => {
    expect(() => parseLine("", { dialect: "postfix" })).toThrow(
      new ToolError("usage", 'there is no dialect "postfix"; known are dovecot, exim, syslog, json, export'),
    );
  });
});

it("the dialects have different names", () => {
  expect(new Set(dialects.map(({ name }) => name)).size).toBe(dialects.length);
});

describe("maskSecrets", () => {
  it.each([
    ["nothing secret", "nothing secret"],
    ["", ""],
    ["Password mismatch (given password: hunter2)", "Password mismatch (given password: ***"],
    ["x (SHA1 of given password: f638ff) - y", "x (SHA1 of given password: ***"],
    ["OK\tuser=u\tpass=hunter2\tresp=x", "OK\tuser=u\tpass=***"],
    ["given password: a given password: b", "given password: ***"],
    // Exim, smtp_in.c: what a client sent behind AUTH
    ['in "AUTH PLAIN AGJvYgBwYXNz" H=(x) [192.0.2.7] no', 'in "AUTH PLAIN ***" H=(x) [192.0.2.7] no'],
    ['in "auth plain pass word" H=(a)" H=(x) [192.0.2.7] no', 'in "auth plain ***" H=(x) [192.0.2.7] no'],
    ['in "AUTH LOGIN" H=(x) [192.0.2.7] no', 'in "AUTH LOGIN" H=(x) [192.0.2.7] no'],
    ['in "AUTH AGJvYgBwYXNz=" H=(x) [192.0.2.7] no', 'in "AUTH ***" H=(x) [192.0.2.7] no'],
    ['"AUTH LOGIN" H=(x) [192.0.2.7] next input="Ym9i"', '"AUTH LOGIN" H=(x) [192.0.2.7] next input="***'],
    [
      'from H=[192.0.2.7] input="EHLO x\\r\\nAUTH PLAIN AGJv\\r\\n"',
      'from H=[192.0.2.7] input="EHLO x\\r\\nAUTH PLAIN ***',
    ],
    ['input="AUTH LOGIN\\r\\nYm9i\\r\\n"', 'input="AUTH LOGIN***'],
    ['(last command was "AUTH PLAIN AGJvYgBwYXNz", C=EHLO)', '(last command was "AUTH PLAIN ***'],
    ["H=(x) [192.0.2.7] rejected AUTH PLAIN AGJvYg==: not now", "H=(x) [192.0.2.7] rejected AUTH PLAIN ***: not now"],
    ["H=(x) [192.0.2.7] rejected AUTH PLAIN", "H=(x) [192.0.2.7] rejected AUTH PLAIN"],
    ["H=(x) [192.0.2.7] rejected AUTH PLAIN: not now", "H=(x) [192.0.2.7] rejected AUTH PLAIN: not now"],
  ])("%j", (secret, masked) => {
    expect(maskSecrets(secret)).toBe(masked);
  });
});
