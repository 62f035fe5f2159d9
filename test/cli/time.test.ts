import { describe, expect, test } from "vitest";
import { parseDuration, parseWhen } from "../../src/cli/time.ts";

const now = Date.UTC(2026, 0, 9, 8, 30);
const utc = { zone: "UTC", now, edge: "start" } as const;

describe("durations", () => {
  test.each([
    ["90m", 5_400_000],
    ["1h", 3_600_000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["1w", 604_800_000],
    ["1.5h", 5_400_000],
    ["45s", 45_000],
    ["30min", 1_800_000],
  ])("%s", (text, expected) => {
    expect(parseDuration("stuck-after", text)).toBe(expected);
  });

  test.each(["", "h", "1", "1x", "1h2", "-1h", "1h 2m x", "9".repeat(3)])(
    "%j is refused with the option's name",
    (text) => {
      expect(() => parseDuration("stuck-after", text)).toThrow(
        /^--stuck-after: ".*" is not a stretch of time; write 90m/,
      );
    },
  );
});

describe("instants", () => {
  test.each([
    ["2026-01-08T14:00:39Z", "2026-01-08T14:00:39.000Z"],
    ["2026-01-08T14:00+01:00", "2026-01-08T13:00:00.000Z"],
    ["2026-01-08 14:00:39", "2026-01-08T14:00:39.000Z"],
    ["2026-01-08 14:00", "2026-01-08T14:00:00.000Z"],
    ["2026-01-08", "2026-01-08T00:00:00.000Z"],
    ["now", "2026-01-09T08:30:00.000Z"],
    ["today", "2026-01-09T00:00:00.000Z"],
    ["Yesterday", "2026-01-08T00:00:00.000Z"],
    ["2h", "2026-01-09T06:30:00.000Z"],
    ["90m ago", "2026-01-09T07:00:00.000Z"],
  ])("%s", (text, expected) => {
    expect(new Date(parseWhen("since", text, utc)).toISOString()).toBe(expected);
  });

  test("a bare day is whole: --until ends with it", () => {
    const until = parseWhen("until", "2026-01-08", { ...utc, edge: "end" });
    expect(new Date(until).toISOString()).toBe("2026-01-08T23:59:59.999Z");
  });

  test("days begin at midnight of the zone, also when its clocks change", () => {
    const zone = { zone: "Europe/Brussels", now: Date.UTC(2026, 2, 29, 12) } as const;
    expect(new Date(parseWhen("since", "today", { ...zone, edge: "start" })).toISOString()).toBe(
      "2026-03-28T23:00:00.000Z",
    );
    expect(new Date(parseWhen("since", "today", { ...zone, edge: "end" })).toISOString()).toBe(
      "2026-03-29T21:59:59.999Z",
    );
  });

  test.each(["", "soon", "2026-13-01", "08/01/2026", "2026-01-08T25:00"])("%j is refused", (text) => {
    expect(() => parseWhen("since", text, utc)).toThrow(/^--since: ".*" is not a time; write 2026-01-08/);
  });
});
