/** A log that is away for a run and comes back is counted once. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { analyzeReadable } from "../../src/api/analyze.ts";
import { openWatcher } from "../../src/api/watch.ts";

const mainlog = readFileSync("fixtures/logs/host-down/exim4/mainlog");
const cut = (share: number) => mainlog.indexOf(10, mainlog.length * share) + 1;
const options = { tz: "UTC", now: Date.parse("2026-07-10T09:00:00Z"), jobs: 1 };
const start = process.cwd();

function host() {
  const at = mkdtempSync(join(tmpdir(), "mailmortem-absent-"));
  onTestFinished(() => rmSync(at, { recursive: true }));
  const folder = join(at, "log");
  mkdirSync(folder);
  chmodSync(at, 0o755);
  return { at, folder, log: join(folder, "mainlog"), panic: join(folder, "paniclog"), state: join(at, "state") };
}

/** What comes of one run. */
async function read(inputs: readonly string[], state?: string) {
  const { analysis, problems } = await analyzeReadable(inputs, {
    ...options,
    ...(state === undefined ? {} : { state }),
  });
  return { analysis, lines: analysis.coverage.lines, problems: problems.map(({ message }) => message) };
}

/** As somebody who is not allowed everything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

afterEach(() => process.chdir(start));

describe("a log that is away for a run", () => {
  it("is read on when its folder comes back", async () => {
    const { at, folder, log, state } = host();
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    const first = await read([log], state);
    renameSync(folder, join(at, "elsewhere"));
    const away = await read([log], state);
    expect([away.lines, away.problems]).toEqual([first.lines, [`${log}: no such file`]]);
    renameSync(join(at, "elsewhere"), folder);
    expect((await read([log], state)).analysis).toEqual((await read([log])).analysis);
    appendFileSync(log, mainlog.subarray(cut(0.4)));
    expect((await read([log], state)).analysis).toEqual((await read([log])).analysis);
  });

  it.each([
    ["in the middle of a line", -30],
    ["behind a line", 0],
  ])("is read on when the file itself comes back, cut %s", async (_, off) => {
    const { at, log, panic, state } = host();
    writeFileSync(log, mainlog.subarray(0, cut(0.4) + off));
    writeFileSync(panic, "");
    const first = await read([log, panic], state);
    renameSync(log, join(at, "kept"));
    const gone = await read([panic], state);
    expect(gone.lines).toBe(first.lines);
    expect(gone.analysis.coverage.warnings.filter((text) => text.includes("is gone"))).toHaveLength(1);
    expect((await read([panic], state)).analysis.coverage.warnings).toEqual([]);
    renameSync(join(at, "kept"), log);
    appendFileSync(log, mainlog.subarray(cut(0.4) + off));
    expect((await read([log, panic], state)).analysis).toEqual((await read([log, panic])).analysis);
  });

  it("is read on when its name alone tells of it", async () => {
    const { at, log, panic, state } = host();
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    writeFileSync(panic, "");
    await read([log, panic], state);
    renameSync(log, join(at, "kept"));
    await read([panic], state);
    renameSync(join(at, "kept"), log);
    expect((await read([panic], state)).lines).toBe((await read([log])).lines);
  });

  it("stays as it was while nobody may read it", async () => {
    const { at, log, panic, state: _ } = host();
    const state = join(at, "own", "state");
    mkdirSync(join(at, "own"), { mode: 0o777 });
    chmodSync(join(at, "own"), 0o777);
    const line = (hour: number) =>
      `2026-01-08 ${hour}:18:54 1vdpup-000CfU-1V Tainted name '/etc/exim4/x' not permitted\n`;
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    writeFileSync(panic, line(13) + line(14));
    const first = await asNobody(() => read([log, panic], state));
    chmodSync(panic, 0);
    for (const inputs of [[log, panic], [log]]) {
      const closed = await asNobody(() => read(inputs, state));
      expect([closed.lines, closed.problems]).toEqual([first.lines, [expect.stringContaining("permission denied")]]);
      expect(closed.analysis.coverage.warnings).toEqual(closed.problems);
    }
    chmodSync(panic, 0o644);
    const open = await asNobody(() => read([log, panic], state));
    expect(open.analysis).toEqual((await read([log, panic])).analysis);
  });

  it("is the same from another working directory", async () => {
    const { at, folder, log, state } = host();
    mkdirSync(join(at, "other"));
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    writeFileSync(join(at, "other", "paniclog"), "");
    process.chdir(folder);
    const first = await read(["mainlog"], state);
    process.chdir(join(at, "other"));
    const second = await read(["paniclog"], state);
    expect([second.lines, second.problems]).toEqual([first.lines, []]);
    process.chdir(folder);
    renameSync("mainlog", "mainlog.1");
    writeFileSync("mainlog", mainlog.subarray(cut(0.4)));
    expect((await read(["mainlog"], state)).analysis).toEqual((await read(["mainlog", "mainlog.1"])).analysis);
  });

  it.each<[string, (at: string) => string]>([
    ["its absolute path", (at) => join(at, "log", "mainlog")],
    ["a path with dots", (at) => `${at}/log/../log/./mainlog`],
    ["its folder", (at) => join(at, "log")],
    ["a link to its folder", (at) => join(at, "folder-link", "mainlog")],
    ["a link to it", (at) => join(at, "mainlog-link")],
    ["a pattern", (at) => join(at, "log", "main*")],
  ])("is the same by %s", async (_, nameIn) => {
    const { at, folder, log, state } = host();
    symlinkSync("log", join(at, "folder-link"));
    symlinkSync("log/mainlog", join(at, "mainlog-link"));
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    process.chdir(folder);
    await read(["mainlog"], state);
    process.chdir(at);
    appendFileSync(log, mainlog.subarray(cut(0.4), cut(0.6)));
    expect((await read([nameIn(at)], state)).lines).toBe((await read([log])).lines);
    renameSync(log, `${log}.1`);
    writeFileSync(log, mainlog.subarray(cut(0.6)));
    expect((await read([nameIn(at)], state)).lines).toBe((await read([folder])).lines);
  });

  it("is counted once while it is watched", async () => {
    const { at, log, panic } = host();
    writeFileSync(log, mainlog.subarray(0, cut(0.4)));
    writeFileSync(panic, "2026-01-08 13:18:54 1vdpup-000CfU-1V Tainted name '/etc/exim4/x' not permitted\n");
    const watcher = await openWatcher([log, panic], options);
    const seen = async () => (await watcher.look())?.analysis.coverage.lines;
    const first = await seen();
    renameSync(panic, join(at, "kept"));
    expect(await seen()).toBe(first);
    renameSync(join(at, "kept"), panic);
    expect(await seen()).toBe(first);
  });

  it("is not taken for what was written anew in its place", async () => {
    const { log, state } = host();
    writeFileSync(log, mainlog.subarray(0, cut(0.4) - 30));
    const first = await read([log], state);
    truncateSync(log);
    appendFileSync(log, mainlog.subarray(cut(0.4)));
    const lines = first.lines + (await read([log])).lines;
    expect((await read([log], state)).lines).toBe(lines);
    expect((await read([log], state)).lines).toBe(lines);
  });
});
