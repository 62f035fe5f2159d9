import { IANAZone } from "luxon";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SourceClock } from "../../src/engine/clock.ts";
import { rotationAge } from "../../src/engine/log-name.ts";
import { type Input, readEvents, run } from "../../src/engine/run.ts";
import { YearSurvey } from "../../src/engine/year.ts";
import { WallZone } from "../../src/engine/zone.ts";
import { eximDialect } from "../../src/parsers/exim.ts";
import { dialects, looseDialect } from "./fake.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const exim = { dialects: [eximDialect] };
const completed = (stamp: string) => `${stamp} 1vdpup-000CfU-1V Completed\n`;

afterEach(() => vi.restoreAllMocks());

/** The instants of a log, in its order, and what was said of it. */
async function read(log: string, zone: string, options = exim) {
  const events = readEvents([{ name: "log", stream: pieces(Buffer.from(log), 999) }], { ...options, zone });
  const instants: string[] = [];
  for await (const { event } of events) instants.push(new Date(event.at).toISOString());
  return { instants, ...events.reading() };
}

describe("an hour that the clocks show twice", () => {
  const times = ["01:59:00", "02:30:00", "02:30:00", "02:59:00", "02:00:00", "02:30:00", "03:00:00"];
  const log = times.map((time) => completed(`2026-10-25 ${time}`)).join("");

  it("is read by the order of the file, and its lines are counted", async () => {
    const { instants, coverage } = await read(log, "Europe/Brussels");
    expect(instants.map((at) => at.slice(11, 16))).toEqual([
      "23:59",
      "00:30",
      "00:30",
      "00:59",
      "01:00",
      "01:30",
      "02:00",
    ]);
    expect(coverage.warnings).toEqual([
      "log: lines of an hour that the clocks of Europe/Brussels show twice (5) are of the first or the second one by their order in the file",
    ]);
  });

  it("counts a line once, however many dialects look at it", async () => {
    const lines = ["02:30:00", "02:31:00"].map((time) => `A 2026-10-25 ${time} | huh\n`).join("");
    const { coverage } = await run({
      inputs: [folder.file("twice.log", lines)],
      dialects: [looseDialect(), ...dialects],
      folds: [],
      zone: "Europe/Brussels",
    });
    expect(coverage.warnings.join()).toContain("show twice (2)");
  });

  it.each([
    ["in a zone without summer time", log, "UTC"],
    ["when the line names its zone", log.replaceAll(" 1vd", " +0200 1vd"), "Europe/Brussels"],
    ["on another day", log.replaceAll("10-25", "10-26"), "Europe/Brussels"],
  ])("is none %s", async (_, text, zone) => {
    expect((await read(text, zone)).coverage.warnings).toEqual([]);
  });
});

describe("an hour that the clocks skip", () => {
  const log = ["01:59:00", "02:30:00", "02:30:00", "03:00:00"].map((time) => completed(`2026-03-29 ${time}`)).join("");

  it("cannot have been: its lines are counted, and the zone is doubted", async () => {
    const { instants, coverage } = await read(log, "Europe/Brussels");
    expect(instants.map((at) => at.slice(11, 16))).toEqual(["00:59", "01:30", "01:30", "01:00"]);
    expect(coverage.warnings).toEqual([
      "log: lines of an hour that the clocks of Europe/Brussels skip (2) are read as if they did not; perhaps the log is of another zone",
    ]);
    expect((await read(log, "UTC")).coverage.warnings).toEqual([]);
  });
});

describe("zones", () => {
  it("are looked up a few times for each local hour, not for each line", () => {
    const offset = vi.spyOn(IANAZone.prototype, "offset");
    const clock = new SourceClock(new WallZone("Asia/Kathmandu"), { yearAt: () => 2026 }, 0);
    const two = (number: number) => String(number).padStart(2, "0");
    for (let at = 0; at < 86_400; at += 5)
      clock.instant(`2026-01-08 ${two(Math.floor(at / 3600))}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`, at);
    expect(offset.mock.calls.length).toBeGreaterThan(0);
    expect(offset.mock.calls.length).toBeLessThanOrEqual(24 * 5);
  });

  it("that Exim writes may be half an hour apart, and mixed in a file with stamps that have none", async () => {
    const log = [
      "2026-01-08 13:00:00",
      "2026-01-08 18:31:00 +0530",
      "2026-01-08 09:32:00.250 -0330",
      "2026-01-08 18:48:00 +0545",
      "2026-01-08 13:04:00",
    ];
    const { instants, assumptions } = await read(log.map(completed).join(""), "UTC");
    expect(instants.map((at) => at.slice(11, 23))).toEqual([
      "13:00:00.000",
      "13:01:00.000",
      "13:02:00.250",
      "13:03:00.000",
      "13:04:00.000",
    ]);
    expect(assumptions.zone).toEqual({ name: "UTC", basis: "given" });
  });

  it("that stamps name help with the repeated hour of those that do not", async () => {
    const log = ["2026-10-25 02:40:00 +0100", "2026-10-25 02:41:00"].map(completed).join("");
    expect((await read(log, "Europe/Brussels")).instants.map((at) => at.slice(11, 16))).toEqual(["01:40", "01:41"]);
  });
});

describe("a rotated set without years", () => {
  const b = (stamp: string) => `B ${stamp} | good ${stamp}\n`;
  const set = {
    "mail.log": `${b("Feb 27 10:00:00")}${b("Feb 29 10:00:00")}${b("Mar 01 00:00:00")}`,
    "mail.log.1": `${b("Jan 20 10:00:00")}${b("Feb 26 10:00:00")}`,
    "mail.log.2.gz": `${b("Dec 20 10:00:00")}${b("Jan 02 10:00:00")}`,
    "mail.log.3.gz": `${b("Nov 20 10:00:00")}${b("Dec 19 10:00:00")}`,
  };
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
    [1, 3, 0, 2],
  ];
  const expected = [
    "2023-11-20",
    "2023-12-19",
    "2023-12-20",
    "2024-01-02",
    "2024-01-20",
    "2024-02-26",
    "2024-02-27",
    "2024-02-29",
    "2024-03-01",
  ];

  async function datesOf(inputs: readonly Input[], options: object) {
    const events = readEvents(inputs, { dialects, zone: "UTC", ...options });
    const found: string[] = [];
    for await (const { event } of events) found.push(new Date(event.at).toISOString().slice(0, 10));
    return { dates: found.sort(), year: events.reading().assumptions.year };
  }
  const named = async (prefix: string, times: readonly string[]) => {
    const { gzipSync } = await import("node:zlib");
    return Object.entries(set).map(([name, text], at) =>
      folder.file(`${prefix}${name}`, name.endsWith(".gz") ? gzipSync(text) : text, times[at]),
    );
  };

  it.each(orders)("has its years by the times of the files, given as %i %i %i %i", async (...order) => {
    const files = await named("timed-", ["2024-03-01", "2024-02-26", "2024-01-02", "2023-12-19"]);
    const { dates, year } = await datesOf(
      order.map((at) => files[at] ?? ""),
      { now: Date.parse("2027-06-01") },
    );
    expect(dates).toEqual(expected);
    expect(year?.value).toBe("2023 to 2024");
  });

  it.each(orders)("has its years by the one that is given for the newest, given as %i %i %i %i", async (...order) => {
    // Copied: the files say nothing of their times.
    const files = await named(
      "copied-",
      Array.from({ length: 4 }, () => "2027-05-05"),
    );
    const { dates, year } = await datesOf(
      order.map((at) => files[at] ?? ""),
      { now: Date.parse("2027-06-01"), year: 2024 },
    );
    expect(dates).toEqual(expected);
    expect(year).toEqual({ value: "2023 to 2024", basis: "given" });
  });

  it("goes past an empty file, and asks a dated one when it begins", async () => {
    const older = folder.file("odd.log.2", b("Dec 20 10:00:00"), "2027-05-05");
    const empty = folder.file("odd.log.1", "", "2027-05-05");
    const dated = folder.file("odd.log", "A 2024-01-05 10:00:00 | good\n", "2027-05-05");
    const options = { now: Date.parse("2027-06-01"), year: 2024 };
    expect((await datesOf([older, empty, dated], options)).dates).toEqual(["2023-12-20", "2024-01-05"]);
  });

  it("is one of a folder: a log of the same name elsewhere is another host's", async () => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(`${folder.path}/other`, { recursive: true });
    const files = [
      folder.file("host.log.1", b("Jan 20 10:00:00"), "2027-05-05"),
      folder.file("other/host.log", b("Jan 08 10:00:00"), "2027-05-05"),
    ];
    const { dates } = await datesOf(files, { now: Date.parse("2027-06-01"), year: 2024 });
    expect(dates).toEqual(["2024-01-08", "2024-01-20"]);
  });

  it.each([
    [["mail.log", "mail.log.1", "mail.log.2.gz", "mail.log.10.gz"]],
    [["dovecot.log", "dovecot.log-20260108", "dovecot.log-20260101.gz", "dovecot.log-20251231.gz"]],
    [["dovecot.log", "dovecot-20260108.log", "dovecot-20251225.log.gz"]],
    [["a.log", "a.log-20260108-1767830400", "a.log-20260107-1767744000"]],
    [["a.log", "a.log.old"]],
    [["old/mainlog", "new/mainlog.1"]],
  ])("%j goes from the newest to the oldest", (names) => {
    expect([...names].reverse().sort((a, b) => rotationAge(a) - rotationAge(b))).toEqual(names);
  });
});

describe("a clock that steps", () => {
  const yearsOf = (stamps: readonly string[]) => {
    const survey = new YearSurvey();
    for (const [at, stamp] of stamps.entries()) survey.see(stamp, at * 10);
    const choice = survey.decide({ year: undefined, now: Date.parse("2026-12-30"), spans: [], time: null });
    return stamps.map((_, at) => choice.yearAt(at * 10, 1, 1));
  };

  it.each([
    [
      'back by some hours: Dovecot\'s "Time moved backwards"',
      ["Mar 01 10:00:00", "Feb 28 23:00:00", "Mar 01 09:00:00"],
    ],
    ["to January and back, in July", ["Jul 15 10:00:00", "Jan 01 00:00:10", "Jan 02 00:00:10", "Jul 16 10:00:00"]],
    ["to January and back, in November", ["Nov 15 10:00:00", "Jan 01 00:00:10", "Nov 15 10:05:00", "Dec 20 10:00:00"]],
    [
      "to January and back, twice",
      ["Aug 01 10:00:00", "Jan 01 00:00:01", "Aug 01 10:01:00", "Jan 01 00:00:01", "Aug 01 10:02:00"],
    ],
  ])("%s: all is of one year", (_, stamps) => {
    expect(yearsOf(stamps)).toEqual(stamps.map(() => 2026));
  });

  it.each([
    [
      "New Year after a quiet autumn",
      ["Jul 15 10:00:00", "Jan 01 00:00:10", "Jan 20 00:00:10", "Jul 16 10:00:00"],
      [2025, 2026, 2026, 2026],
    ],
    [
      "a little disorder at New Year",
      ["Dec 30 10:00:00", "Jan 01 00:00:10", "Dec 31 23:59:59", "Jan 01 00:00:11"],
      [2025, 2026, 2025, 2026],
    ],
  ])("%s is one", (_, stamps, years) => {
    expect(yearsOf(stamps)).toEqual(years);
  });

  it("back within a file is the same log; instants are as logged", async () => {
    const log = ["13:00:00", "12:00:00", "12:30:00"].map((time) => completed(`2026-01-08 ${time}`)).join("");
    const { instants, coverage } = await read(log, "UTC");
    expect(instants.map((at) => at.slice(11, 16))).toEqual(["13:00", "12:00", "12:30"]);
    expect(coverage.warnings).toEqual([]);
  });
});
