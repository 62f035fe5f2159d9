import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, ChunkReader } from "../../src/engine/chunks.ts";
import { type Input, run } from "../../src/engine/run.ts";
import { gunzip } from "../../src/engine/source-gzip.ts";
import { collector, dialects } from "./fake.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const line = (number: number) => `A 2026-01-08 13:00:00 | good ${number}\n`;
const linesFrom = (from: number, count: number) => Array.from({ length: count }, (_, at) => line(from + at)).join("");
/** Several chunks, so that something can happen between two of them. */
const many = linesFrom(0, 6000);

/** Reads, and does something once, after the first chunk. */
async function read(inputs: readonly Input[], meanwhile = () => {}) {
  let isDone = false;
  const onProgress = () => {
    if (!isDone) meanwhile();
    isDone = true;
  };
  const result = await run({ inputs, dialects, folds: [collector], zone: "UTC", onProgress });
  const { coverage, problems } = result;
  const numbers = result.states.get(collector).map((event) => Number(event.split(" ").at(-1)));
  return { numbers, lines: coverage.lines, warnings: coverage.warnings, problems };
}

function place(name: string, files: Readonly<Record<string, string | Uint8Array>>) {
  const path = join(folder.path, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

describe("a file that changes while it is read", () => {
  it("and grows: what was there in the beginning counts", async () => {
    const file = folder.file("grows.log", many);
    const { numbers, warnings, problems } = await read([file], () => appendFileSync(file, linesFrom(6000, 9)));
    expect(numbers).toEqual(upTo(6000));
    expect(warnings).toEqual([`${file}: grew while it was read; what was there when reading began counts`]);
    expect(problems).toEqual([]);
  });

  it("and grows: a line that was half written is read to its end", async () => {
    const file = folder.file("half.log", many.slice(0, -7));
    const rest = `${many.slice(-7)}${linesFrom(6000, 9)}`;
    expect((await read([file], () => appendFileSync(file, rest))).numbers).toEqual(upTo(6000));
  });

  it("and becomes shorter: what could be read counts, and the rest is missed", async () => {
    const file = folder.file("shorter.log", many);
    const { numbers, warnings } = await read([file], () => truncateSync(file, 0));
    expect(numbers.length).toBeGreaterThan(1000);
    expect(numbers.slice(0, -1)).toEqual(upTo(numbers.length - 1));
    expect(warnings[0]).toMatch(/became shorter while it was read; \d+ of the \d+ bytes that it had were read$/);
  });

  it("and is rotated away: it is read to its end", async () => {
    const path = place("rotated", { mainlog: many });
    const file = join(path, "mainlog");
    const { numbers, warnings } = await read([file], () => {
      renameSync(file, join(path, "mainlog.1"));
      writeFileSync(file, linesFrom(7000, 5));
    });
    expect(numbers).toEqual(upTo(6000));
    expect(warnings).toEqual([
      `${file}: was rotated away while it was read; the file that was there when reading began counts`,
    ]);
  });

  it("and its set is rotated: each line is read once, none is missed", async () => {
    const path = place("set", {
      mainlog: linesFrom(200, 6000),
      "mainlog.1": linesFrom(100, 100),
      "mainlog.2": linesFrom(0, 100),
    });
    const rotate = (from: string, to: string) => renameSync(join(path, from), join(path, to));
    const { numbers, warnings, problems } = await read([join(path, "mainlog*")], () => {
      rotate("mainlog.2", "mainlog.3");
      rotate("mainlog.1", "mainlog.2");
      rotate("mainlog", "mainlog.1");
      writeFileSync(join(path, "mainlog"), linesFrom(9000, 5));
    });
    expect(numbers.sort((a, b) => a - b)).toEqual(upTo(6200));
    expect(
      warnings.filter((warning) => warning.includes("rotated before its turn came; read as mainlog.")),
    ).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it("and is gone before its turn comes: that is a problem, not silence", async () => {
    const path = place("gone", { "a.log": many, "b.log": linesFrom(6000, 5) });
    const { numbers, problems } = await read([path], () => rmSync(join(path, "b.log")));
    expect(numbers).toEqual(upTo(6000));
    expect(problems).toEqual([
      {
        source: join(path, "b.log"),
        message: `${join(path, "b.log")}: was removed or replaced before its turn came; what it held was not read`,
      },
    ]);
  });
});

describe("gzip", () => {
  const packed = gzipSync(many);

  it.each([
    ["a text", Buffer.from("and then some text\n")],
    ["a line of a log", Buffer.from(line(6000))],
    ["one byte", Buffer.from("x")],
    ["zeros and then a byte", Buffer.concat([Buffer.alloc(70_000), Buffer.from("x")])],
    ["what begins like a member", Buffer.from([0x1f, 0x8b, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ["more than a block", Buffer.from("x".repeat(200_000))],
  ])("with %s behind it: all of its text counts, and that is said", async (_, garbage) => {
    const bytes = Buffer.concat([packed, gzipSync(line(6000)), garbage]);
    const file = folder.file("garbage.gz", bytes);
    for (const input of [file, { name: file, stream: pieces(bytes, 1000) }]) {
      const { numbers, warnings, problems } = await read([input]);
      expect(numbers).toEqual(upTo(6001));
      expect(warnings).toEqual([`${file}: what follows the gzip data in the file is none, and is left out`]);
      expect(problems).toEqual([]);
    }
  });

  it("whose second member is damaged or truncated: the first one counts", async () => {
    const second = gzipSync(linesFrom(6000, 100));
    const damaged = Buffer.from(second);
    damaged.fill(0xff, 12, 60);
    for (const [bytes, what] of [
      [damaged, /damaged/],
      [second.subarray(0, 5), /none, and is left out|truncated/],
      [second.subarray(0, 40), /truncated/],
    ] as const) {
      const { numbers, warnings } = await read([folder.file("second.gz", Buffer.concat([packed, bytes]))]);
      expect(numbers.slice(0, 6000)).toEqual(upTo(6000));
      expect(warnings[0]).toMatch(what);
    }
  });

  it("with a name, a comment, an extra field and a checksum in its header", async () => {
    const header = Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3]);
    const texts = Buffer.from("mainlog.1\0a comment\0\x12\x34", "latin1");
    const bytes = Buffer.concat([header, texts, packed.subarray(10), header, texts, packed.subarray(10)]);
    for (const size of [1, 7, bytes.length]) {
      const { lines, warnings } = await read([{ name: "s", stream: pieces(bytes.subarray(0), size) }]);
      expect([lines, warnings]).toEqual([12_000, []]);
    }
  });

  it("ends, whatever its bytes are, and what it gives first is what was packed", async () => {
    const text = linesFrom(0, 300);
    const first = gzipSync(text.slice(0, 4000));
    const border = first.length;
    const whole = Buffer.concat([first, gzipSync(text.slice(4000))]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length }),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
        fc.integer({ min: 1, max: 500 }),
        async (length, flips, size) => {
          const bytes = Buffer.from(whole);
          for (const [at, bits] of flips) bytes[at] = (bytes[at] ?? 0) ^ bits;
          const said: string[] = [];
          const stored: Buffer[] = [];
          for (let at = 0; at < length; at += size) stored.push(bytes.subarray(at, Math.min(length, at + size)));
          const source = gunzip(bytesOf(stored), (what) => said.push(what));
          const chunks = new ChunkReader(source, { size: 64 });
          let found = "";
          for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
            found += chunk.text.slice(0, chunk.unterminated ? -1 : undefined);
            // Damage in the middle may show late, as another text: then the checksum says so.
            if (found.length > 2 * text.length) break;
          }
          source.close();
          expect(said.length).toBeLessThanOrEqual(1);
          if (flips.length === 0) {
            expect(text.startsWith(found)).toBe(true);
            expect(said.length).toBe(length === whole.length || length === border ? 0 : 1);
          } else if (length === whole.length && found !== text) expect(said).toHaveLength(1);
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });
});

describe("a form that is not opened here", () => {
  it.each([
    [".zst", [0x28, 0xb5, 0x2f, 0xfd], "zstd -dc", "zstd -dc |"],
    [".xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz -dc", "xz -dc |"],
    [".bz2", [0x42, 0x5a, 0x68, 0x39], "bzip2 -dc", "bzip2 -dc |"],
    [".lz4", [0x04, 0x22, 0x4d, 0x18], "lz4 -dc", "lz4 -dc |"],
    [".lz", [0x4c, 0x5a, 0x49, 0x50, 1], "lzip -dc", "lzip -dc |"],
    [".Z", [0x1f, 0x9d, 0x90], "zcat", "zcat |"],
    [".zip", [0x50, 0x4b, 3, 4], "unzip -p", "funzip |"],
    [".7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7z x -so", "7z x -so FILE |"],
  ])("%s: the pipe that opens it is named, and the others are read", async (suffix, magic, opener, filter) => {
    const bytes = new Uint8Array([...magic, 0, 1, 2, 3, 4, 5, 6, 7]);
    const file = folder.file(`mail.log.2${suffix}`, bytes);
    const good = folder.file("good.log", linesFrom(0, 3));
    const { problems, numbers } = await read([file, good, { name: "piped", stream: pieces(bytes, 3) }]);
    expect(problems[0]?.message).toContain(
      `pipe it in, with - in the place of the file: ${opener} ${file} | mailmortem …`,
    );
    expect(problems[1]?.message).toContain(filter);
    expect(problems).toHaveLength(2);
    expect(numbers).toEqual([0, 1, 2]);
  });

  it("is told by its bytes, not by its name", async () => {
    const file = folder.file("plain.log.zst", linesFrom(0, 3));
    expect((await read([file])).numbers).toEqual([0, 1, 2]);
  });
});

it("a rotated set gives the same in any order, plain and packed", async () => {
  const path = place("any-order", {
    mainlog: linesFrom(200, 100),
    "mainlog.1": linesFrom(100, 100),
    "mainlog.2.gz": gzipSync(linesFrom(0, 100)),
  });
  const files = readdirSync(path).map((name) => join(path, name));
  for (const order of [files, [...files].reverse(), [path], [`${path}/*`], [files[1] ?? "", path]]) {
    const { numbers } = await read(order);
    expect(numbers.sort((a, b) => a - b)).toEqual(upTo(300));
  }
});
