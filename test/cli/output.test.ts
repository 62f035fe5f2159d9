import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkTarget, writeOutput, writeOutputs } from "../../src/cli/output.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailmortem-output-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("writeOutput", () => {
  test("leaves the text and nothing beside it", async () => {
    await writeOutput(join(folder, "report.md"), "whole\n");
    expect(readFileSync(join(folder, "report.md"), "utf8")).toBe("whole\n");
    expect(readdirSync(folder)).toEqual(["report.md"]);
  });

  test("replaces a file instead of writing into it, and keeps its mode", async () => {
    const path = join(folder, "report.md");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    const before = statSync(path).ino;
    await writeOutput(path, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(statSync(path).ino).not.toBe(before);
  });

  test("follows links, also to a file that is not there yet", async () => {
    mkdirSync(join(folder, "real"));
    symlinkSync(join("real", "report.md"), join(folder, "link.md"));
    symlinkSync("link.md", join(folder, "second.md"));
    await writeOutput(join(folder, "second.md"), "through");
    expect(readFileSync(join(folder, "real", "report.md"), "utf8")).toBe("through");
    expect(lstatSync(join(folder, "link.md")).isSymbolicLink()).toBe(true);
  });

  test("a loop of links is a sentence, not a crash", async () => {
    symlinkSync("b.md", join(folder, "a.md"));
    symlinkSync("a.md", join(folder, "b.md"));
    await expect(writeOutput(join(folder, "a.md"), "x")).rejects.toThrow(
      /cannot be written \(too many symbolic links\)/,
    );
  });

  test("writes into a device, which cannot be renamed over", async () => {
    await writeOutput("/dev/null", "gone");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});

describe("writeOutputs: all of them or none", () => {
  const old = () => readFileSync(join(folder, "old.md"), "utf8");
  beforeEach(() => writeFileSync(join(folder, "old.md"), "old"));

  test("all", async () => {
    await writeOutputs([
      { path: join(folder, "old.md"), text: "new" },
      { path: join(folder, "b.json"), text: "{}" },
      { path: "/dev/null", text: "gone" },
    ]);
    expect(old()).toBe("new");
    expect(readdirSync(folder).sort()).toEqual(["b.json", "old.md"]);
  });

  test.each([
    ["in a folder that is not there", "none/b.md", "-o", /^-o .*none\/b\.md: cannot be written \(ENOENT/],
    ["where a file stands for a folder", "old.md/b.md", "--assets", /^--assets .*b\.md: cannot be written \(ENOTDIR/],
    ["into a full device", "/dev/full", "-o", /^-o \/dev\/full: cannot be written \(ENOSPC/],
  ])("none when one would stand %s, first or last", async (_where, path, option, message) => {
    const bad = { path: path.startsWith("/") ? path : join(folder, path), text: "x", option };
    const good = { path: join(folder, "old.md"), text: "new" };
    const fresh = { path: join(folder, "fresh.md"), text: "new" };
    await expect(writeOutputs([good, fresh, bad])).rejects.toThrow(message);
    await expect(writeOutputs([bad, fresh, good])).rejects.toThrow(message);
    expect(old()).toBe("old");
    expect(readdirSync(folder)).toEqual(["old.md"]);
  });
});

describe("checkTarget", () => {
  test("a loop of links, a link into nowhere", async () => {
    symlinkSync("b.md", join(folder, "a.md"));
    symlinkSync("a.md", join(folder, "b.md"));
    symlinkSync(join("none", "c.md"), join(folder, "c.md"));
    await expect(checkTarget(join(folder, "a.md"))).rejects.toThrow(/cannot be written \(too many symbolic links\)/);
    await expect(checkTarget(join(folder, "c.md"))).rejects.toThrow(/c\.md: cannot be written \(ENOENT/);
  });

  // Root writes everywhere.
  test.skipIf(process.getuid?.() === 0)("a folder that is closed", async () => {
    mkdirSync(join(folder, "closed"), { mode: 0o500 });
    await expect(checkTarget(join(folder, "closed", "a.md"))).rejects.toThrow(/cannot be written \(EACCES/);
  });

  test("a missing folder is named before anything is read", async () => {
    const path = join(folder, "none", "report.md");
    await expect(checkTarget(path)).rejects.toThrow(`there is no folder ${join(folder, "none")}`);
  });

  test("a folder is no target", async () => {
    await expect(checkTarget(folder)).rejects.toThrow("this is a folder; name a file in it");
  });

  test("a file that is yet to be written is fine", async () => {
    await expect(checkTarget(join(folder, "report.md"))).resolves.toBeUndefined();
  });
});
