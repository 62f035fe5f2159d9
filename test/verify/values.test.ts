import { describe, expect, test } from "vitest";
import { lengthsIn, sizesIn, wholeNumberOf } from "../../src/verify/amounts.ts";
import { momentsIn, zoneOfHeader } from "../../src/verify/moments.ts";
import { addressesIn, filesIn, hostIn, placesIn, tlsIn } from "../../src/verify/names.ts";

const at = (text: string) => Date.parse(`2026-01-08T${text}Z`);

describe("times", () => {
  test.each([
    ["2026-01-08 14:18 UTC", at("14:18:00"), at("14:19:00")],
    ["2026-01-08T14:18:55Z", at("14:18:55"), at("14:18:56")],
    ["2026-01-08 14:18:55-56 UTC", at("14:18:55"), at("14:18:57")],
    ["2026-01-08 14:00-14:10 UTC", at("14:00:00"), at("14:11:00")],
    ["2026-01-08 15:18:22 CET", at("14:18:22"), at("14:18:23")],
    ["2026-01-08 15:18+01:00", at("14:18:00"), at("14:19:00")],
    ["8 January 2026 at 2:18 PM UTC", at("14:18:00"), at("14:19:00")],
    ["Jan 8, 2026 15:18 (Europe/Brussels)", at("14:18:00"), at("14:19:00")],
    ["2026-01-08 16:18", at("14:18:00"), at("14:19:00")],
    ["2026-01-08", at("00:00:00") - 2 * 3_600_000, at("22:00:00")],
  ])("%s", (text, from, to) =>
    expect(momentsIn(text, { name: "+02:00" }).map(({ span }) => span)).toEqual([{ from, to }]),
  );

  test.each([["14:18"], ["2026-02-31 10:00"], ["version 2026.1"], ["12026-01-08"]])("%s is none", (text) =>
    expect(momentsIn(text, { name: "UTC" })).toEqual([]),
  );

  test("a zone of two meanings is not guessed", () =>
    expect(momentsIn("2026-01-08 14:18 CST", { name: "UTC" })).toMatchObject([{ span: null, timed: true }]));

  test.each([
    ["Time (UTC)", "UTC"],
    ["Local time (Europe/Brussels)", "Europe/Brussels"],
    ["Time (CET)", "+01:00"],
    ["Time", "Asia/Tokyo"],
  ])("zone of a column %s", (header, name) => expect(zoneOfHeader(header, { name: "Asia/Tokyo" })).toEqual({ name }));
});

describe("amounts", () => {
  const fits = (text: string, bytes: number) =>
    sizesIn(text).map(({ ranges }) => ranges.some(({ least, most }) => bytes >= least && bytes <= most));
  test.each([
    ["1.3 GB", 1_395_104_500, true],
    ["1.4 GB", 1_395_104_500, true],
    ["1.3 GiB", 1_395_104_500, true],
    ["1.4 GiB", 1_395_104_500, false],
    ["1.2 GB", 1_395_104_500, false],
    ["1,395,104,500 bytes", 1_395_104_500, true],
    ["1395104501 bytes", 1_395_104_500, false],
    ["76 MB", 77_800_000, false],
  ])("%s of %i: %s", (text, bytes, expected) => expect(fits(text, bytes)).toEqual([expected]));

  test.each([
    ["48+ hours", 48 * 3_600_000, "at least"],
    ["up to 2 days 0 h 25 min", 174_300_000, "at most"],
    ["~5 minutes", 300_000, "about"],
    ["2 days", 172_800_000, "exact"],
  ])("%s", (text, length, exactness) => expect(lengthsIn(text)).toMatchObject([{ length, exactness }]));

  test.each([
    ["4", 4],
    ["1,234", 1234],
    ["no", 0],
    ["eight", 8],
    ["4 messages", Number.NaN],
  ])("number %s", (text, expected) => expect(wholeNumberOf(text)).toBe(expected));
});

test("names", () => {
  expect(addressesIn("to <Ann@A.example>, `bob@b.example`. E-mail @ noon")).toEqual(["ann@a.example", "bob@b.example"]);
  expect(hostIn("via relay.isp.example [192.0.2.25] with TLS 1.3")).toBe("relay.isp.example");
  expect(hostIn("not logged, TLS 1.3")).toBeNull();
  expect([tlsIn("TLSv1.2"), tlsIn("TLS 1.3"), tlsIn("no TLS")]).toEqual(["TLS 1.2", "TLS 1.3", null]);
  expect(filesIn("1.3 GB `.Logs/dovecot.index.cache` file")).toEqual([".Logs/dovecot.index.cache"]);
  expect(placesIn("(`mainlog:12`, /var/log/exim4/mainlog.1:7), 14:18")).toEqual([
    { name: "mainlog", line: 12 },
    { name: "/var/log/exim4/mainlog.1", line: 7 },
  ]);
});
