/**
 * What exigrep finds for a message id, trace finds too, for lives of every kind.
 *
 * Where exigrep finds more, it is mistaken: it compares without regard to case (message ids have one), so it is told
 * here to respect it (-I).
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { afterAll, describe, expect, test } from "vitest";
import { trace } from "../../src/api/trace.ts";
import { readEvents } from "../../src/index.ts";

const hasExigrep = spawnSync("exigrep", ["--version"]).status === 0;
const hasRecorded = existsSync("../shared/recorded");
const folder = mkdtempSync(join(tmpdir(), "mailmortem-trace-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Stratum = "bounced" | "frozen" | "several recipients" | "two files" | "other";
interface Sample {
  readonly id: string;
  readonly stratum: Stratum;
  readonly files: readonly string[];
}

/** Lives of each kind that are compared; 50 in all. */
const wanted: Readonly<Record<Stratum, number>> = {
  bounced: 14,
  frozen: 10,
  "several recipients": 8,
  "two files": 14,
  other: 4,
};

describe.skipIf(!hasExigrep || !hasRecorded)(
  `trace ID --raw holds what exigrep ID prints${hasExigrep ? "" : " (skipped: no exigrep here)"}${hasRecorded ? "" : " (skipped: no ../shared/recorded here)"}`,
  async () => {
    const all = hasExigrep && hasRecorded ? await samples() : [];
    const chosen = Object.entries(wanted).flatMap(([stratum, count]) =>
      spread(
        all.filter((one) => one.stratum === stratum),
        count,
      ),
    );

    test("there are 50 lives of every kind", () => {
      for (const [stratum, count] of Object.entries(wanted))
        expect([stratum, chosen.filter((one) => one.stratum === stratum).length]).toEqual([stratum, count]);
      expect(new Set(chosen.map(({ id }) => id)).size).toBe(50);
    });

    test.each(chosen)("$id ($stratum)", async ({ id, files }) => {
      const printed = exigrep(id, files);
      const { messages, sessions } = await trace(files, id, { tz: "UTC" });
      const found = [...messages, ...sessions].flatMap(({ lines }) => lines.flatMap(({ text }) => text.split("\n")));
      expect(printed.length).toBeGreaterThan(0);
      expect(missing(printed, found)).toEqual([]);
    });
  },
);

function exigrep(id: string, files: readonly string[]): readonly string[] {
  const { stdout } = spawnSync("exigrep", ["--no-pager", "-I", "-l", id, ...files], { encoding: "latin1" });
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("+++ "));
}

/** Lines that are printed more often than found. */
function missing(printed: readonly string[], found: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of found) left.set(line, (left.get(line) ?? 0) + 1);
  return printed.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** Every life of the recorded logs and the fixtures, with its kind. */
async function samples(): Promise<readonly Sample[]> {
  const mainlogs = globSync(["fixtures/logs/**/mainlog", "../shared/recorded/**/mainlog"]).sort();
  const found: Sample[] = [];
  for (const mainlog of mainlogs) {
    const files = [mainlog, ...globSync(join(dirname(mainlog), "{rejectlog,paniclog}"))];
    const halves = rotated(mainlog);
    for (const [id, kinds] of await livesOf(mainlog)) {
      if (halves.inBoth(id)) found.push({ id, stratum: "two files", files: halves.files });
      else found.push({ id, stratum: stratumOf(kinds), files });
    }
  }
  const ids = new Set<string>();
  return found.filter(({ id }) => !ids.has(id) && ids.add(id));
}

function stratumOf(kinds: ReadonlyMap<string, number>): Stratum {
  if (kinds.has("exim.frozen")) return "frozen";
  if (kinds.has("exim.failure")) return "bounced";
  return (kinds.get("exim.delivery") ?? 0) > 1 ? "several recipients" : "other";
}

async function livesOf(mainlog: string): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const lives = new Map<string, Map<string, number>>();
  for await (const event of readEvents([mainlog], { tz: "UTC" })) {
    if (!("messageId" in event) || event.messageId === null) continue;
    const kinds = lives.get(event.messageId) ?? new Map<string, number>();
    kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
    lives.set(event.messageId, kinds);
  }
  return lives;
}

/** A log cut in two, as logrotate does it, the older half with the higher number. */
function rotated(mainlog: string) {
  const lines = readFileSync(mainlog, "latin1").split("\n");
  const halves = [lines.slice(0, lines.length >> 1), lines.slice(lines.length >> 1)].map((half) => half.join("\n"));
  const [older = "", newer = ""] = halves;
  const name = join(folder, mainlog.replace(/[^a-z0-9]+/gi, "-"));
  const files = [`${name}.1`, name];
  writeFileSync(`${name}.1`, `${older}\n`, "latin1");
  writeFileSync(name, newer, "latin1");
  return { files, inBoth: (id: string) => older.includes(` ${id} `) && newer.includes(` ${id} `) };
}

/** So many of them, evenly. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  return all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
}
