import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceClock, type Years } from "../../src/engine/clock.ts";
import { WallZone } from "../../src/engine/zone.ts";

const clockIn = (zone: string, years: Years = { yearAt: () => 2026 }) => new SourceClock(new WallZone(zone), years, 0);

/** The clock is told where the stamp stands. */
function read(clock: SourceClock, stamp: string, offset = 0): number {
  return clock.instant(stamp, offset, Buffer.from(`xx${stamp} text\n`, "latin1"), 2);
}

describe("a stamp that is repeated", () => {
  // Brussels, 2026-10-25: 03:00 becomes 02:00.
  const stamps = fc.constantFrom(
    "2026-10-25 01:59:00",
    "2026-10-25 02:00:00",
    "2026-10-25 02:30:00",
    "2026-10-25 02:30:00 +0200",
    "2026-10-25 02:59:59",
    "2026-10-25T02:59:59Z",
    "2026-10-25T02:59:59.123456789+00:00 and more",
    "Oct 25 02:30:00",
    "Oct  5 02:30:00",
    "2026-13-25 02:30:00",
    "",
  );

  it("is the same instant whether it is read or known by its bytes", () => {
    fc.assert(
      fc.property(fc.array(stamps, { maxLength: 30 }), (lines) => {
        const [known, each] = [clockIn("Europe/Brussels"), clockIn("Europe/Brussels")];
        for (const stamp of lines) expect(read(known, stamp), stamp).toBe(each.instant(stamp, 0));
        expect([known.zoned, known.zoneless, known.timeless]).toEqual([each.zoned, each.zoneless, each.timeless]);
      }),
    );
  });

  it("is of the year of its place when it names none", () => {
    const clock = clockIn("UTC", { yearAt: (offset) => (offset < 100 ? 2025 : 2026) });
    const years = [0, 50, 100, 150].map((offset) => new Date(read(clock, "Jan 08 14:00:39", offset)).getUTCFullYear());
    expect(years).toEqual([2025, 2025, 2026, 2026]);
  });

  it("is asked for again when nobody knows the year any more", () => {
    const clock = clockIn("UTC");
    read(clock, "Jan 08 14:00:39");
    clock.years = { yearAt: () => Number.NaN };
    expect(read(clock, "Jan 08 14:00:39")).toBeNaN();
    expect(clock.wantsYears).toBe(true);
  });
});
