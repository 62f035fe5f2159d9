import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { continuedTerms } from "../../src/api/continued.ts";
import { placeOfState, readState, writeState } from "../../src/state/file.ts";
import { takeLock } from "../../src/state/lock.ts";
import { scratch } from "../engine/inputs.ts";
import { stateOf } from "./two-states.ts";

const folder = scratch();
const how = continuedTerms({ tz: "UTC", jobs: 1 });

async function written(which: "a" | "b", name: string): Promise<string> {
  const path = `${folder.path}/${name}`;
  await writeState(path, await stateOf(which, how), how.folds);
  return path;
}

describe("a state file", () => {
  it("is read as it was written, and written alike again", async () => {
    const path = await written("a", "alike");
    const text = readFileSync(path, "utf8");
    const stored = await readState(path, how.folds);
    if (stored === null) throw new Error("nothing was read");
    await writeState(path, stored, how.folds);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("is closed to others", async () => {
    expect(statSync(await written("a", "closed")).mode & 0o777).toBe(0o600);
  });

  it("is null when there is none", async () => {
    expect(await readState(`${folder.path}/none`, how.folds)).toBeNull();
  });

  it.each([
    ["an empty file", () => "", "it is cut off"],
    ["a log", () => "2026-01-08 13:18:54 1vdpup-000CfU-1V Completed\n", "it is not a state that mailmortem wrote"],
    ["another version", (text: string) => text.replace("state@3", "state@2"), "another version of mailmortem wrote it"],
    ["other states", (text: string) => text.replace("states@1", "states@0"), "another version of mailmortem wrote it"],
    ["a cut in the logs", (text: string) => text.slice(0, 500), "it is cut off"],
    ["a cut in the states", (text: string) => text.slice(0, -10), "it is cut off"],
    ["another count of lines", (text: string) => text.replace(/"lines":\d+/, '"lines":1'), "it is damaged"],
    ["another state", (text: string) => text.replace("1w", "1v"), "it is damaged"],
  ])("is refused: %s", async (name, change, why) => {
    const path = await written("a", "good");
    const bad = folder.file(name.replaceAll(" ", "-"), change(readFileSync(path, "utf8")));
    await expect(readState(bad, how.folds)).rejects.toThrow(why);
    await expect(readState(bad, how.folds)).rejects.toThrow(/(Delete the file|Remove it) to begin anew/);
  });

  it("is the old one or the new one, whenever its writer is killed", { timeout: 120_000 }, async () => {
    const texts = new Set(
      [await written("a", "as-a"), await written("b", "as-b")].map((path) => readFileSync(path, "utf8")),
    );
    const path = await written("a", "killed");
    const met = new Set<string>();
    for (let kill = 0; kill < 6; kill++) {
      const child = spawn(process.execPath, ["--import", "tsx", "test/state/write-loop.ts", path], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      for (let look = 0; look < 5; look++) {
        await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 60));
        const stored = await readState(path, how.folds);
        if (stored !== null) met.add(readFileSync(path, "utf8"));
      }
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await readState(path, how.folds)).not.toBeNull();
      met.add(readFileSync(path, "utf8"));
    }
    expect(texts.size).toBe(2);
    for (const text of met) expect(texts.has(text)).toBe(true);
  });
});

describe("the place of a state", () => {
  it("is one, by whatever name", async () => {
    const real = `${realpathSync(folder.path)}/real`;
    mkdirSync(real);
    symlinkSync("real", `${folder.path}/other`);
    symlinkSync("other/../real/state", `${folder.path}/link`);
    const names = [`${folder.path}/other/state`, `${folder.path}/link`, `${folder.path}/other/./state`];
    for (const isThere of [false, true]) {
      if (isThere) writeFileSync(`${real}/state`, "");
      for (const name of names) expect([isThere, await placeOfState(name)]).toEqual([isThere, `${real}/state`]);
    }
  });

  it.each([
    ["", "this is a folder; name a file in it"],
    ["/none/state", "there is no folder"],
    ["/dev-null", "this is no regular file; a state can only be kept in one"],
    ["/round", "too many symbolic links"],
  ])("is refused before anything is read: %s", async (name, why) => {
    if (name === "/dev-null") symlinkSync("/dev/null", folder.path + name);
    if (name === "/round") symlinkSync("round", folder.path + name);
    await expect(placeOfState(folder.path + name)).rejects.toThrow(`--state ${folder.path}${name}: ${why}`);
  });
});

describe("the lock of a state", () => {
  it("is held by one run at a time", async () => {
    const path = `${folder.path}/locked`;
    const lock = await takeLock(path);
    await expect(takeLock(path)).rejects.toThrow(`another run uses it (process ${process.pid})`);
    await lock.release();
    await (await takeLock(path)).release();
  });

  it.each([
    ["a process that has died", { pid: 2 ** 22 + 1, started: null, host: hostName() }],
    ["another process of the same number", { pid: process.pid, started: "1", host: hostName() }],
  ])("is taken from %s", async (_, holder) => {
    const path = `${folder.path}/stale-${holder.pid}`;
    writeFileSync(`${path}.lock`, JSON.stringify(holder));
    const lock = await takeLock(path);
    await expect(takeLock(path)).rejects.toThrow("another run uses it");
    await lock.release();
  });

  it("is left to another host, with what to do", async () => {
    const path = `${folder.path}/elsewhere`;
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, started: null, host: "mx2.example" }));
    await expect(takeLock(path)).rejects.toThrow(`on mx2.example; if it is not, delete ${path}.lock`);
  });

  it("goes to one of many that find a stale one", async () => {
    const path = `${folder.path}/many`;
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, started: null, host: hostName() }));
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(path)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

function hostName(): string {
  return readFileSync("/proc/sys/kernel/hostname", "utf8").trim();
}
