import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { concludeReading, type WhatWasRead } from "../../src/cli/conclude.ts";

const mainlog = { name: "mainlog", lines: 10, recognised: 9 };
const fine: WhatWasRead = {
  sources: [mainlog],
  coverage: { lines: 10, recognised: 9, partial: 0, warnings: [] },
  problems: [],
};
const unread = { source: "gone", message: "gone: there is no such file" };

let said: string[];
beforeEach(() => {
  said = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

describe("concludeReading", () => {
  test("says nothing when all went well", () => {
    expect(concludeReading(fine, { quiet: false })).toBe(0);
    expect(said).toEqual([]);
  });

  test("an input that could not be read: 3, said once, also when quiet", () => {
    const read = { ...fine, coverage: { ...fine.coverage, warnings: [unread.message] }, problems: [unread] };
    expect(concludeReading(read, { quiet: true })).toBe(3);
    expect(said).toEqual(["mailmortem: gone: there is no such file\n"]);
  });

  test("other warnings are notes: quiet silences them", () => {
    const read = { ...fine, coverage: { ...fine.coverage, warnings: ["mainlog.2.gz: cut off"] } };
    expect(concludeReading(read, { quiet: true })).toBe(0);
    expect(said).toEqual([]);
    concludeReading(read, { quiet: false });
    expect(said).toEqual(["mailmortem: mainlog.2.gz: cut off\n"]);
  });

  test("nothing recognised: 4, and it is said that this may be no mail log", () => {
    const read = { ...fine, sources: [{ ...mainlog, recognised: 0 }], coverage: { ...fine.coverage, recognised: 0 } };
    expect(concludeReading(read, { quiet: false })).toBe(4);
    expect(said.join("")).toContain("none of the 10 lines is a known line of Exim or Dovecot");
  });

  test("an empty input proves nothing either: 4", () => {
    const read = { ...fine, sources: [], coverage: { lines: 0, recognised: 0, partial: 0, warnings: [] } };
    expect(concludeReading(read, { quiet: false })).toBe(4);
    expect(said.join("")).toContain("the input is empty");
  });

  test("lines understood in part are lines of a mail log", () => {
    expect(
      concludeReading({ ...fine, coverage: { ...fine.coverage, recognised: 0, partial: 2 } }, { quiet: true }),
    ).toBe(0);
  });

  test("one input of several that is no mail log is named", () => {
    const other = { name: "kern.log", lines: 3, recognised: 0 };
    expect(concludeReading({ ...fine, sources: [mainlog, other] }, { quiet: false })).toBe(0);
    expect(said).toEqual(["mailmortem: kern.log: none of its 3 lines is known, it may be no mail log\n"]);
  });
});
