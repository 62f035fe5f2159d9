import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/api/analyze.ts";
import { openWatcher } from "../../src/api/watch.ts";
import { watchCommand } from "../../src/cli/watch.ts";
import { logName } from "../../src/engine/log-name.ts";
import { identityOf, isAbsolutePath, slashed } from "../../src/engine/source-paths.ts";
import { shortNames } from "../../src/report/names.ts";
import { refuseWindows } from "../../src/watch/platform.ts";

describe("paths", () => {
  test.each([
    ["C:\\logs\\mainlog.1.gz", "win32", "C:/logs/mainlog.1.gz", true],
    ["\\\\server\\share\\mainlog", "win32", "//server/share/mainlog", true],
    ["logs\\main*", "win32", "logs/main*", false],
    ["odd\\name", "linux", "odd\\name", false],
    ["C:\\logs\\mainlog", "linux", "C:\\logs\\mainlog", false],
    ["/var/log/mainlog", "linux", "/var/log/mainlog", true],
    ["/var/log/mainlog", "darwin", "/var/log/mainlog", true],
  ] as const)("%s on %s", (path, platform, expected, isAbsolute) => {
    const seen = slashed(path, platform);
    expect(seen).toBe(expected);
    expect(isAbsolutePath(seen, platform)).toBe(isAbsolute);
  });

  test("with slashes a drive's log is known by its name and shown briefly", () => {
    const paths = ["C:\\logs\\mainlog.2.gz", "D:\\old\\dovecot.log"].map((path) => slashed(path, "win32"));
    expect(paths.map(logName)).toEqual(["mainlog", "dovecot.log"]);
    expect([...shortNames(paths).values()]).toEqual(["mainlog.2.gz", "dovecot.log"]);
  });

  test("a file's number tells it apart, but for Windows, whose numbers are rounded", () => {
    expect(identityOf({ dev: 1, ino: 2 }, "linux")).toBe("inode 1 2");
    expect(identityOf({ dev: 1, ino: 2 }, "darwin")).toBe("inode 1 2");
    expect(identityOf({ dev: 1, ino: 2 }, "win32")).toBeUndefined();
  });
});

test("logs with CRLF are found in what those with LF are", async () => {
  const night = join("fixtures", "logs", "incident-night");
  const found = async (ending: string) => {
    const inputs = ["exim4/mainlog", "dovecot.log"].map((name) => ({
      name: `C:/logs/${name}`,
      stream: Readable.from([
        Buffer.from(readFileSync(join(night, name), "latin1").replaceAll("\n", ending), "latin1"),
      ]),
    }));
    const { findings, coverage } = await analyze(inputs, { tz: "UTC", year: 2026 });
    const { lines, recognised, unrecognised } = coverage;
    return {
      coverage: { lines, recognised, unrecognised },
      findings: findings.map(({ evidence, ...finding }) => [finding, evidence[0], evidence.at(-1)]),
    };
  };
  const [crlf, lf] = [await found("\r\n"), await found("\n")];
  expect(crlf).toEqual(lf);
  expect(lf.findings.length).toBeGreaterThan(3);
});

describe("watch", () => {
  test("refuses Windows, and says what to do", () => {
    expect(() => refuseWindows("win32")).toThrow(/^watch does not run on Windows, .* run it on the mail server/);
    for (const platform of ["linux", "darwin", "freebsd"] as const) expect(() => refuseWindows(platform)).not.toThrow();
  });

  test("as a command and in the library", async () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform");
    Object.defineProperty(process, "platform", { ...platform, value: "win32" });
    try {
      const refused = { code: "usage", message: expect.stringContaining("does not run on Windows") };
      await expect(openWatcher(["mainlog"], {})).rejects.toMatchObject(refused);
      await expect(watchCommand.run({} as never, new AbortController().signal)).rejects.toMatchObject(refused);
    } finally {
      if (platform !== undefined) Object.defineProperty(process, "platform", platform);
    }
  });
});
