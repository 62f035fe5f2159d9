import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { SourceClock, type Years } from "../../src/engine/clock.ts";
import { yearsUnknown } from "../../src/engine/year.ts";
import { WallZone } from "../../src/engine/zone.ts";
import { ToolError } from "../../src/error.ts";
import { randomNumbers } from "../../src/testing/index.ts";

const in2026: Years = { yearAt: () => 2026 };
const startOfSource = Date.parse("2026-01-01T00:00:00Z");
const clockIn = (zone: string, years = in2026) => new SourceClock(new WallZone(zone), years, startOfSource);
const iso = (at: number) => new Date(at).toISOString();

describe("forms of stamps", () => {
  it.each([
    ["2026-01-08 13:18:54", "2026-01-08T12:18:54.000Z"],
    ["2026-01-08 13:18:54.123", "2026-01-08T12:18:54.123Z"],
    ["2026-01-08 13:18:54,12", "2026-01-08T12:18:54.120Z"],
    ["2026-01-08 13:18:54 +0300", "2026-01-08T10:18:54.000Z"],
    ["2026-01-08 13:18:54.712 -0230", "2026-01-08T15:48:54.712Z"],
    ["2026-01-08T14:20:00.404589+00:00", "2026-01-08T14:20:00.404Z"],
    ["2026-01-08T14:20:00Z", "2026-01-08T14:20:00.000Z"],
    ["2026-01-08T14:20:00+0100", "2026-01-08T13:20:00.000Z"],
    ["Jan 08 14:00:39", "2026-01-08T13:00:39.000Z"],
    ["Jan  8 14:00:39", "2026-01-08T13:00:39.000Z"],
    ["Dec 31 23:59:60", "2026-12-31T23:00:00.000Z"],
    ["Jun 01 00:00:00.5", "2026-05-31T22:00:00.500Z"],
    ["1767878334.250", "2026-01-08T13:18:54.250Z"],
    ["1999-12-31 23:59:59", "1999-12-31T22:59:59.000Z"],
    ["0099-03-01 00:00:00Z", "0099-03-01T00:00:00.000Z"],
  ])("%s in Brussels is %s", (stamp, expected) => {
    expect(iso(clockIn("Europe/Brussels").instant(stamp, 0))).toBe(expected);
  });

  it.each([
    "",
    "2026-13-08 13:18:54",
    "2026-00-08 13:18:54",
    "2026-01-32 13:18:54",
    "2026-01-08 24:00:00",
    "2026-01-08 13:60:00",
    "2026-01-08 1x:18:54",
    "2026-01-08",
    "Foo 08 14:00:39",
    "Jan 00 14:00:39",
    "\0\0\0\0\0",
    "99999999999999999999",
  ])("%j names no moment: it is the previous instant of the source", (stamp) => {
    const clock = clockIn("UTC");
    expect(iso(clock.instant(stamp, 0))).toBe("2026-01-01T00:00:00.000Z");
    expect(clock.timeless).toBe(1);
    clock.instant("2026-01-08 13:18:54", 0);
    expect(iso(clock.instant(stamp, 0))).toBe("2026-01-08T13:18:54.000Z");
    expect(clock.timeless).toBe(1);
  });

  it("agrees with luxon on 2,000 random times in zones with odd offsets", () => {
    const random = randomNumbers(7);
    for (const zone of ["Europe/Brussels", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]) {
      const clock = clockIn(zone);
      for (let round = 0; round < 400; round++) {
        const time = DateTime.fromMillis(Math.floor(random() * 2 ** 41), { zone });
        const [before, after] = [time.minus({ days: 1 }).offset, time.plus({ days: 1 }).offset];
        // The days on which the clock changes are tested one by one.
        if (before !== after) continue;
        const seconds = time.startOf("second");
        expect(clock.instant(seconds.toFormat("yyyy-MM-dd HH:mm:ss"), 0), seconds.toISO() ?? "").toBe(
          seconds.toMillis(),
        );
      }
    }
  });
});

describe("zones", () => {
  it.each([
    ["UTC", 0],
    ["+02:00", 2],
    ["UTC-5", -5],
    ["Europe/Brussels", 1],
  ])("%s is %i hours east in January", (zone, hours) => {
    expect(clockIn(zone).instant("2026-01-08 12:00:00", 0)).toBe(
      Date.parse("2026-01-08T12:00:00Z") - hours * 3_600_000,
    );
  });

  it.each(["Europe/Nowhere", "", "__proto__"])("%j is no zone", (zone) => {
    expect(() => new WallZone(zone)).toThrow(ToolError);
  });

  it("counts which stamps name their zone", () => {
    const clock = clockIn("UTC");
    clock.instant("2026-01-08 13:18:54", 0);
    clock.instant("2026-01-08 13:18:54 +0100", 0);
    clock.instant("2026-01-08T13:18:54Z", 0);
    expect([clock.zoned, clock.zoneless]).toEqual([2, 1]);
  });
});

describe("when the clocks change", () => {
  it("reads a skipped hour as if it had not been skipped", () => {
    // Brussels, 2026-03-29: 02:00 becomes 03:00.
    const clock = clockIn("Europe/Brussels");
    const read = ["01:59:59", "02:00:00", "02:30:00", "03:00:00", "03:30:00"].map((time) =>
      iso(clock.instant(`2026-03-29 ${time}`, 0)).slice(11, 19),
    );
    expect(read).toEqual(["00:59:59", "01:00:00", "01:30:00", "01:00:00", "01:30:00"]);
  });

  it("reads a repeated hour as the first one until the source has been there", () => {
    // Brussels, 2026-10-25: 03:00 becomes 02:00.
    const clock = clockIn("Europe/Brussels");
    const times = [
      "01:59:00",
      "02:00:00",
      "02:59:00",
      "02:58:30",
      "02:00:00",
      "02:30:00",
      "02:29:59",
      "02:59:59",
      "03:00:00",
    ];
    const read = times.map((time) => iso(clock.instant(`2026-10-25 ${time}`, 0)).slice(11, 19));
    expect(read).toEqual([
      "23:59:00",
      "00:00:00",
      "00:59:00",
      "00:58:30",
      "01:00:00",
      "01:30:00",
      "01:29:59",
      "01:59:59",
      "02:00:00",
    ]);
  });

  it("reads a repeated hour as the first one after a jump back from much later", () => {
    const clock = clockIn("Europe/Brussels");
    clock.instant("2026-11-20 10:00:00", 0);
    expect(iso(clock.instant("2026-10-25 02:30:00", 0))).toBe("2026-10-25T00:30:00.000Z");
  });

  it("knows a zone that changes by half an hour", () => {
    // Lord Howe, 2026-04-05: at 02:00 (+11) it becomes 01:30 (+10:30).
    const clock = clockIn("Australia/Lord_Howe");
    const read = ["01:15:00", "01:45:00", "01:31:00", "02:00:00"].map((time) =>
      iso(clock.instant(`2026-04-05 ${time}`, 0)).slice(11, 19),
    );
    expect(read).toEqual(["14:15:00", "14:45:00", "15:01:00", "15:30:00"]);
  });

  it("takes a zone in the line over everything", () => {
    const clock = clockIn("Europe/Brussels");
    expect(iso(clock.instant("2026-10-25 02:30:00 +0100", 0))).toBe("2026-10-25T01:30:00.000Z");
    expect(iso(clock.instant("2026-10-25 02:30:00 +0200", 0))).toBe("2026-10-25T00:30:00.000Z");
  });
});

describe("years", () => {
  it("asks for the year at the line's offset", () => {
    const clock = clockIn("UTC", { yearAt: (offset) => (offset < 100 ? 2025 : 2026) });
    expect(iso(clock.instant("Dec 31 23:59:59", 0))).toBe("2025-12-31T23:59:59.000Z");
    expect(iso(clock.instant("Jan 01 00:00:00", 100))).toBe("2026-01-01T00:00:00.000Z");
  });

  it("says that it wants years when nobody knows them", () => {
    const clock = clockIn("UTC", yearsUnknown);
    clock.instant("2026-01-08 13:18:54", 0);
    expect(clock.wantsYears).toBe(false);
    expect(clock.instant("Jan 08 13:18:54", 0)).toBeNaN();
    expect(clock.wantsYears).toBe(true);
    expect(iso(clock.previous)).toBe("2026-01-08T13:18:54.000Z");
  });
});
