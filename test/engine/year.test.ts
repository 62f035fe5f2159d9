import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Input, readEvents, run } from "../../src/engine/run.ts";
import { YearSurvey } from "../../src/engine/year.ts";
import { collector, dialects } from "./fake.ts";
import { formsOf, pieces, scratch } from "./inputs.ts";

const folder = scratch();
const now = Date.parse("2026-03-01T00:00:00Z");
const noClues = { year: undefined, now, spans: [], time: null };

function survey(...stamps: string[]): YearSurvey {
  const seen = new YearSurvey();
  for (const [at, stamp] of stamps.entries()) seen.see(stamp, at * 10);
  return seen;
}

/** The year of each stamp. */
function yearsOf(stamps: readonly string[], clues: object = {}) {
  const choice = survey(...stamps).decide({ ...noClues, ...clues });
  return stamps.map((_, at) => choice.yearAt(at * 10, 1, 1));
}

describe("the year along a log", () => {
  it.each([
    ["one year", ["Jan 01 00:00:00", "Feb 20 00:00:00"], [2026, 2026]],
    ["New Year", ["Dec 31 23:59:59", "Jan 01 00:00:00"], [2025, 2026]],
    [
      "two New Years",
      ["Nov 01 00:00:00", "Feb 01 00:00:00", "Aug 01 00:00:00", "Jan 31 00:00:00"],
      [2024, 2025, 2025, 2026],
    ],
    [
      "a little disorder at New Year",
      ["Dec 31 23:59:59", "Jan 01 00:00:00", "Dec 31 23:59:59", "Jan 01 00:00:01"],
      [2025, 2026, 2025, 2026],
    ],
    [
      "a rotated log after its successor",
      ["Jan 05 00:00:00", "Jan 08 00:00:00", "Dec 20 00:00:00", "Jan 05 00:00:00"],
      [2026, 2026, 2025, 2026],
    ],
    ["disorder within a year", ["Jan 09 00:00:00", "Jan 08 00:00:00"], [2026, 2026]],
    ["a quiet half year", ["Feb 01 00:00:00", "Oct 01 00:00:00"], [2025, 2025]],
    [
      "stamps that name no moment",
      ["Jan 01 00:00:00", "Foo 01 00:00:00", "", "Jan 02 00:00:00"],
      [2026, 2026, 2026, 2026],
    ],
  ])("%s", (_, stamps, expected) => {
    expect(yearsOf(stamps)).toEqual(expected);
  });

  it("goes on where the survey ended", () => {
    const choice = survey("Nov 01 00:00:00", "Dec 31 00:00:00").decide(noClues);
    expect([
      choice.yearAt(5, 11, 1),
      choice.yearAt(100, 12, 31),
      choice.yearAt(110, 1, 1),
      choice.yearAt(120, 1, 2),
    ]).toEqual([2025, 2025, 2026, 2026]);
  });
});

describe("the year of the last stamp", () => {
  const january = ["Jan 07 00:00:00", "Jan 08 00:00:00"];
  const span = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
  const file = { at: Date.parse("2024-06-01T00:00:00Z"), basis: "the time of the file" };

  it.each([
    ["is the latest that is not in the future", january, {}, 2026, "the latest that is not in the future"],
    [
      "is last year's when this year's is in the future",
      ["Apr 01 00:00:00"],
      {},
      2025,
      "the latest that is not in the future",
    ],
    ["may be a day ahead of the clock", ["Mar 01 20:00:00"], {}, 2026, "the latest that is not in the future"],
    ["follows the file's time", january, { time: file }, 2024, "the time of the file"],
    ["is before the file's time", ["Jul 08 00:00:00"], { time: file }, 2023, "the time of the file"],
    [
      "follows a dated log of the same days, before the file's time",
      january,
      { time: file, spans: [span("2025-01-01T00:00:00Z", "2025-01-20T00:00:00Z")] },
      2025,
      "dated logs of the same days",
    ],
    [
      "does not follow a dated log of other days",
      january,
      { time: file, spans: [span("2025-04-01T00:00:00Z", "2025-05-20T00:00:00Z")] },
      2024,
      "the time of the file",
    ],
    [
      "follows the dated log that shares most",
      january,
      {
        spans: [
          span("2022-01-01T00:00:00Z", "2022-01-09T00:00:00Z"),
          span("2023-01-08T12:00:00Z", "2023-01-08T12:00:00Z"),
        ],
      },
      2022,
      "dated logs of the same days",
    ],
    [
      "is the given one before all",
      january,
      { year: 2019, time: file, spans: [span("2025-01-01T00:00:00Z", "2025-01-20T00:00:00Z")] },
      2019,
      "given",
    ],
    [
      "is a leap year when 29 February was logged",
      ["Feb 29 00:00:00"],
      {},
      2024,
      "the latest that is not in the future",
    ],
  ])("%s", (_, stamps, clues, year, basis) => {
    const choice = survey(...stamps).decide({ ...noClues, ...clues });
    expect([choice.last, choice.basis]).toEqual([year, basis]);
  });

  it("given as 2026, a log of December that ends before it is of 2025", () => {
    expect(yearsOf(["Dec 07 00:00:00", "Dec 14 00:00:00"], { year: 2026 })).toEqual([2025, 2025]);
    expect(yearsOf(["Dec 30 00:00:00", "Jan 02 00:00:00"], { year: 2026 })).toEqual([2025, 2026]);
  });
});

describe("in a run", () => {
  const b = (stamp: string) => `B ${stamp} | good\n`;
  const a = (stamp: string) => `A ${stamp} | good\n`;
  const log = `${b("Dec 30 10:00:00")}${b("Dec 31 23:59:59")}${b("Jan 01 00:00:01")}${b("Jan 08 14:00:39")}`;

  async function datesOf(inputs: readonly Input[], options = {}) {
    const result = await run({ inputs, dialects, folds: [collector], zone: "UTC", now, ...options });
    const events = result.states.get(collector).map((event) => {
      const [, , , kind = "", at = ""] = event.split(" ");
      return `${kind.charAt(0)} ${new Date(Number(at)).toISOString().slice(0, 10)}`;
    });
    return { events: events.sort(), year: result.assumptions.year, coverage: result.coverage };
  }
  const overNewYear = (year: number) => [
    `b ${year - 1}-12-30`,
    `b ${year - 1}-12-31`,
    `b ${year}-01-01`,
    `b ${year}-01-08`,
  ];

  it.each(formsOf(folder, Buffer.from(log)))("a %s over New Year has both years", async (_, input) => {
    const { events, year } = await datesOf([input()], { year: 2025 });
    expect(events).toEqual(overNewYear(2025));
    expect(year).toEqual({ value: "2024 to 2025", basis: "given" });
  });

  it("a file follows its time", async () => {
    const { events, year } = await datesOf([folder.file("old.log", log, "2021-05-01T00:00:00Z")]);
    expect(events).toEqual(overNewYear(2021));
    expect(year).toEqual({ value: "2020 to 2021", basis: "the time of the file" });
  });

  it("a gzip follows the time in its header", async () => {
    const packed = gzipSync(log);
    packed.writeUInt32LE(Date.parse("2022-05-01T00:00:00Z") / 1000, 4);
    const { events, year } = await datesOf([folder.file("old.gz", packed, "2021-05-01T00:00:00Z")]);
    expect(events).toEqual(overNewYear(2022));
    expect(year?.basis).toBe("the time in the gzip header");
  });

  it("a gzip without a time in its header follows the file's", async () => {
    const { year } = await datesOf([folder.file("timeless.gz", gzipSync(log), "2021-05-01T00:00:00Z")]);
    expect(year?.basis).toBe("the time of the file");
  });

  it("a stream follows the present", async () => {
    const { events, year } = await datesOf([{ name: "s", stream: pieces(Buffer.from(log), 20) }]);
    expect(events).toEqual(overNewYear(2026));
    expect(year?.basis).toBe("the latest that is not in the future");
  });

  const dated = `${a("2023-01-02 00:00:00")}${a("2023-01-05 00:00:00")}`;
  const datedDays = ["a 2023-01-02", "a 2023-01-05"];
  const datedFile = folder.file("dated.log", dated);
  const yearlessFile = folder.file("yearless.log", log, "2021-05-01T00:00:00Z");
  const datedGzip = folder.file("dated.gz", gzipSync(dated));

  it.each([
    ["a dated file", [datedFile, yearlessFile]],
    ["a dated file that comes later", [yearlessFile, datedFile]],
    ["a dated gzip that comes later", [yearlessFile, datedGzip]],
  ])("a log follows %s", async (_, inputs) => {
    const { events, year } = await datesOf(inputs);
    expect(events).toEqual([...datedDays, ...overNewYear(2023)]);
    expect(year?.basis).toBe("dated logs of the same days");
    const read: string[] = [];
    for await (const { event } of readEvents(inputs, { dialects, zone: "UTC", now })) {
      read.push(`${event.kind.charAt(0)} ${new Date(event.at).toISOString().slice(0, 10)}`);
    }
    expect(read.sort()).toEqual(events);
  });

  it.each([
    ["before", dated + log],
    ["after", log + dated],
    ["between", log.slice(0, 25) + dated + log.slice(25)],
  ])("a stream with dated lines %s follows them", async (_, text) => {
    const broken = Buffer.from(text);
    const { events } = await datesOf([{ name: "s", stream: pieces(broken, 16) }]);
    const file = await datesOf([folder.file("mixed.log", text, "2021-05-01T00:00:00Z")]);
    expect(file.events).toEqual(events);
    expect(events.filter((event) => event.startsWith("a"))).toEqual(datedDays);
    expect(
      events.filter((event) => event.startsWith("b 20") && !event.includes("2022") && !event.includes("2023")),
    ).toEqual([]);
  });

  it("every stamp with a year: nothing is assumed", async () => {
    expect((await datesOf([datedFile])).year).toBeNull();
  });

  it("several logs say each what it follows", async () => {
    const packed = gzipSync(b("Jan 05 00:00:00"));
    packed.writeUInt32LE(Date.parse("2022-05-01T00:00:00Z") / 1000, 4);
    const zipped = folder.file("several.gz", packed);
    const { year } = await datesOf([zipped, yearlessFile]);
    expect(year?.value).toBe("2020 to 2022");
    expect(year?.basis).toBe(`the time in the gzip header (${zipped}); the time of the file (${yearlessFile})`);
  });
});

describe("the zone", () => {
  const zoneOf = async (text: string, options = {}) =>
    (
      await run({
        inputs: [{ name: "s", stream: pieces(Buffer.from(text), 100) }],
        dialects,
        folds: [],
        now,
        ...options,
      })
    ).assumptions.zone;

  it.each([
    [
      "as given",
      "A 2026-01-08 13:00:00 | good\n",
      { zone: "Europe/Brussels" },
      { name: "Europe/Brussels", basis: "given" },
    ],
    [
      "as logged",
      "A 2026-01-08 13:00:00 +0100 | good\n",
      {},
      { name: "as logged", basis: "every stamp names its zone" },
    ],
    [
      "as given when one stamp names none",
      "A 2026-01-08 13:00:00 +0100 | good\nA 2026-01-08 13:00:00 | good\n",
      { zone: "UTC" },
      { name: "UTC", basis: "given" },
    ],
  ])("%s", async (_, text, options, expected) => {
    expect(await zoneOf(text, options)).toEqual(expected);
  });

  it("otherwise this machine's", async () => {
    const { name, basis } = await zoneOf("A 2026-01-08 13:00:00 | good\n");
    expect([name, basis]).toEqual([Intl.DateTimeFormat().resolvedOptions().timeZone, "the zone of this machine"]);
  });

  it("that does not exist is a mistake of the caller", async () => {
    await expect(zoneOf("", { zone: "Europe/Nowhere" })).rejects.toThrow(/is not a time zone/);
  });
});
