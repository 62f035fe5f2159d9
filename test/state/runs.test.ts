import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { analyzeReadable } from "../../src/api/analyze.ts";
import { continuedTerms, readOn } from "../../src/api/continued.ts";
import { nothingKept } from "../../src/state/advance.ts";
import { takeLock } from "../../src/state/lock.ts";
import { scratch } from "../engine/inputs.ts";

const folder = scratch();
const mainlog = readFileSync("fixtures/logs/host-down/exim4/mainlog");
const half = mainlog.indexOf(10, mainlog.length / 2) + 1;
const options = { tz: "UTC", now: Date.parse("2026-07-10T09:00:00Z"), jobs: 1 };
let count = 0;

function fresh(): { readonly log: string; readonly state: string } {
  const at = `${folder.path}/${count++}-`;
  return { log: `${at}mainlog`, state: `${at}state` };
}

const analysisOf = async (inputs: readonly string[], more: object = {}) =>
  (await analyzeReadable(inputs, { ...options, ...more })).analysis;

describe("a run with a state", () => {
  it("reads again only the last lines of a file that did not grow", async () => {
    const { log } = fresh();
    writeFileSync(log, mainlog);
    const how = continuedTerms(options);
    const first = await readOn([log], nothingKept, how);
    const second = await readOn([log], first.advanced.kept, how);
    expect(first.advanced.linesRead).toBeGreaterThan(500);
    expect(second.advanced.linesRead).toBeLessThan(5);
  });

  it("reads a compressed file once", async () => {
    const { log } = fresh();
    writeFileSync(`${log}.gz`, gzipSync(mainlog));
    const how = continuedTerms(options);
    const first = await readOn([`${log}.gz`], nothingKept, how);
    const second = await readOn([`${log}.gz`], first.advanced.kept, how);
    expect([first.advanced.linesRead > 500, second.advanced.linesRead]).toEqual([true, 0]);
  });

  it("may ask for other bounds and detectors than the one before", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    await analysisOf([log], { state, only: ["frozen-bounce"] });
    writeFileSync(log, mainlog);
    const asked = { since: Date.parse("2026-05-05T12:00:00Z"), stuckAfter: 1_800_000, only: ["stuck-queue"] };
    const whole = await analysisOf([log], asked);
    // the first run forgot the lines of mail that was out within its hour: this one asks for half of it, and is told
    const warnings = [
      "an earlier run kept no lines of mail that was delivered within 60 minutes: none of them is quoted",
    ];
    expect(await analysisOf([log], { ...asked, state })).toEqual({
      ...whole,
      coverage: { ...whole.coverage, warnings },
    });
  });

  it.each([
    ["--tz", { tz: "Europe/Brussels" }, "with --tz UTC"],
    ["--tz", { tz: "UTC+1" }, "with --tz UTC"],
    ["--year", { year: 2026 }, "without --year"],
    ["--max-open", { maxOpen: 5000 }, "without --max-open"],
  ])("is refused with another %s", async (_, change, said) => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    await analysisOf([log], { state });
    await expect(analysisOf([log], { ...change, state })).rejects.toThrow(said);
    await expect(analysisOf([log], { ...change, state })).rejects.toThrow("or delete the file to begin anew");
  });

  it.each([["Etc/UTC"], ["GMT"], ["Zulu"]])("may call its zone %s", async (tz) => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    await analysisOf([log], { state });
    writeFileSync(log, mainlog);
    expect((await analysisOf([log], { state, tz })).findings).toEqual((await analysisOf([log])).findings);
  });

  it("takes its own state and lock for no logs, though they lie beside them", async () => {
    const at = `${folder.path}/${count++}-logs`;
    mkdirSync(at);
    writeFileSync(`${at}/mainlog`, mainlog.subarray(0, half));
    symlinkSync(at, `${at}-link`);
    for (const [input, state] of [
      [at, `${at}/state`],
      [`${at}/*`, `${at}-link/state`],
      [`${at}-link`, `${at}/state`],
    ] as const) {
      const { sources, coverage } = await analysisOf([input], { state });
      expect([sources.map(({ lines }) => lines > 100), coverage.warnings]).toEqual([[true], []]);
    }
  });

  it("has nothing to say of a panic log that is not there, named by a pattern as in the manual", async () => {
    const at = `${folder.path}/${count++}-exim4`;
    mkdirSync(at);
    writeFileSync(`${at}/mainlog`, mainlog.subarray(0, half));
    const pattern = /'\/var\/log\/exim4(\/\{.*?)'/.exec(readFileSync("docs/incremental.md", "utf8"))?.[1];
    const run = () => analyzeReadable([at + pattern], { ...options, state: `${at}-state` });
    for (const names of [["mainlog"], ["mainlog", "paniclog"]]) {
      if (names.length > 1) writeFileSync(`${at}/paniclog`, "2026-05-05 13:18:54 1vdpup-000CfU-1V Tainted name\n");
      const { analysis, problems } = await run();
      expect([analysis.sources.map(({ name }) => name.slice(at.length + 1)), problems]).toEqual([names, []]);
    }
  });

  it("is kept where a link leads to, under one lock", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    symlinkSync(state, `${state}-link`);
    const lock = await takeLock(state);
    await expect(analysisOf([log], { state: `${state}-link` })).rejects.toThrow("another run uses it");
    await lock.release();
    await analysisOf([log], { state: `${state}-link` });
    expect([lstatSync(`${state}-link`).isSymbolicLink(), lstatSync(state).isFile()]).toEqual([true, true]);
  });

  it.each([["-"], ["/dev/null"]])("refuses %s, and says why", async (input) => {
    await expect(analysisOf([input], { state: fresh().state })).rejects.toThrow(
      "cannot be read on from where it was left the last time; name the log files themselves",
    );
  });

  it("says once that a file is gone, and counts on", async () => {
    const { log, state } = fresh();
    const other = `${log}-of-others`;
    writeFileSync(log, mainlog.subarray(0, half));
    writeFileSync(other, mainlog.subarray(half));
    const all = await analysisOf([log, other], { state });
    rmSync(log);
    const second = await analysisOf([other], { state });
    const third = await analysisOf([other], { state });
    expect(second.coverage.lines).toBe(all.coverage.lines);
    expect(second.coverage.warnings.filter((text) => text.includes("is gone"))).toHaveLength(1);
    expect(third.coverage.warnings).toEqual([]);
    const gone = JSON.stringify(all.findings).replaceAll(`"${log}"`, `"${log} (gone)"`);
    expect(third.findings).toEqual(JSON.parse(gone));
  });

  it("keeps the last lines of a file that was emptied without a copy", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    const before = await analysisOf([log], { state });
    truncateSync(log);
    appendFileSync(log, mainlog.subarray(half));
    const after = await analysisOf([log], { state });
    const one = await analysisOf([`${folder.file(`${count++}-mainlog`, mainlog)}`]);
    expect(before.coverage.lines).toBeLessThan(after.coverage.lines);
    expect(after.coverage.lines).toBe(one.coverage.lines);
    expect(after.mail.queue).toEqual(one.mail.queue);
  });

  it("notices that an emptied file is as long as before", async () => {
    const { log, state } = fresh();
    const text = (hour: string) => `2026-01-08 ${hour}:18:54 1vdpup-000CfU-1V Completed\n`;
    writeFileSync(log, text("13"));
    await analysisOf([log], { state });
    writeFileSync(log, text("14"));
    expect((await analysisOf([log], { state })).coverage.lines).toBe(2);
  });

  it("cuts no line in two", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half - 20));
    await analysisOf([log], { state });
    appendFileSync(log, mainlog.subarray(half - 20));
    expect(await analysisOf([log], { state })).toEqual(await analysisOf([log]));
  });

  it("finds what was rotated and compressed beside its name", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    await analysisOf([log], { state });
    renameSync(log, `${log}.1`);
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(`${log}.1`)));
    rmSync(`${log}.1`);
    writeFileSync(log, mainlog.subarray(half));
    expect(await analysisOf([log], { state })).toEqual(await analysisOf([log, `${log}.2.gz`]));
  });

  it("begins anew when a log turns out to be of another year", async () => {
    const { log: path, state } = fresh();
    const log = `${path}.dovecot.log`;
    const line = (day: string) =>
      `${day} 14:00:39 imap(ann@a.example)<1><s>: Info: Disconnected: Logged out in=1 out=2\n`;
    const writtenAt = (time: string) => utimesSync(log, new Date(time), new Date(time));
    writeFileSync(log, `${line("Jan 08")}${line("Jan 09")}${line("Jan 10")}`);
    writtenAt("2025-01-10T15:00:00Z");
    const before = await analysisOf([log], { state });
    appendFileSync(log, line("Jan 11"));
    writtenAt("2026-01-11T15:00:00Z");
    const after = await analysisOf([log], { state });
    expect([before.window.from, after.window.from]).toEqual(["2025-01-08T14:00:39Z", "2026-01-08T14:00:39Z"]);
    expect(after).toEqual(await analysisOf([log]));
  });

  it("is refused for a file of another dialect than before", async () => {
    const { log, state } = fresh();
    writeFileSync(log, mainlog.subarray(0, half));
    await analysisOf([log], { state });
    await expect(analysisOf([`exim:${log}`], { state })).rejects.toThrow("was read without a dialect before");
  });
});
