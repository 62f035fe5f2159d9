/** Every line and every byte is counted once, whatever form a log comes in: held against what the files themselves hold. */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Coverage } from "../../src/analyzers/analysis.ts";
import { analyzeReadable } from "../../src/api/analyze.ts";
import { ChunkReader } from "../../src/engine/chunks.ts";
import type { Input } from "../../src/engine/run.ts";
import { caseNames, logsOfCase } from "../../tools/cases.ts";
import { Host } from "../state/host.ts";
import { formsOf, pieces, scratch } from "./inputs.ts";

const folder = scratch();
const reading = { tz: "UTC", year: 2026, now: Date.parse("2026-01-12T09:00:00Z") };
const small = { rangeSize: 20_000, threadSize: 1, isPatient: true };

/** What a text holds, counted without this program. */
interface Truth {
  readonly lines: number;
  readonly bytes: number;
}

function truthOf(texts: readonly Uint8Array[]): Truth {
  let lines = 0;
  for (const text of texts)
    lines +=
      text.reduce((sum, byte) => (byte === 10 ? sum + 1 : sum), 0) + (text.length > 0 && text.at(-1) !== 10 ? 1 : 0);
  return { lines, bytes: texts.reduce((sum, { length }) => sum + length, 0) };
}

function textOf(path: string): Buffer {
  const stored = readFileSync(path);
  return path.endsWith(".gz") ? gunzipSync(stored) : stored;
}

/** The account adds up, and to what is there; nothing of it is taken from its own sums. */
function expectAll({ account, ...coverage }: Coverage, { lines, bytes }: Truth, stored: number, leftOut = 0): void {
  const { recognised, continuation, other, unrecognised } = account.lines;
  expect(recognised + continuation + other + unrecognised).toBe(lines);
  expect(account.bytes.inLines + account.bytes.leftOut).toBe(bytes);
  expect(account).toEqual({
    lines: { read: lines, recognised, continuation, other, unrecognised, sum: lines },
    bytes: { stored, read: bytes, inLines: bytes - leftOut, leftOut, sum: bytes },
  });
  expect(coverage).toMatchObject({ lines, recognised, continuation, other, unrecognised });
}

const coverageOf = async (inputs: readonly Input[], options: object = {}) =>
  (await analyzeReadable(inputs, { ...reading, jobs: 1, ...options })).analysis.coverage;

/** All fixtures are read; `ACCOUNT_COPIES=200` makes each so many times as long, which is read as large logs are. */
const copies = Number(process.env.ACCOUNT_COPIES ?? 1);
const recorded = [
  ...caseNames().flatMap(logsOfCase),
  ...["hostile", "lines"].flatMap((name) =>
    readdirSync(join("fixtures", name)).map((file) => join("fixtures", name, file)),
  ),
];
const fixtures =
  copies === 1
    ? recorded
    : recorded.map((path, at) => {
        const text = textOf(path);
        const whole = text.at(-1) === 10 ? text : Buffer.concat([text, Buffer.from("\n")]);
        return folder.file(`${at}-copies.log`, Buffer.concat(Array.from({ length: copies }, () => whole)));
      });
const size = copies === 1 ? small : { isPatient: true };
const sizes = fixtures.reduce((sum, path) => sum + statSync(path).size, 0);

describe("all fixtures at once", () => {
  const truth = truthOf(fixtures.map(textOf));

  it.each([1, 2, 3])("are counted to the byte by %i threads", { timeout: 600_000 }, async (jobs) => {
    const { analysis, threads } = await analyzeReadable(fixtures, { ...reading, ...size, jobs });
    expect(threads).toBe(jobs);
    expect(analysis.sources.map(({ name, lines }) => [name, lines])).toEqual(
      fixtures.map((path) => [path, truthOf([textOf(path)]).lines]),
    );
    expectAll(analysis.coverage, truth, sizes);
  });

  it("are counted alike whatever is asked for", { timeout: 600_000 }, async () => {
    const bounds = { since: Date.parse("2026-01-08T14:00:00Z"), until: Date.parse("2026-01-08T15:00:00Z") };
    expectAll(await coverageOf(fixtures, bounds), truth, sizes);
    expectAll(await coverageOf(fixtures, { only: ["frozen-bounce"], isEager: true }), truth, sizes);
    const { analysis } = await analyzeReadable(fixtures, { ...reading, jobs: 1, maxOpen: 8 });
    expect(analysis.sampling?.oneIn).toBeGreaterThan(1);
    expectAll(analysis.coverage, truth, sizes);
  });
});

const mainlog = readFileSync("fixtures/logs/incident-night/exim4/mainlog").subarray(0, 6000);
const envelopes = readFileSync("fixtures/hostile/envelope-traps.log");
const latin1 = (text: string) => Buffer.from(text, "latin1");
const journal = mainlog
  .toString("latin1")
  .split("\n")
  .map((MESSAGE) => JSON.stringify({ __REALTIME_TIMESTAMP: "1767877200000000", SYSLOG_IDENTIFIER: "exim", MESSAGE }))
  .join("\n");

const texts: readonly (readonly [string, Buffer])[] = [
  ["nothing", latin1("")],
  ["one LF", latin1("\n")],
  ["a mainlog cut in a line", mainlog],
  ["CRLF", latin1(mainlog.toString("latin1").replaceAll("\n", "\r\n"))],
  ["CRLF, a lone CR, and a CR at the end", latin1(`a\r\r\nb\rc\r\n${mainlog.toString("latin1")}\r`)],
  ["NUL bytes and a byte order mark", latin1(`\xef\xbb\xbf\0\0${mainlog.toString("latin1")}\0\n\0`)],
  ["no mail log", latin1("#!/bin/sh\necho hello\n\n\n")],
  ["syslog, containers, JSON", envelopes],
  ["an export of the journal as JSON", latin1(journal)],
];

describe("a text", () => {
  const cases = texts.flatMap(([what, text]) =>
    formsOf(folder, text).map(([form, input]) => [what, form, input, text] as const),
  );

  it.each(cases)("%s, as a %s", async (_what, form, input, text) => {
    const middle = Math.floor(text.length / 2);
    const members = gzipSync(text.subarray(0, middle)).length + gzipSync(text.subarray(middle)).length;
    const stored = !form.startsWith("gzip") ? text.length : form === "gzip file" ? gzipSync(text).length : members;
    expectAll(await coverageOf([input()]), truthOf([text]), stored);
  });

  it("of several files, rotated and compressed, beside streams", async () => {
    const gz = gzipSync(mainlog);
    const files = [
      folder.file("mainlog", mainlog.subarray(0, 3001)),
      folder.file("mainlog.1.gz", gz),
      folder.file("mainlog.2", `${mainlog.toString("latin1")}\n`),
    ];
    const inputs = [...files, { name: "stream", stream: pieces(envelopes, 11) }];
    const truth = truthOf([...files.map(textOf), envelopes]);
    for (const jobs of [1, 2, 3]) {
      const again = jobs === 1 ? inputs : files;
      const { lines, bytes } = jobs === 1 ? truth : truthOf(files.map(textOf));
      const stored = again.reduce(
        (sum, one) => sum + (typeof one === "string" ? statSync(one).size : envelopes.length),
        0,
      );
      expectAll(await coverageOf(again, { ...small, jobs }), { lines, bytes }, stored);
    }
  });

  it("that comes through a named pipe", async () => {
    const pipe = join(folder.path, "pipe");
    expect(spawnSync("mkfifo", [pipe]).status).toBe(0);
    const file = folder.file("piped", mainlog);
    const writer = spawn("sh", ["-c", 'cat "$1" > "$2"', "sh", file, pipe]);
    const coverage = await coverageOf([pipe]);
    writer.kill();
    expectAll(coverage, truthOf([mainlog]), mainlog.length);
  });

  it("that comes on standard input", { timeout: 120_000 }, () => {
    const args = ["--import", "tsx", "src/cli/main.ts", "analyze", "--quiet", "--tz", "UTC", "--format", "json", "-"];
    const { stdout } = spawnSync(process.execPath, args, { input: gzipSync(mainlog), encoding: "utf8" });
    expectAll(JSON.parse(stdout).coverage, truthOf([mainlog]), gzipSync(mainlog).length);
  });

  it("of which a gzip file holds only a part", async () => {
    const text = Buffer.concat(Array.from({ length: 40 }, () => mainlog));
    const gz = gzipSync(text).subarray(0, -500);
    const { account, warnings } = await coverageOf([folder.file("cut.gz", gz)]);
    expect(warnings).toHaveLength(1);
    expect([account.bytes.stored, account.bytes.inLines]).toEqual([gz.length, account.bytes.read]);
    expect(account.bytes.read).toBeLessThan(text.length);
    expect(account.lines.read).toBe(truthOf([text.subarray(0, account.bytes.read)]).lines);
  });
});

describe("a line without an end", () => {
  it.each([1, 7, 64, 1000])("is cut, and the rest of it counted, in pieces of %i", async (size) => {
    const bytes = latin1(`short\n${"x".repeat(100)}\n${"y".repeat(64)}\nshort\r\n${"z".repeat(200)}`);
    let at = 0;
    const fill = (target: Buffer, from: number) => {
      const count = bytes.copy(target, from, at, at + Math.min(size, target.length - from));
      at += count;
      return count;
    };
    const reader = new ChunkReader({ fill }, { size: 16, longest: 32 });
    let inLines = 0;
    for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next())
      inLines += chunk.to - (chunk.unterminated || chunk.cut ? 1 : 0);
    const { text, leftOut } = reader.counts;
    expect([text, inLines + leftOut]).toEqual([bytes.length, bytes.length]);
    expect(leftOut).toBeGreaterThan(200);
  });

  it("of 65 MiB keeps the account", { timeout: 120_000 }, async () => {
    const piece = Buffer.alloc(1 << 20, "x");
    async function* endless() {
      yield mainlog;
      for (let count = 0; count < 65; count++) yield piece;
      yield latin1("\n");
      yield mainlog;
    }
    const bytes = 2 * mainlog.length + 65 * piece.length + 1;
    const lines = 2 * truthOf([mainlog]).lines - 1 + 1;
    const coverage = await coverageOf([{ name: "endless", stream: endless() }]);
    const { leftOut } = coverage.account.bytes;
    expect(leftOut).toBeGreaterThan(1 << 20);
    expectAll(coverage, { lines, bytes }, bytes, leftOut);
  });
});

describe("several runs with a state", () => {
  it.each([1, 2, 3])("come to what the files hold, with %i threads", async (jobs) => {
    const at = join(folder.path, `host-${jobs}`);
    const host = new Host(at, "incident-night", reading.now);
    const options = { ...small, jobs, state: `${at}-state` };
    const expectNow = async () => {
      const files = [...host.files];
      const stored = files.reduce((sum, path) => sum + statSync(path).size, 0);
      expectAll(await coverageOf(files, options), truthOf(files.map(textOf)), stored);
    };
    host.write(0.3);
    if (jobs === 1) await expectNow();
    host.rotate("rename", false);
    host.write(0.3);
    await expectNow();
    host.rotate("copytruncate", true);
    host.write(1);
    await expectNow();
    if (jobs === 1) await expectNow();
  });

  it("still count what is gone", async () => {
    const [log, other] = [
      folder.file("gone.log", mainlog),
      folder.file("there.log", "2026-01-08 13:00:00 End queue run: pid=1\n"),
    ];
    const state = join(folder.path, "gone-state");
    const before = await coverageOf([log, other], { state });
    folder.file("gone.log", "");
    const after = await coverageOf([log, other], { state });
    expect(after.account).toEqual(before.account);
    expectAll(after, truthOf([mainlog, textOf(other)]), mainlog.length + textOf(other).length);
  });
});
