/** Logs for benchmarks are what they say: recorded lines, lived again, always the same. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { learn } from "../../bench/traffic/learned.ts";
import type { Size } from "../../bench/traffic/page.ts";
import { type Daemon, recordedLogs } from "../../bench/traffic/recorded.ts";
import { ordinary, type Traffic } from "../../bench/traffic/replay.ts";
import { produce } from "../../bench/traffic/write.ts";
import { readLocatedEvents } from "../../src/api/read.ts";

function log(daemon: Daemon, size: Size, traffic: Traffic = ordinary): Buffer {
  const blocks: Buffer[] = [];
  produce(daemon, size, (block) => blocks.push(Buffer.from(block)), traffic);
  return Buffer.concat(blocks);
}

const daemons = ["exim", "dovecot"] as const;

describe.each(daemons)("traffic of %s", (daemon) => {
  const bytes = log(daemon, { bytes: 1_500_000 });

  it("is read as what was recorded, every line of it", async () => {
    const recorded = new Set(recordedLogs(daemon).flatMap((lines) => lines.map(({ event }) => event.kind)));
    const reading = readLocatedEvents([Readable.from([bytes])], { tz: "UTC", year: 2026 });
    const seen = new Map<string, number>();
    for await (const { event, share } of reading) {
      expect(share).toBe("recognised");
      seen.set(event.kind, (seen.get(event.kind) ?? 0) + 1);
    }
    expect([...seen.values()].reduce((sum, count) => sum + count)).toBe(
      bytes.toString("latin1").split("\n").length - 1,
    );
    expect([...seen.keys()].filter((kind) => !recorded.has(kind as never))).toEqual([]);
    const expected =
      daemon === "exim"
        ? [
            "exim.arrival",
            "exim.delivery",
            "exim.completed",
            "exim.deferral",
            "exim.failure",
            "exim.reject",
            "exim.queue-run",
          ]
        : ["dovecot.login", "dovecot.logout", "dovecot.delivered", "dovecot.sieve", "dovecot.login-failed"];
    for (const kind of expected) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5);
  });

  it("begins the same whatever its size", () => {
    const short = log(daemon, { bytes: 200_000 });
    expect(bytes.subarray(0, short.length).equals(short)).toBe(true);
    expect(short.length).toBeGreaterThanOrEqual(200_000);
    expect(short.subarray(0, -1).lastIndexOf("\n") + 1).toBeLessThan(200_000);
  });

  it("has as many lines as asked for", () => {
    expect(log(daemon, { lines: 1_234 }).toString("latin1").split("\n").length - 1).toBe(1_234);
  });

  it("is another one with another seed", () => {
    expect(log(daemon, { lines: 500 }, { ...ordinary, seed: 1 }).equals(log(daemon, { lines: 500 }))).toBe(false);
  });

  it("lives every recorded life again as the same kinds of lines", () => {
    expect(learn(daemon).untrue).toEqual([]);
  });
});

describe("frequencies", () => {
  const lines = log("exim", { lines: 40_000 }).toString("latin1").split("\n").slice(0, -1);
  const share = (part: (line: string) => boolean) => lines.filter(part).length / lines.length;

  it("is mostly mail without trouble", () => {
    expect(share((line) => line.endsWith(" Completed"))).toBeGreaterThan(0.15);
    expect(share((line) => line.includes(" == "))).toBeLessThan(0.1);
    expect(share((line) => line.includes(" ** "))).toBeLessThan(0.03);
  });

  it("has lines as long as those of ordinary hosts", () => {
    const mean = lines.join("\n").length / lines.length;
    expect(mean).toBeGreaterThan(170);
    expect(mean).toBeLessThan(210);
  });

  it("has more trouble when asked for", () => {
    const troubled = log("exim", { lines: 40_000 }, { ...ordinary, trouble: 0.5 })
      .toString("latin1")
      .split("\n");
    expect(troubled.filter((line) => line.includes(" == ")).length).toBeGreaterThan(
      3 * lines.filter((line) => line.includes(" == ")).length,
    );
  });
});

it("stops saying anything of a message after its arrival when asked to", () => {
  const text = log("exim", { lines: 2_000 }, { ...ordinary, trouble: 0, sessions: 0, unfinished: 1 }).toString(
    "latin1",
  );
  const arrivals = text.split("\n").flatMap((line) => (line.includes(" <= ") ? [line.split(" ")[2]] : []));
  expect(arrivals.length).toBeGreaterThan(1_000);
  expect(new Set(arrivals).size).toBe(arrivals.length);
  expect(text).not.toContain(" Completed");
  expect(text).not.toContain(" => ");
});

describe("the same seed and size", () => {
  // A change of the recorded logs or of the generator changes them: figures of before and after are of different logs.
  it.each([
    ["exim", 2_000, "d32cc6af338c2f64c76c174c97f089167b4c00c9763852fdee7babf9bc45f70d"],
    ["dovecot", 2_000, "9690eaa52ba0511fea26c01dc35e3187dc75a26d3854464d82bc2893f9ab35a3"],
  ] as const)("are the same bytes: %s, %i lines", (daemon, lines, hash) => {
    expect(createHash("sha256").update(log(daemon, { lines })).digest("hex")).toBe(hash);
  });
});
