/** What following logs comes to, look by look. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openWatcher, type WatchTerms } from "../../src/api/watch.ts";
import { measuresOf } from "../../src/watch/measures.ts";

const mainlog = readFileSync("fixtures/logs/host-down/exim4/mainlog");
const cut = (share: number) => mainlog.indexOf(10, mainlog.length * share) + 1;
const options = { tz: "UTC", now: Date.parse("2026-07-10T09:00:00Z"), jobs: 1 };
const panicLine = "2026-01-08 13:18:54 1vdpup-000CfU-1V Tainted name '/etc/exim4/x' not permitted\n";

function host() {
  const at = mkdtempSync(join(tmpdir(), "mailmortem-watcher-"));
  onTestFinished(() => rmSync(at, { recursive: true }));
  const folder = join(at, "log");
  mkdirSync(folder);
  const [log, panic] = [join(folder, "mainlog"), join(folder, "paniclog")];
  writeFileSync(log, mainlog.subarray(0, cut(0.4)));
  return { at, folder, log, panic, state: join(folder, "state") };
}

async function watcherOf(inputs: readonly string[], more: object = {}, terms?: WatchTerms) {
  const watcher = await openWatcher(inputs, { ...options, ...more }, terms);
  onTestFinished(() => watcher.close());
  return watcher;
}

describe("a watcher", () => {
  it.each<[string, (panic: string) => void]>([
    ["removed", (panic) => rmSync(panic)],
    ["emptied", (panic) => truncateSync(panic)],
    ["rotated away", (panic) => renameSync(panic, `${panic}.1`)],
  ])("counts no lines of a panic log that was %s", async (_, change) => {
    const { log, panic } = host();
    writeFileSync(panic, panicLine.repeat(3));
    const watcher = await watcherOf([log, panic]);
    const paniclogLines = async () => {
      const look = await watcher.look();
      if (look === null) throw new Error("nothing new was seen");
      return measuresOf(look.analysis, { now: 0, authFailures: 0, logs: look.logs }).paniclogLines;
    };
    expect(await paniclogLines()).toBe(3);
    change(panic);
    expect(await paniclogLines()).toBe(0);
    writeFileSync(panic, panicLine);
    expect(await paniclogLines()).toBe(1);
  });

  it("notices what only the time of a change tells: other text of the same size and time, other rights", async () => {
    const { log } = host();
    const { atime, mtime } = statSync(log);
    const watcher = await watcherOf([log]);
    expect(await watcher.look()).not.toBeNull();
    expect(await watcher.look()).toBeNull();
    const text = readFileSync(log);
    writeFileSync(log, Buffer.concat([text.subarray(0, -10), Buffer.from("0123456789")]));
    utimesSync(log, atime, mtime);
    expect(await watcher.look()).not.toBeNull();
    chmodSync(log, 0o600);
    expect(await watcher.look()).not.toBeNull();
  });

  it("does not look at what it writes itself", async () => {
    const { folder, state } = host();
    const figures = join(folder, "mail.prom");
    const watcher = await watcherOf([folder], { state }, { isPatient: true, own: [figures] });
    const look = await watcher.look();
    await watcher.save();
    writeFileSync(figures, "mailmortem_lines_read 1\n");
    expect([look?.analysis.sources.length, await watcher.look()]).toEqual([1, null]);
    appendFileSync(join(folder, "mainlog"), mainlog.subarray(cut(0.4)));
    expect((await watcher.look())?.analysis.sources).toHaveLength(1);
  });

  it("keeps what was told with the state, and runs that tell nothing leave it there", async () => {
    const { log, state } = host();
    const first = await watcherOf([log], { state });
    expect(first.told).toBeNull();
    await first.look();
    first.remember({ some: ["thing"] });
    await first.save();
    await first.close();
    const second = await watcherOf([log], { state });
    expect(second.told).toEqual({ some: ["thing"] });
    await second.look();
    await second.save();
    await second.close();
    expect((await watcherOf([log], { state })).told).toEqual({ some: ["thing"] });
  });

  it("waits for what is not there, or says so", async () => {
    const { log, folder } = host();
    const inputs = [log, join(folder, "none"), join(folder, "none*")];
    const patient = await watcherOf(inputs);
    expect([(await patient.look())?.problems, patient.missing]).toEqual([[], inputs.slice(1)]);
    const strict = await watcherOf(inputs, {}, { isPatient: false, own: [] });
    expect((await strict.look())?.problems.map(({ message }) => message)).toEqual([
      `${inputs[1]}: no such file`,
      `${inputs[2]}: no file has a name like this`,
    ]);
  });

  it("is as it was when a look is interrupted at any chunk", async () => {
    const { log, state } = host();
    writeFileSync(log, mainlog);
    let chunks = 0;
    for (let stop = 1; stop <= 4; stop++) {
      const controller = new AbortController();
      let seen = 0;
      const onProgress = () => {
        chunks = Math.max(chunks, ++seen);
        if (seen === stop) controller.abort();
      };
      const watcher = await watcherOf([log], { state, signal: controller.signal, onProgress });
      const ended = await watcher.look().then(
        () => "looked",
        (error: Error) => error.name,
      );
      await watcher.save();
      await watcher.close();
      expect(ended).toBe(seen >= stop ? "AbortError" : "looked");
    }
    expect(chunks).toBeGreaterThan(1);
    const whole = await watcherOf([log]);
    const resumed = await watcherOf([log], { state });
    expect((await resumed.look())?.analysis).toEqual((await whole.look())?.analysis);
  });
});
