import { describe, expect, test } from "vitest";
import type { RawCrowded } from "../../src/parsers/exim-raw.ts";
import { heloAndReason, resolveSession } from "../../src/parsers/exim-session-resolver.ts";

const crowded = (text: string, helo: true | null = true): RawCrowded => ({
  kind: "crowded",
  at: "2026-01-08 14:40:01",
  pid: null,
  messageId: null,
  name: null,
  helo,
  text,
});
const verdict = " F=<ann@a.example> rejected RCPT <bob@b.example>: no";

describe("resolveSession", () => {
  test("ends the HELO at the only cut behind which a verdict stands", () => {
    const session = resolveSession(crowded(`a) [203.0.113.6] b) [192.0.2.7]:25${verdict}`));
    expect(session?.origin.peer).toEqual({ name: null, helo: "a) [203.0.113.6] b", ip: "192.0.2.7", port: 25 });
  });
  test("does not choose between two", () => {
    expect(resolveSession(crowded(`a) [203.0.113.6]${verdict}) [192.0.2.7]${verdict}`))).toBeUndefined();
  });
  test("takes none where an ident could hold the rest", () => {
    expect(resolveSession(crowded(`y) [192.0.2.7] U=(z) [203.0.113.9]${verdict}`))).toBeUndefined();
    expect(
      resolveSession(crowded(`y) [192.0.2.7]:44 I=[198.51.100.1]:25 U=(z) [203.0.113.9]${verdict}`)),
    ).toBeUndefined();
  });
  test("without a HELO nothing needs to be cut", () => {
    const session = resolveSession(crowded(`192.0.2.7]${verdict} (x) [192.0.2.9]`, null));
    expect(session?.origin.peer).toMatchObject({ helo: null, ip: "192.0.2.7" });
    expect(session?.rest.verdict).toMatchObject({ what: { reason: "no (x) [192.0.2.9]" } });
  });
  test("leaves a line of very many cuts alone", () => {
    expect(resolveSession(crowded(`${"a) [".repeat(20)}b) [192.0.2.7]${verdict}`))).toBeUndefined();
    expect(resolveSession(crowded(`${"a".repeat(20_000)}) [192.0.2.7]${verdict}`))).toBeUndefined();
  });
});

describe("heloAndReason", () => {
  const peer = { name: "mx.a.example", helo: null, ip: "192.0.2.7", port: null };
  const colon = { ...peer, helo: "x: y" };
  const verb = "EHLO or HELO";
  const open = (partial: string) => ({ verb, argument: null, reason: null, partial });
  const split = (argument: string, reason: string | null) => ({ verb, argument, reason, partial: null });
  test.each([
    ["where it could not be told", open("x: y: no"), colon, split("x: y", "no")],
    ["which the name shows", open("mx.a.example: no: really"), peer, split("mx.a.example", "no: really")],
    ["of another name", open("mx.b.example: no"), peer, open("mx.b.example: no")],
    ["with a name that only begins so", open("mx.a.example no"), peer, open("mx.a.example no")],
    ["of nobody", open("x: no"), null, open("x: no")],
    ["that was taken for a HELO and a reason", split("x", "y"), colon, split("x: y", null)],
    ["that was cut too early", split("x", "y: no"), colon, split("x: y", "no")],
    ["that was cut rightly", split("x: y", "no"), colon, split("x: y", "no")],
    ["that is not the one in front", split("a", "b"), colon, split("a", "b")],
  ] as const)("a HELO %s", (_what, what, who, meant) => expect(heloAndReason(what, who)).toEqual(meant));
});
