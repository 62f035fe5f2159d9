/** Nights of rotation: the oldest file goes, every name becomes another file's, and the state does not grow for ever. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { analyzeReadable } from "../../src/api/analyze.ts";
import { forgetOldest, rememberedGone } from "../../src/state/forget.ts";
import { idOf, olderPlace, type StoredLog } from "../../src/state/log.ts";
import { scratch } from "../engine/inputs.ts";

const folder = scratch();
const now = Date.parse("2026-07-10T09:00:00Z");

/** What one night writes: mail that is stuck until the next. */
function written(night: number): string {
  const day = new Date(Date.parse("2026-01-01T00:00:00Z") + night * 86_400_000).toISOString().slice(0, 10);
  const id = `1vdp${String(night).padStart(2, "0")}-000CfU-1V`;
  return [
    `${day} 01:00:00 ${id} <= ann@a.example H=mx.a.example [192.0.2.1] P=esmtp S=900`,
    `${day} 01:00:01 ${id} == bob@b.example R=dnslookup T=remote_smtp defer (-1): Tainted name '/etc/x/${night}' (file or directory name for lookup) not permitted`,
    `${day} 04:00:02 ${id} => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.2]`,
    `${day} 04:00:02 ${id} Completed`,
    "",
  ].join("\n");
}

/** logrotate with `rotate 2`, `compress` and `delaycompress`. */
function rotate(log: string): void {
  if (!existsSync(log)) return;
  rmSync(`${log}.2.gz`, { force: true });
  if (existsSync(`${log}.1`)) {
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(`${log}.1`)));
    rmSync(`${log}.1`);
  }
  renameSync(log, `${log}.1`);
}

describe("a state that is kept while logs are rotated", () => {
  it("warns of nothing, takes no file for another, and stays small", { timeout: 120_000 }, async () => {
    const at = `${folder.path}/log`;
    mkdirSync(at);
    const [log, state] = [`${at}/mainlog`, `${folder.path}/state`];
    const nights = rememberedGone + 8;
    const logsIn = () =>
      readFileSync(state, "utf8")
        .split("\n")
        .filter((line) => line.startsWith('{"log"')).length;
    let held = 0;
    for (let night = 1; night <= nights; night++) {
      rotate(log);
      writeFileSync(log, written(night));
      if (night > 6 && night < nights - 3 && night % 9 !== 0) {
        // Some nights nobody looks closer.
        await analyzeReadable([log], { tz: "UTC", now, jobs: 1, state, only: ["frozen-bounce"] });
        continue;
      }
      const { analysis } = await analyzeReadable([log], { tz: "UTC", now, jobs: 1, state });
      expect([night, analysis.coverage.warnings]).toEqual([night, []]);
      expect(analysis.coverage.lines).toBe(4 * night);
      expect(analysis.coverage.account.lines.sum).toBe(4 * night);
      const names = analysis.sources.map(({ name }) => name);
      expect(new Set(names.filter((name) => !name.endsWith("(gone)"))).size).toBe(Math.min(3, night));
      expect(JSON.stringify(analysis)).not.toContain("\\u0000");
      // Every line that is quoted is where it is said to be, as far as its file is there.
      for (const { source, line, text } of analysis.findings.flatMap(({ evidence }) => evidence)) {
        if (source.endsWith("(gone)") || source.endsWith(".gz")) continue;
        expect(readFileSync(source, "utf8").split("\n")[line - 1]).toBe(text);
      }
      if (night === nights - 2) held = logsIn();
    }
    expect([logsIn(), held]).toEqual([rememberedGone + 4, rememberedGone + 4]);
    expect(statSync(state).size).toBeLessThan(400_000);
  });
});

describe("logs that are gone", () => {
  const range = (lines: number) => ({ lines, recognised: lines, ranges: [{ start: 0, lines }] });
  const log = (family: string, place: number, isGone: boolean) =>
    ({
      id: idOf(`/var/log/${family}`, place),
      name: `/var/log/${family}.7`,
      isGone,
      years: null,
      account: { ...range(place), dialects: [], notes: [] },
    }) as unknown as StoredLog;

  it("become one when they are many, the oldest first", () => {
    const logs = [5, 4, 3, 2, 1].map((place) => log("mainlog", place, place > 1));
    const forgotten = forgetOldest(logs, 2);
    expect(forgotten.map(({ id }) => id)).toEqual([
      idOf("/var/log/mainlog", olderPlace),
      ...logs.slice(2).map(({ id }) => id),
    ]);
    expect(forgotten[0]).toMatchObject({ name: "/var/log/mainlog", isGone: true, account: range(9) });
    const next = forgetOldest([...forgotten.slice(0, -1), log("mainlog", 1, true), log("mainlog", 0, false)], 2);
    expect(next.map(({ account }) => account.lines)).toEqual([12, 2, 1, 0]);
  });

  it("stay as they are while they are few, each family for itself", () => {
    const logs = [log("mainlog", 2, true), log("dovecot.log", 3, true), log("mainlog", 1, true)];
    expect(forgetOldest(logs, 2)).toEqual(logs);
    expect(forgetOldest(logs, 1).map(({ id }) => id)).toEqual(logs.map(({ id }) => id));
  });
});
