import { describe, expect, it } from "vitest";
import { readCount, readSize } from "../../src/knowledge/intervention-amounts.ts";
import { type Read, readStretch, readTime } from "../../src/knowledge/intervention-times.ts";

const told = <T>(read: Read<T>): T | string => ("value" in read ? read.value : read.problem);

describe("readTime", () => {
  const rows: readonly (readonly [text: string, zone: string, instant: string])[] = [
    ["2026-01-08 14:18", "UTC", "2026-01-08T14:18:00Z"],
    ["2026-01-08 14:18", "Europe/Brussels", "2026-01-08T13:18:00Z"],
    ["2026-07-08 14:18", "Europe/Brussels", "2026-07-08T12:18:00Z"],
    ["2026-01-08 14:18", "+02:00", "2026-01-08T12:18:00Z"],
    ["2026-01-08 14:18:22 UTC", "Europe/Brussels", "2026-01-08T14:18:22Z"],
    ["2026-01-08T14:18Z", "Europe/Brussels", "2026-01-08T14:18:00Z"],
    ["2026-01-08t14:18:22.5z", "UTC", "2026-01-08T14:18:22.500Z"],
    ["2026-01-08T15:18+01:00", "UTC", "2026-01-08T14:18:00Z"],
    ["2026-01-08 15:18:00 +0100", "UTC", "2026-01-08T14:18:00Z"],
    ["2026-01-08 15:18 Europe/Brussels", "UTC", "2026-01-08T14:18:00Z"],
    ["2025-10-26 02:30 +01:00", "Europe/Brussels", "2025-10-26T01:30:00Z"],
    ["2025-10-26 02:30", "UTC", "2025-10-26T02:30:00Z"],
    ["2024-02-29 00:00", "UTC", "2024-02-29T00:00:00Z"],
  ];
  for (const [text, zone, instant] of rows) {
    it(`${text} in ${zone}`, () => expect(told(readTime(text, zone))).toBe(instant));
  }

  const mistakes: readonly (readonly [text: string, problem: RegExp])[] = [
    ["yesterday", /^"yesterday" is not a time; write 2026-01-08 14:18/],
    ["14:18", /is not a time; write/],
    ["08/01/2026 14:18", /is not a time; write/],
    ["2026-01-08", /is a day without a time of day/],
    ["2026-02-29 10:00", /the calendar has no such moment/],
    ["2026-01-08 24:00", /the calendar has no such moment/],
    ["2026-01-08 14:60", /the calendar has no such moment/],
    ["0026-01-08 14:18", /the year is not between/],
    ["2026-01-08 14:18 Mars/Base", /"Mars\/Base" is not a time zone/],
    ["2026-01-08 14:18 +25:00", /"\+25:00" is not a time zone/],
    ["2026-03-29 02:30", /never was: the clocks of Europe\/Brussels skipped it/],
    ["2025-10-26 02:30", /was twice on the clocks of Europe\/Brussels; add which one: \+02:00 or \+01:00/],
  ];
  for (const [text, problem] of mistakes) {
    it(`refuses ${text}`, () => expect(told(readTime(text, "Europe/Brussels"))).toMatch(problem));
  }
});

describe("readStretch", () => {
  const rows: readonly (readonly [text: string, ms: number])[] = [
    ["5m", 300_000],
    ["5 minutes", 300_000],
    ["~5 min", 300_000],
    ["1h 20m", 4_800_000],
    ["1h20m", 4_800_000],
    ["1 hour, 20 minutes", 4_800_000],
    ["2 days", 172_800_000],
    ["1.5 hrs", 5_400_000],
    ["30s", 30_000],
  ];
  for (const [text, ms] of rows) it(text, () => expect(told(readStretch(text))).toBe(ms));
  for (const text of ["5", "five minutes", "5 parsecs", "5m ago", "-5m", ""]) {
    it(`refuses "${text}"`, () => expect(told(readStretch(text))).toMatch(/is not a stretch of time/));
  }
});

describe("readSize", () => {
  const rows: readonly (readonly [text: string, bytes: number])[] = [
    ["1395104500", 1_395_104_500],
    ["1,395,104,500 bytes", 1_395_104_500],
    ["173 MB", 181_403_648],
    ["173 MiB", 181_403_648],
    ["76M", 79_691_776],
    ["1.3 GB", 1_395_864_371],
    ["0 B", 0],
  ];
  for (const [text, bytes] of rows) it(text, () => expect(told(readSize(text))).toBe(bytes));
  for (const text of ["big", "-1 MB", "1 XB", "1e9", "99999999 TB"]) {
    it(`refuses "${text}"`, () => expect(told(readSize(text))).toMatch(/is not a size/));
  }
});

describe("readCount", () => {
  it("reads whole numbers", () => expect(["4", "1,204"].map((text) => told(readCount(text)))).toEqual([4, 1204]));
  for (const text of ["4.5", "-1", "four", "1,2", "0x10", "99999999999"]) {
    it(`refuses "${text}"`, () => expect(told(readCount(text))).toMatch(/is not a whole number/));
  }
});
