/** SIGINT, SIGTERM and SIGHUP at any instant: what was there stays, or all of the new is there, and nothing else. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { fixed, incidentLogs, temporaryFolder } from "../cli/spawned.ts";
import { starts } from "./surroundings.ts";

/** More with `MAILMORTEM_INSTANTS=200 npx vitest run test/failing/signals.test.ts`. */
const instants = Number(process.env.MAILMORTEM_INSTANTS ?? 12);
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const nothing = { signal: null, out: "", err: "" };

describe.skipIf(process.platform === "win32")("a signal (Windows has none)", () => {
  test.each(names)(
    "%s ends what reads a stream without an end: nothing is printed, the exit code says it",
    async (name) => {
      const { child, ended } = starts(["analyze", "-", ...fixed]);
      child.stdin?.write("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n");
      await pause(1000);
      child.kill(name);
      expect(await ended).toEqual({ ...nothing, code: codes[name] });
    },
  );

  test("a second one ends at once what does not end by itself", async () => {
    const { child, ended } = starts(["events", "-", ...fixed]);
    await pause(1000);
    child.kill("SIGTERM");
    child.kill("SIGINT");
    const { code } = await ended;
    expect([130, 143]).toContain(code);
  });

  test(`at ${instants} instants of a run: outputs and state are old or new, whole, and alone`, {
    timeout: 50_000 + 4000 * instants,
  }, async () => {
    const folder = temporaryFolder();
    const [report, page, state] = ["report.md", "page.html", "state"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const args = ["report", ...incidentLogs, ...fixed, "--quiet", "-o", report, "-o", page, "--state", state];
    const began = performance.now();
    expect((await starts(args).ended).code).toBe(0);
    const takes = performance.now() - began;
    const whole = new Map([report, page].map((path) => [path, readFileSync(path, "utf8")]));
    const ends = new Map<string, number>();
    for (let at = 0; at < instants; at++) {
      const old = at % 2 === 0 ? "old" : undefined;
      for (const path of [report, page]) writeFileSync(path, old ?? whole.get(path) ?? "");
      const { child, ended } = starts(args);
      await pause((takes * (at + 0.5)) / instants);
      child.kill(names[at % names.length]);
      const { code, signal } = await ended;
      const end = `${signal ?? code}`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      expect(["0", "130", "143", "129", ...names]).toContain(end);
      for (const path of [report, page])
        expect([old, whole.get(path)], `${end} at ${at}`).toContain(readFileSync(path, "utf8"));
      // A process that ends before its first line, or by force, may leave its lock: it names a process that is gone.
      const left = readdirSync(folder).filter((name) => name !== "state.lock");
      expect(left.sort(), `${end} at ${at}`).toEqual(["page.html", "report.md", "state"]);
    }
    const { code, err } = await starts(args).ended;
    expect([code, err]).toEqual([0, ""]);
    expect(readdirSync(folder).sort()).toEqual(["page.html", "report.md", "state"]);
    // Not all of them may have come too late.
    expect([...ends.keys()].some((end) => end !== "0")).toBe(true);
  });
});
