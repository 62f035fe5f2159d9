/** Files that become shorter, longer or others while `analyze` and `report` read them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fixed, mailmortem, type Result, temporaryFolder } from "../cli/spawned.ts";
import { mainlog } from "./surroundings.ts";

const whole = readFileSync(mainlog);
const size = whole.length;
const loader = resolve("test", "failing", "meanwhile.mjs");
/** One fill of a reader's buffer (chunkSize): the next read is of the next byte. */
const firstPiece = 65_536;
/** The same of a log that is glimpsed at (glimpsedSize). */
const glimpsedPiece = 131_072;

interface Meanwhile {
  /** What becomes of the file (meanwhile.mjs) before the first read from a byte in `[at, before)`; of the second piece unless told. */
  readonly becomes: "shorter" | "longer" | "replaced" | "rotated" | "removed";
  readonly at?: number;
  readonly before?: number;
  /** Bytes of the file that are left, or come, or stand in the new one. */
  readonly left?: number;
}

/** A log of the tests' own, which they name as a person in its folder does. */
interface Place {
  readonly cwd: string;
  readonly log: string;
}

function place(log = "mainlog", bytes: Uint8Array = whole): Place {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, log), bytes);
  return { cwd, log };
}

/** Runs a command over a log, to which something happens meanwhile. */
function readMeanwhile({ cwd, log }: Place, args: readonly string[], what: Meanwhile): Result {
  const meanwhile = { path: log, at: firstPiece, before: firstPiece + 1, left: 0, ...what };
  const env = { NODE_OPTIONS: `--import=${loader}`, MEANWHILE: JSON.stringify(meanwhile) };
  return mailmortem([...args, log, ...fixed, "--jobs", "1"], { env, cwd });
}

/** What an analysis of these bytes finds, where nothing happens meanwhile. */
function findingsIn(bytes: Uint8Array): unknown {
  const { cwd, log } = place("mainlog", bytes);
  return findingsOf(mailmortem([...json, log, ...fixed], { cwd }).out);
}

const findingsOf = (out: string): unknown => JSON.parse(out).findings;
const lineCount = (bytes: Buffer) => bytes.toString("latin1").split("\n").length - 1;
const json = ["analyze", "--format", "json"];
const copies = (count: number) => Buffer.concat(Array.from({ length: count }, () => whole));
let findings: unknown;
const undisturbed = (): unknown => {
  findings ??= findingsIn(whole);
  return findings;
};
const shorter = (read: number) =>
  `became shorter while it was read; ${read} of the ${size} bytes that it had were read`;
const rotated = "was rotated away while it was read; the file that was there when reading began counts";

describe("a log that becomes, while it is read,", () => {
  test.each<readonly [string, Meanwhile, string]>([
    ["longer", { becomes: "longer", left: 5000 }, "grew while it was read; what was there when reading began counts"],
    ["another one under its name", { becomes: "replaced", left: 5000 }, rotated],
    ["an empty one under its name", { becomes: "replaced", left: 0 }, rotated],
    ["one of another name", { becomes: "rotated" }, rotated],
    ["a removed one", { becomes: "removed" }, rotated],
  ])("%s: what was there when reading began counts, whole, and that is said; exit 0", (_, what, warning) => {
    const { code, out, err } = readMeanwhile(place(), json, what);
    expect({ code, err }).toEqual({ code: 0, err: `mailmortem: mainlog: ${warning}\n` });
    const { coverage, findings } = JSON.parse(out);
    expect(coverage.lines).toBe(lineCount(whole));
    expect(coverage.account.bytes.stored).toBe(size);
    expect(coverage.warnings).toEqual([`mainlog: ${warning}`]);
    expect(findings).toEqual(undisturbed());
  });

  test.each([0, 100_000, size - 1])("%d bytes long: what could be read counts; exit 0", (left) => {
    const read = Math.max(firstPiece, left);
    const { code, out, err } = readMeanwhile(place(), json, { becomes: "shorter", left });
    expect({ code, err }).toEqual({ code: 0, err: `mailmortem: mainlog: ${shorter(read)}\n` });
    // As if it had ended there from the first.
    const end = whole.subarray(0, read);
    const { coverage, findings } = JSON.parse(out);
    expect(coverage.lines).toBe(lineCount(end) + (end.at(-1) === 10 ? 0 : 1));
    expect(coverage.account.bytes).toMatchObject({ stored: read, read, inLines: read });
    expect(findings).toEqual(findingsIn(end));
  });

  test("shorter, with --quiet and an exit code for findings: that stays", () => {
    const args = ["analyze", "--quiet", "--fail-on", "critical"];
    const { code, err } = readMeanwhile(place(), args, { becomes: "shorter", left: 100_000 });
    expect({ code, err }).toEqual({ code: 1, err: "" });
  });

  test.each([
    ["shorter", shorter(100_000)],
    ["replaced", rotated],
  ] as const)("%s, under report -o: a whole report that says it", (becomes, warning) => {
    const there = place();
    const { code, err } = readMeanwhile(there, ["report", "-o", "report.md"], { becomes, left: 100_000 });
    expect({ code, err: err.split("\n")[0] }).toEqual({ code: 0, err: `mailmortem: mainlog: ${warning}` });
    const report = readFileSync(join(there.cwd, "report.md"), "utf8");
    expect(report).toContain(warning);
    expect(report.endsWith("\n")).toBe(true);
  });
});

describe("a gzip file that becomes, while it is read,", () => {
  const packed = gzipSync(copies(12));
  const name = "mainlog.2.gz";

  test("shorter: what could be opened counts, and both are said; exit 0", () => {
    const { code, out, err } = readMeanwhile(place(name, packed), json, { becomes: "shorter" });
    const cut = `became shorter while it was read; ${firstPiece} of the ${packed.length} bytes that it had were read`;
    const said = [cut, "the gzip file is truncated; what could be read of it counts"];
    expect({ code, err }).toEqual({ code: 0, err: said.map((text) => `mailmortem: ${name}: ${text}\n`).join("") });
    expect(JSON.parse(out).coverage.lines).toBeGreaterThan(lineCount(whole));
  });

  test("replaced: it is read to its end; exit 0", () => {
    const { code, out, err } = readMeanwhile(place(name, packed), json, { becomes: "replaced", left: 100 });
    expect({ code, err }).toEqual({ code: 0, err: `mailmortem: ${name}: ${rotated}\n` });
    expect(JSON.parse(out).coverage.lines).toBe(12 * lineCount(whole));
  });
});

describe("a log of two ranges (each is opened when its turn comes) that becomes", () => {
  const bytes = copies(Math.ceil((33 * 1024 * 1024) / size));
  const half = 16 * 1024 * 1024;

  test("shorter in the second one: what could be read counts, and that is said; exit 0", () => {
    const at = half + 4 * 1024 * 1024;
    const { code, out, err } = readMeanwhile(place("mainlog", bytes), json, { becomes: "shorter", at, before: 2 * at });
    expect({ code, err }).toEqual({
      code: 0,
      err: "mailmortem: mainlog: became shorter while it was read; what was cut off was not read\n",
    });
    const { read, inLines } = JSON.parse(out).coverage.account.bytes;
    expect(Math.abs(read - at)).toBeLessThan(2 * firstPiece);
    expect(inLines).toBe(read);
  });

  test("another one before the second is opened: not all of it was read, exit 3", () => {
    const what = { becomes: "replaced", left: 5000, at: glimpsedPiece, before: glimpsedPiece + 1 } as const;
    const { code, out, err } = readMeanwhile(place("mainlog", bytes), json, what);
    const message = "mainlog: was removed or replaced while it was read; not all that it held was read";
    expect({ code, err }).toEqual({ code: 3, err: `mailmortem: ${message}\n` });
    const { read } = JSON.parse(out).coverage.account.bytes;
    expect([read >= half, read < half + 1024 * 1024]).toEqual([true, true]);
  });
});

describe("with a state, a log that becomes, while it is read,", () => {
  const withState = [...json, "--state", "state"];

  test("shorter: the next run reads what is there then", () => {
    const there = place();
    const { code, err } = readMeanwhile(there, withState, { becomes: "shorter" });
    const cut = "became shorter while it was read; what was cut off was not read";
    expect({ code, err }).toEqual({ code: 0, err: `mailmortem: mainlog: ${cut}\n` });
    const line = "2026-01-09 14:18:54 1vdqk6-0003Yx-1R Completed\n";
    const path = join(there.cwd, "mainlog");
    writeFileSync(path, line);
    const next = mailmortem([...withState, "mainlog", ...fixed], { cwd: there.cwd });
    const gone =
      "the file that was read before is gone, and none beside it holds the same; what was read of it still counts";
    // What the first run had to say holds for what it read.
    expect({ code: next.code, err: next.err }).toEqual({
      code: 0,
      err: `mailmortem: ${path}: ${gone}\nmailmortem: ${path}: ${cut}\n`,
    });
    expect(JSON.parse(next.out).coverage.account.bytes.read).toBe(firstPiece + line.length);
  });

  test("rotated: the next run goes on behind what was read", () => {
    const there = place();
    const { code, err } = readMeanwhile(there, withState, { becomes: "rotated" });
    expect({ code, err }).toEqual({ code: 0, err: `mailmortem: mainlog: ${rotated}\n` });
    writeFileSync(join(there.cwd, "mainlog"), "2026-01-09 14:18:54 1vdqk6-0003Yx-1R Completed\n");
    const next = mailmortem([...withState, "mainlog*", ...fixed], { cwd: there.cwd });
    expect([next.code, next.err]).toEqual([0, ""]);
    expect(JSON.parse(next.out).coverage.lines).toBe(lineCount(whole) + 1);
  });
});

test("a log that is another one before its turn comes: what it held was not read, exit 3", () => {
  const there = place("b.log");
  writeFileSync(join(there.cwd, "a.log"), "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n");
  // Its head is read when the inputs are opened.
  const { code, out, err } = readMeanwhile(there, [...json, "a.log"], {
    becomes: "replaced",
    at: 0,
    before: 1,
    left: 100,
  });
  const message = "b.log: was removed or replaced before its turn came; what it held was not read";
  expect({ code, err }).toEqual({ code: 3, err: `mailmortem: ${message}\n` });
  expect(JSON.parse(out).coverage).toMatchObject({ lines: 1, warnings: [message] });
});
