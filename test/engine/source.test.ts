import { chmodSync, linkSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Input, run } from "../../src/engine/run.ts";
import { collector, dialects } from "./fake.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const line = (time: string) => `A 2026-01-08 ${time} | good at ${time}\n`;
const many = Array.from({ length: 5000 }, (_, at) => line(`13:${String(at % 60).padStart(2, "0")}:00.${at}`)).join("");

async function read(...inputs: Input[]) {
  const result = await run({ inputs, dialects, folds: [collector], zone: "UTC" });
  return {
    ...result,
    kept: result.states.get(collector),
    warnings: result.coverage.warnings,
    lines: result.coverage.lines,
  };
}

describe("an input that cannot be read", () => {
  it("is a problem, and the others are read", async () => {
    const good = folder.file("good.log", line("13:00:00"));
    const missing = join(folder.path, "missing.log");
    const { problems, lines, warnings, sources } = await read(missing, good);
    expect(problems).toEqual([{ source: missing, message: `${missing}: no such file` }]);
    expect(warnings).toEqual([`${missing}: no such file`]);
    expect(lines).toBe(1);
    expect(sources.map(({ name }) => name)).toEqual([good]);
  });

  it.skipIf(process.getuid?.() === 0)("for want of permission (root may read all: skipped there)", async () => {
    const closed = folder.file("closed.log", line("13:00:00"));
    chmodSync(closed, 0);
    expect((await read(closed)).problems[0]?.message).toMatch(/permission denied/);
  });

  it.each([`${folder.path}/nothing-like-this*`, `${folder.path}/none/*.log`])(
    "is a pattern that meets no file: %s",
    async (pattern) => {
      expect((await read(pattern)).problems).toEqual([
        { source: pattern, message: `${pattern}: no file has a name like this` },
      ]);
    },
  );

  it("is an empty directory", async () => {
    mkdirSync(join(folder.path, "empty"));
    expect((await read(join(folder.path, "empty"))).problems[0]?.message).toMatch(/no file is in it$/);
  });

  it.each([
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd, 0], "zstd -dc"],
    ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], "xz -dc"],
    ["bzip2", [0x42, 0x5a, 0x68, 0x39], "bzip2 -dc"],
    ["lz4", [0x04, 0x22, 0x4d, 0x18], "lz4 -dc"],
  ])("is one compressed with %s, and the pipe that opens it is named", async (name, magic, opener) => {
    const file = folder.file(`it's ${name}.log`, new Uint8Array(magic));
    const { problems, lines } = await read(file, { name: "piped", stream: pieces(new Uint8Array(magic), 1) });
    expect(problems[0]?.message).toContain(`${opener} '${file.replace("'", "'\\''")}' | mailmortem`);
    expect(problems[1]?.message).toContain(`put "${opener} |" before`);
    expect(lines).toBe(0);
  });

  it("is a stream that breaks; what came before counts", async () => {
    async function* broken() {
      yield Buffer.from(`${line("13:00:00")}A 2026-01-08 13:00:01 | good half`);
      throw new Error("the wire was cut");
    }
    const { problems, kept } = await read(
      { name: "wire", stream: broken() },
      folder.file("after.log", line("14:00:00")),
    );
    expect(problems).toEqual([{ source: "wire", message: "wire: could not be read to its end: the wire was cut" }]);
    expect(kept).toHaveLength(3);
  });
});

describe("gzip", () => {
  const packed = gzipSync(many);

  it("is known by its first bytes, not by its name", async () => {
    expect((await read(folder.file("named-plain.log", packed))).lines).toBe(5000);
    expect((await read(folder.file("named-gzip.gz", `${many}`))).lines).toBe(5000);
  });

  it("may have several members, an empty one among them", async () => {
    const file = folder.file("members.gz", Buffer.concat([packed, gzipSync(""), gzipSync(line("15:00:00"))]));
    const { lines, warnings } = await read(file);
    expect([lines, warnings]).toEqual([5001, []]);
  });

  it.each([11, 100, packed.length - 9, packed.length - 8, packed.length - 1])(
    "truncated to %i bytes: what can be opened counts",
    async (length) => {
      const file = folder.file(`truncated-${length}.gz`, packed.subarray(0, length));
      const { kept, warnings, lines, problems } = await read(file);
      expect(warnings.filter((warning) => warning.includes("truncated"))).toEqual([
        `${file}: the gzip file is truncated; what could be read of it counts`,
      ]);
      expect(problems).toEqual([]);
      if (length >= packed.length - 9) expect(lines).toBe(5000);
      // The last line may be cut.
      const whole = kept.slice(0, -1).map((event) => event.replace(/^.* good/, "good"));
      const expected = many.split("\n").map((each) => each.replace(/^.*\| /, ""));
      expect(whole.join("\n")).toBe(expected.slice(0, whole.length).join("\n"));
    },
  );

  it("truncated in its header: an empty log with a warning", async () => {
    const { lines, warnings } = await read(folder.file("header.gz", packed.subarray(0, 5)));
    expect([lines, warnings.length]).toEqual([0, 1]);
  });

  it("with a wrong checksum: all text counts", async () => {
    const bytes = Buffer.from(packed);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
    const { lines, warnings } = await read(folder.file("checksum.gz", bytes));
    expect(lines).toBe(5000);
    expect(warnings[0]).toMatch(/damaged/);
  });

  it("padded with zeros (as on tape) is whole", async () => {
    const { lines, warnings } = await read(folder.file("padded.gz", Buffer.concat([packed, Buffer.alloc(200_000)])));
    expect([lines, warnings]).toEqual([5000, []]);
  });

  it("larger than a block comes whole", async () => {
    const large = Array.from({ length: 40_000 }, (_, at) =>
      line(`13:00:00.${Math.imul(at, 2_654_435_761) >>> 0}`),
    ).join("");
    const bytes = gzipSync(large);
    expect(bytes.length).toBeGreaterThan(200_000);
    const { lines, kept } = await read(folder.file("large.gz", bytes));
    expect(lines).toBe(40_000);
    expect(kept.at(-1)).toContain(`good at 13:00:00.${Math.imul(39_999, 2_654_435_761) >>> 0}`);
  });
});

describe("names", () => {
  it("stand for files: patterns, directories, links, a name that looks like a pattern", async () => {
    const place = join(folder.path, "place");
    mkdirSync(join(place, "below"), { recursive: true });
    folder.file("place/mainlog", line("13:00:00"));
    folder.file("place/mainlog.1", line("12:00:00"));
    folder.file("place/other", line("11:00:00"));
    folder.file("place/below/mainlog", line("10:00:00"));
    folder.file("place/main[x]", line("09:00:00"));
    symlinkSync(join(place, "other"), join(place, "link"));
    const names = async (input: string) => (await read(input)).sources.map(({ name }) => name.slice(place.length + 1));
    expect(await names(`${place}/mainlog*`)).toEqual(["mainlog", "mainlog.1"]);
    expect(await names(`${place}/**/mainlog`)).toEqual(["below/mainlog", "mainlog"]);
    // a folder is the files in it and below it; documents beside the logs are none
    folder.file("place/README.md", "about these logs");
    expect(await names(place)).toEqual(["below/mainlog", "link", "main[x]", "mainlog", "mainlog.1"]);
    expect(await names(`${place}/README.md`)).toEqual(["README.md"]);
    expect(await names(`${place}/main[x]`)).toEqual(["main[x]"]);
  });

  it("of a rotation are one log", async () => {
    mkdirSync(join(folder.path, "logs"));
    const files = ["mainlog", "mainlog.1", "mainlog.2.gz", "rejectlog"].map((name, at) =>
      folder.file(`logs/${name}`, line(`0${at}:00:00`)),
    );
    const { kept } = await read(...files);
    expect(kept.map((event) => event.split(" ")[0]).sort()).toEqual(["mainlog", "mainlog", "mainlog", "rejectlog"]);
  });

  it("of streams are kept apart", async () => {
    const stream = () => pieces(Buffer.from(line("13:00:00")), 10);
    const { sources } = await read(stream(), stream(), { name: "-", stream: stream() });
    expect(sources.map(({ name }) => name)).toEqual(["-", "- (2)", "- (3)"]);
  });
});

describe("a log that is given twice is read once", () => {
  const log = folder.file("twice.log", many);
  const cases: [string, () => Input[]][] = [
    ["by the same name", () => [log, log]],
    ["by another way to it", () => [log, `${folder.path}/./twice.log`]],
    ["by a pattern", () => [log, `${folder.path}/twic*.log`]],
    ["with a dialect before it", () => [log, `a:${log}`]],
    ["as a copy", () => [log, folder.file("copy.of", many)]],
    [
      "as gzip and its copy",
      () => [folder.file("twice-1.gz", gzipSync(many)), folder.file("twice-2.gz", gzipSync(many))],
    ],
    ["beside its own gzip", () => [log, folder.file("twice.log.gz", gzipSync(many))]],
    ["after its own gzip", () => [folder.file("twice.log.gz", gzipSync(many)), log]],
    [
      "as one stream",
      () => {
        const stream = Readable.from([Buffer.from(many)]);
        return [stream, stream];
      },
    ],
  ];

  it.each(cases)("%s", async (_, inputs) => {
    const { lines, warnings, problems } = await read(...inputs());
    expect(lines).toBe(5000);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/read once$/);
    expect(problems).toEqual([]);
  });

  it("after others, too", async () => {
    const texts = ["one\n", "other\n", "third\n"];
    const [one, copyOfOne, other, copyOfOther, third] = [0, 0, 1, 1, 2].map((text, at) =>
      folder.file(`among.${at}`, texts[text] ?? ""),
    );
    if (!one || !copyOfOne || !other || !copyOfOther || !third) throw new Error("no files");
    const { lines, warnings } = await read(one, copyOfOne, other, copyOfOther, third);
    const twins = warnings.filter((warning) => warning.endsWith("read once"));
    expect(lines).toBe(3);
    expect(twins).toEqual([
      `${copyOfOne}: the same log as ${one}, read once`,
      `${copyOfOther}: the same log as ${other}, read once`,
    ]);
  });

  it("by a hard and a symbolic link", async () => {
    linkSync(log, join(folder.path, "hard"));
    symlinkSync(log, join(folder.path, "soft"));
    const { lines, warnings } = await read(log, join(folder.path, "hard"), join(folder.path, "soft"));
    expect([lines, warnings.length]).toEqual([5000, 2]);
  });

  it("but not what only begins or weighs the same", async () => {
    const longer = folder.file("longer.log", many + line("15:00:00"));
    const other = folder.file("other.log", many.replaceAll("good", "huh!"));
    const { lines, warnings } = await read(log, longer, other);
    expect([lines, warnings]).toEqual([15_001, []]);
  });

  it("and empty files are no copies of each other", async () => {
    expect((await read(folder.file("empty-1", ""), folder.file("empty-2", ""))).warnings).toEqual([]);
  });
});

describe("a run", () => {
  it("says how far it is", async () => {
    const files = [
      folder.file("progress-1.log", many.repeat(10)),
      folder.file("progress-2.log", `${many}${line("1:1")}`),
    ];
    const seen: { bytesRead: number; bytesTotal: number | null; lines: number }[] = [];
    await run({ inputs: files, dialects, folds: [], zone: "UTC", onProgress: (progress) => seen.push(progress) });
    const total = many.length * 11 + line("1:1").length;
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)).toEqual({ bytesRead: total, bytesTotal: total, lines: 55_001 });
    expect(seen.map(({ bytesRead }) => bytesRead)).toEqual(
      seen.map(({ bytesRead }) => bytesRead).sort((a, b) => a - b),
    );
  });

  it("has no end in sight with a stream", async () => {
    const seen: unknown[] = [];
    const inputs = [{ name: "s", stream: pieces(Buffer.from(many), 1000) }];
    await run({ inputs, dialects, folds: [], zone: "UTC", onProgress: ({ bytesTotal }) => seen.push(bytesTotal) });
    expect(new Set(seen)).toEqual(new Set([null]));
  });

  it("stops when told, before it begins and halfway", async () => {
    const file = folder.file("abort.log", many.repeat(20));
    const early = AbortSignal.abort(new Error("never mind"));
    await expect(run({ inputs: [file], dialects, folds: [], zone: "UTC", signal: early })).rejects.toThrow(
      "never mind",
    );
    const late = new AbortController();
    const reading = run({
      inputs: [file],
      dialects,
      folds: [],
      zone: "UTC",
      signal: late.signal,
      onProgress: () => late.abort(new Error("enough")),
    });
    await expect(reading).rejects.toThrow("enough");
  });

  it("stops when told while a stream keeps silent", async () => {
    const silent = new Readable({ read() {} });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(
      run({ inputs: [silent], dialects, folds: [], zone: "UTC", signal: controller.signal }),
    ).rejects.toThrow("enough");
  });
});
