import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EximEvent } from "../../src/parsers/events.ts";
import { eximDialect } from "../../src/parsers/exim.ts";
import { readExim, utcClock } from "./exim-read.ts";

interface Trap {
  readonly line: string;
  readonly truth: Readonly<Record<string, unknown>>;
  readonly whole: boolean;
}

describe("a stranger's text that looks like structure", () => {
  test.each(traps().map((trap) => [trap.line, trap] as const))("%s", (line, { truth, whole }) => {
    const event = readExim(line);
    expect(event).toBeDefined();
    if (event === undefined) return;
    const share = eximDialect.share(event);
    if (whole) expect(share).toBe("recognised");
    if (share === "recognised")
      for (const [path, value] of Object.entries(truth)) expect([path, at(event, path)]).toEqual([path, value]);
  });
});

describe("any bytes", () => {
  test("a file of odd bytes and without a last LF is read line by line", () => {
    const bytes = readFileSync(new URL("../../fixtures/hostile/exim-bytes.log", import.meta.url));
    const kinds = bytes
      .toString("latin1")
      .split("\n")
      .map((line) => readExim(line)?.kind);
    expect(kinds).toEqual([
      "exim.arrival",
      "exim.delivery",
      "exim.other", // CR: the reader of files takes it off
      "exim.other",
      undefined,
      undefined,
      "exim.other",
      "exim.failure",
    ]);
  });
  test("fields of 64 KiB", () => {
    const long = "x".repeat(65_536);
    const event = readExim(
      `2026-01-08 14:40:01 1vdrBB-000Cr7-0Z <= ${long}@a.example H=(${long}) [192.0.2.7] P=esmtp S=10 id=${long} T="${long}" for ${long}@b.example`,
    );
    expect(event?.kind).toBe("exim.arrival");
    expect(event && eximDialect.share(event)).toBe("recognised");
  });
  test("whatever stands behind a stamp is an event to the end of its line", () => {
    const text = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((byte) => (byte === 10 ? " " : String.fromCharCode(byte))),
    });
    fc.assert(
      fc.property(text, (behind) => {
        expect(readExim(`2026-01-08 14:40:01 ${behind}`)).toBeDefined();
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });
  test.each([
    ["2026-01-08 14:00:00 something odd password=hunter2 for user bob", "something odd password=***"],
    ["2026-01-08 14:00:01 1vdqk6-0003Yx-1R passwd=hunter3 x", "passwd=***"],
  ])("what a site's own logwrite says has no password: %s", (line, text) => {
    expect(readExim(line)).toMatchObject({ kind: "exim.other", text });
  });
  test("a line in the middle of a chunk ends at its LF", () => {
    const chunk = "2026-01-08 14:40:01 1vdrBB-000Cr7-0Z <= a@b.example\n H=(x) [192.0.2.7] P=esmtp S=10\n";
    const event = eximDialect.read(chunk, Buffer.from(chunk, "latin1"), 0, utcClock, 0);
    expect(eximDialect.end()).toBe(chunk.indexOf("\n"));
    expect(event && eximDialect.share(event)).toBe("partial");
  });
});

function traps(): readonly Trap[] {
  const lines = readFileSync(new URL("../../fixtures/hostile/exim-traps.log", import.meta.url), "latin1").split("\n");
  const mark = "# truth ";
  return lines.flatMap((comment, index) => {
    if (!comment.startsWith(mark)) return [];
    const { whole = false, ...truth } = JSON.parse(comment.slice(mark.length));
    return [{ line: lines[index + 1] ?? "", truth, whole }];
  });
}

function at(event: EximEvent, path: string): unknown {
  let value: unknown = event;
  for (const name of path.split(".")) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return value;
}
