import { describe, expect, it, test } from "vitest";
import { canonicalIp } from "../../src/trace/ip.ts";
import { parseQuery } from "../../src/trace/query.ts";
import { Search } from "../../src/trace/search.ts";

const named = (query: string, text: string) => new Search([parseQuery(query)]).named(text);

describe("what a person typed", () => {
  it.each([
    ["1vdpup-000CfU-1V", "message id"],
    ["1vdpup-00000001234-AbCd", "message id"],
    ["<x.1@a.example>", "address"],
    ["<20260108.odd>", "Message-ID"],
    ["ann@a.example", "address"],
    // In UTF-8 its domain holds the byte 0xa0, no blank.
    ["ann@voilà.example", "address"],
    ['"ann smith"@a.example', "address"],
    ["192.0.2.7", "IP"],
    ["[2001:DB8::7]", "IP"],
  ])("%s is a %s", (text, kind) => expect(parseQuery(text).kind).toBe(kind));

  it.each(["", "ann", "a.example", "1vdpup-000CfU", "ann@", "<>"])("%j is refused", (text) => {
    expect(() => parseQuery(text)).toThrow("cannot be traced; name a message id");
  });
});

describe("an address", () => {
  it.each([
    "F=<ann@a.example>",
    "F=<ann@A.Example>",
    "<= ann@a.example H=x",
    "id=ann@a.example",
    "(set_id=ann@a.example)",
    'for "ann"@a.example bob@b.example',
    "unknown user ann@a.example.",
    "ann@a.example: no",
    "imap(ann@a.example)<1><s>: x",
    "/home/vmail/ann@a.example/Maildir",
    "'ann@a.example'",
  ])("is named by %s", (text) => expect(named("ann@a.example", text)).toBe(true));

  it.each([
    "joann@a.example",
    "ann@a.example.org",
    "ann@a.example-shop.example",
    "ann@xa.example",
    "x+ann@a.example",
    "x.ann@a.example",
    "ANN@a.example",
    "SRS0=ab=cd=b.example=ann@a.example",
    "ann@a.exampl",
  ])("is not named by %s", (text) => expect(named("ann@a.example", text)).toBe(false));

  it("typed with quotes or in other case is the same", () => {
    expect(named('"ann"@A.EXAMPLE', "<ann@a.example>")).toBe(true);
  });
});

describe("an IP", () => {
  it.each([
    ["192.0.2.7", "H=x [192.0.2.7]:4711", true],
    ["192.0.2.7", "rip=::ffff:192.0.2.7, lip=", true],
    ["192.0.2.7", "rip=::ffff:c000:207, lip=", true],
    ["192.0.2.7", "from 192.0.2.7.", true],
    ["192.0.2.7", "from 192.0.2.7:25", true],
    ["192.0.2.7", "[192.0.2.70]", false],
    ["192.0.2.7", "[1192.0.2.7]", false],
    ["2001:db8::7", "[2001:DB8:0:0::7]:25", true],
    ["2001:db8::7", "rip=2001:0db8:0000::0007,", true],
    ["2001:db8::7", "[2001:db8::17]", false],
    ["::1", "[::1]", true],
    ["::1", "[0:0:0:0:0:0:0:1]", true],
    ["::1", "2026-01-08 00:00:00 [::2]", false],
    ["fe80::7", "[fe80::7%eth0]", true],
  ])("%s in %s: %s", (query, text, expected) => expect(named(query, text)).toBe(expected));
});

test("lines of one chunk are searched in their order", () => {
  const text = "a 192.0.2.7\nb\nc 192.0.2.7 192.0.2.7\nd\n";
  const search = new Search([parseQuery("192.0.2.7")]);
  const chunk = { text };
  let from = 0;
  const found = text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const end = from + line.length;
      const hit = [search.within({ chunk, from, end }), search.within({ chunk, from, end })];
      from = end + 1;
      return hit;
    });
  expect(found).toEqual([
    [true, true],
    [false, false],
    [true, true],
    [false, false],
  ]);
});

test("IPs have one form", () => {
  expect(canonicalIp("2001:DB8::1")).toBe("2001:db8:0:0:0:0:0:1");
  expect(canonicalIp("::ffff:192.0.2.1")).toBe("192.0.2.1");
  for (const text of ["192.0.2", "192.0.2.256", ":::", "1:2", "12:34:56", "g::1", "1:2:3:4:5:6:7:8:9", "::1::", ""])
    expect([text, canonicalIp(text)]).toEqual([text, undefined]);
});
