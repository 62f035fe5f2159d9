/** `watch` as it is run: what it prints, and how it ends. */
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { WatchArguments } from "../../src/cli/watch-options.ts";
import { runWatch } from "../../src/cli/watch-run.ts";

const places = vi.hoisted(() => ({ usual: ["/nowhere/mainlog*", "/nowhere/dovecot.log*"] }));
vi.mock("../../src/cli/inputs.ts", async (original) => ({ ...(await original<object>()), usualPlaces: places.usual }));

/** A look that took long is followed by a pause of up to a minute. */
const patience = 150_000;
vi.setConfig({ testTimeout: 2 * patience });
const incident = readFileSync("fixtures/logs/incident-night/exim4/mainlog");
const fault = incident.indexOf(10, incident.indexOf("Tainted")) + 1;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "mailmortem-run-"));
  chmodSync(path, 0o777);
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A watch that runs here, and what it has printed. */
class Run {
  out = "";
  err = "";
  readonly ended: Promise<number>;

  constructor(files: readonly string[], more: Partial<WatchArguments> = {}) {
    const taken = (field: "out" | "err") => (text: string | Uint8Array) => {
      this[field] += text;
      return true;
    };
    vi.spyOn(process.stdout, "write").mockImplementation(taken("out"));
    vi.spyOn(process.stderr, "write").mockImplementation(taken("err"));
    onTestFinished(() => {
      vi.restoreAllMocks();
      this.stop();
    });
    const args = { tz: "UTC", jobs: "1", interval: "0.1s", quiet: false, once: false, format: "text", ...more };
    this.ended = runWatch(
      { "fail-on": "never", progress: false, ...args, files } as unknown as WatchArguments,
      new AbortController().signal,
    );
    this.ended.catch(() => {});
  }

  stop(): Promise<number> {
    process.emit("SIGTERM");
    return this.ended;
  }

  /** Waits until it has printed this. */
  async until(isMet: () => boolean): Promise<void> {
    await vi.waitUntil(isMet, { timeout: patience, interval: 20 });
  }
}

describe("watch", () => {
  it("says what it waits for when there is no log at all", async () => {
    const run = new Run([]);
    await run.until(() => run.err !== "");
    expect(await run.stop()).toBe(0);
    expect(run.err).toBe(
      `mailmortem: no log in the usual places yet; what comes there is read:\n${places.usual.map((place) => `  ${place}\n`).join("")}`,
    );
  });

  it("says that once a file, a pattern", async () => {
    const at = folder();
    const names = [join(at, "mainlog"), join(at, "dovecot*")];
    const run = new Run(names);
    await run.until(() => run.err !== "");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await run.stop();
    expect(run.err).toBe(
      names.map((name) => `mailmortem: ${name}: not there yet; it is read when it comes\n`).join(""),
    );
  });

  it("tells nothing again after a restart with its state, but what is new", async () => {
    const at = folder();
    const [log, state] = [join(at, "mainlog"), join(at, "state")];
    writeFileSync(log, incident.subarray(0, fault));
    const first = new Run([log], { state });
    await first.until(() => first.out.includes("tainted-filename") && first.out.includes("alert taint-errors"));
    expect(await first.stop()).toBe(0);
    const prometheus = join(at, "mail.prom");
    const second = new Run([log], { state, prometheus });
    await second.until(() => existsSync(prometheus));
    expect([second.out, second.err]).toEqual(["", ""]);
    appendFileSync(log, incident.subarray(fault));
    await second.until(() => second.out.includes("resolved"));
    expect(await second.stop()).toBe(0);
    expect(second.out).not.toMatch(/opened +tainted-filename/);
  });

  it("tells errors about files though notes are not wanted, and reads on when they are over", async () => {
    if (process.geteuid?.() !== 0) return;
    const at = folder();
    const [log, closed] = [join(at, "mainlog"), join(at, "paniclog")];
    writeFileSync(log, incident.subarray(0, 2000));
    writeFileSync(closed, "2026-01-08 13:18:54 Tainted name '/etc/exim4/x' not permitted\n");
    chmodSync(closed, 0);
    process.seteuid?.(65_534);
    onTestFinished(() => process.seteuid?.(0));
    const run = new Run([log, closed], { quiet: true });
    await run.until(() => run.err !== "");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(run.err.split("permission denied")).toHaveLength(2);
    process.seteuid?.(0);
    chmodSync(closed, 0o644);
    process.seteuid?.(65_534);
    await run.until(() => run.out.includes("alert paniclog-lines"));
    expect(await run.stop()).toBe(0);
  });

  it("prints findings of --only, and all alerts and figures", async () => {
    const at = folder();
    const [log, prometheus] = [join(at, "mainlog"), join(at, "mail.prom")];
    writeFileSync(log, incident.subarray(0, fault));
    const run = new Run([log], { once: true, only: ["mmap-failure"], prometheus, "fail-on": "critical" });
    expect(await run.ended).toBe(1);
    expect(run.out).toMatch(/firing {4}alert taint-errors/);
    expect(run.out).not.toContain("tainted-filename");
    expect(readFileSync(prometheus, "utf8")).toMatch(/^mailmortem_findings\{analyzer="tainted-filename"/m);
  });

  it("says when it looked last by the clock on the wall, not by --now", async () => {
    const at = folder();
    const [log, prometheus] = [join(at, "mainlog"), join(at, "mail.prom")];
    writeFileSync(log, incident.subarray(0, fault));
    await new Run([log], { once: true, now: "2026-01-08T20:00:00Z", prometheus }).ended;
    const read = /^mailmortem_last_read_timestamp_seconds (\S+)$/m.exec(readFileSync(prometheus, "utf8"))?.[1];
    expect(Math.abs(Number(read) - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([0, 5, 20, 60, 150])("ends in order, with nothing lost, %i ms after it began", async (wait) => {
    const at = folder();
    const [log, state] = [join(at, "mainlog"), join(at, "state")];
    writeFileSync(log, incident);
    const interrupted = new Run([log], { state });
    await new Promise((resolve) => setTimeout(resolve, wait));
    expect([await interrupted.stop(), interrupted.err]).toEqual([0, ""]);
    const prometheus = join(at, "mail.prom");
    expect(await new Run([log], { state, once: true, prometheus }).ended).toBe(0);
    const lines = incident.toString("latin1").split("\n").length - 1;
    expect(readFileSync(prometheus, "utf8")).toContain(`\nmailmortem_lines_read ${lines}\n`);
  });
});
