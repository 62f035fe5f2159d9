import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../src/index.ts";
import { fixed, incidentLogs, mailmortem, runRaw, temporaryFolder } from "./spawned.ts";

const mainlog = incidentLogs[0] ?? "";
const completed = "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed";

function analysed(path: string): { readonly code: number | null; readonly analysis: Analysis; readonly err: string } {
  const { code, out, err } = mailmortem(["analyze", path, ...fixed, "--format", "json"]);
  return { code, err, analysis: JSON.parse(out) };
}

function expectAccounts({ coverage }: Analysis, lines: number): void {
  expect(coverage.lines).toBe(lines);
  expect(coverage.recognised + coverage.continuation + coverage.other + coverage.unrecognised).toBe(lines);
}

describe("an input that cannot be read", () => {
  test("exit 3, the others still read", () => {
    const { code, out, err } = mailmortem(["analyze", "no-such-log", mainlog, ...fixed, "--fail-on", "critical"]);
    expect(code).toBe(3);
    expect(err).toMatch(/^mailmortem: no-such-log: /);
    expect(out).toContain("critical[tainted-filename]");
  });

  test("alone: exit 3 and no findings that would look like an all-clear", () => {
    expect(mailmortem(["analyze", "no-such-log", ...fixed])).toMatchObject({ code: 3, out: "" });
    expect(mailmortem(["events", "no-such-log", ...fixed])).toMatchObject({ code: 3, out: "" });
  });

  test("a packed one: exit 3 with the pipe that opens it, the others still read", () => {
    const path = join(temporaryFolder(), "mail.log.2.zst");
    writeFileSync(path, new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0]));
    const { code, out, err } = mailmortem(["analyze", path, mainlog, ...fixed]);
    expect(code).toBe(3);
    expect(err).toContain(`with - in the place of the file: zstd -dc ${path} | mailmortem`);
    expect(out).toContain("critical[tainted-filename]");
  });

  // Root reads everything.
  test.skipIf(process.getuid?.() === 0)("no permission: the same", () => {
    const path = join(temporaryFolder(), "closed.log");
    writeFileSync(path, completed);
    chmodSync(path, 0);
    expect(mailmortem(["analyze", path, mainlog, ...fixed])).toMatchObject({
      code: 3,
      err: expect.stringContaining("closed.log"),
    });
  });
});

test("a file that is no mail log: said so, exit 4", () => {
  const { code, err } = mailmortem(["analyze", "package.json", ...fixed]);
  expect(code).toBe(4);
  expect(err).toMatch(/none of the \d+ lines is a known line of Exim or Dovecot; is this a mail log\?/);
  expect(mailmortem(["report", "package.json", ...fixed])).toMatchObject({ code: 4, out: "" });
});

test("a truncated .gz: what came through is read, and the cut is told", () => {
  const path = join(temporaryFolder(), "mainlog.2.gz");
  const whole = gzipSync(readFileSync(mainlog));
  writeFileSync(path, whole.subarray(0, Math.floor(whole.length / 2)));
  const { code, analysis, err } = analysed(path);
  expect(code).toBe(0);
  expect(err).toContain("mainlog.2.gz");
  expect(analysis.coverage.lines).toBeGreaterThan(100);
  expectAccounts(analysis, analysis.coverage.lines);
  expect(analysis.coverage.warnings.join()).toContain("mainlog.2.gz");
});

test.each([
  ["no newline at the end", `${completed}\n${completed}`, 2, 2],
  ["CRLF", `${completed}\r\n${completed}\r\n`, 2, 2],
  ["NUL bytes", `${completed}\n\0\0\0\n2026-01-08 14:18:55 a\0b\n`, 3, 1],
  ["a line of 1 MB", `${completed}\n2026-01-08 14:18:55 ${"x".repeat(1 << 20)}\n${completed}\n`, 3, 2],
  ["invalid UTF-8", `${completed}\n2026-01-08 14:18:55 \xff\xfe\xc0\n`, 2, 1],
  ["nothing but line ends", `\n\n\n${completed}\n`, 4, 1],
])("%s: no crash, nothing lost", (_name, text, lines, recognised) => {
  const path = join(temporaryFolder(), "log");
  writeFileSync(path, Buffer.from(text, "latin1"));
  const { code, analysis } = analysed(path);
  expect(code).toBe(0);
  expectAccounts(analysis, lines);
  expect(analysis.coverage.recognised).toBe(recognised);
});

test("__proto__ as user, mailbox and message id", () => {
  const path = join(temporaryFolder(), "log");
  const lines = [
    "2026-01-08 14:00:00 1vdqk6-0003Yx-1R <= __proto__@__proto__.example H=(__proto__) [192.0.2.7] P=esmtp S=10",
    "2026-01-08 14:00:00 1vdqk6-0003Yx-1R == constructor@__proto__ R=__proto__ T=toString defer (111): Connection refused",
    "2026-01-08 16:00:00 1vdqk6-0003Yx-1R == constructor@__proto__ R=__proto__ T=toString defer (111): Connection refused",
    "Jan 08 14:00:37 imap(__proto__)<1><__proto__>: Error: Mailbox __proto__: mmap(size=1395104500) failed with file /home/__proto__/dovecot.index.cache: Cannot allocate memory",
  ];
  writeFileSync(path, `${lines.join("\n")}\n`);
  const { code, analysis } = analysed(path);
  expect(code).toBe(0);
  expectAccounts(analysis, 4);
  expect(
    analysis.findings
      .map(({ analyzer, subjects }) => [analyzer, analyzer === "mmap-failure" ? subjects.users : subjects.messages])
      .sort(),
  ).toEqual([
    ["mmap-failure", ["__proto__"]],
    ["stuck-queue", ["1vdqk6-0003Yx-1R"]],
  ]);
});

describe.each(readdirSync(join("fixtures", "hostile")).filter((name) => /\.(log|txt)$/.test(name)))(
  "hostile: %s",
  (name) => {
    const path = join("fixtures", "hostile", name);
    // lines of other programs alone: nothing of ours, and so exit code 4
    const nothing = name === "envelope-traps.log";
    const lines =
      readFileSync(path, "latin1").split("\n").length - (readFileSync(path, "latin1").endsWith("\n") ? 1 : 0);

    test("analyze: accounts hold, the terminal is safe", () => {
      const { code, analysis } = analysed(path);
      expect(code).toBe(nothing ? 4 : 0);
      expectAccounts(analysis, lines);
      expect(mailmortem(["analyze", path, ...fixed]).out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    });

    test("report and events: every line gives one JSON object or comes back raw", () => {
      expect(mailmortem(["report", path, ...fixed, "--quiet"]).code).toBe(nothing ? 4 : 0);
      const events = runRaw(["events", path, ...fixed, "--quiet"]);
      expect(events.status).toBe(nothing ? 4 : 0);
      for (const line of events.stdout.toString("utf8").split("\n").slice(0, -1))
        expect(() => JSON.parse(line)).not.toThrow();
      const raw = runRaw(["events", path, ...fixed, "--quiet", "--unrecognised"]).stdout.toString("latin1");
      const all = new Set(readFileSync(path, "latin1").split("\n"));
      for (const line of raw.replace(/\n$/, "").split("\n")) if (raw !== "") expect(all).toContain(line);
    });
  },
);
