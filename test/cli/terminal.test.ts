/** What reaches a terminal beside results: messages, and lines of logs that were asked for as they are. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { messageLines, shownBytes } from "../../src/cli/console.ts";
import { mailmortem, runRaw, smallLog, temporaryFolder } from "./spawned.ts";

test.each([
  ["a title", "\u001b]0;owned\u0007", "mailmortem: \\u{1B}]0;owned\\u{7}\n"],
  ["C1", "a\u009b2Jb", "mailmortem: a\\u{9B}2Jb\n"],
  ["a line rewritten", "fine\r\u001b[Kevil", "mailmortem: fine\\u{D}\\u{1B}[Kevil\n"],
  ["bidi", "gnp.exe\u202e", "mailmortem: gnp.exe\\u{202E}\n"],
  ["lines of a message stay", "one\ntwo", "mailmortem: one\ntwo\n"],
])("a message with %s", (_, text, shown) => {
  expect(messageLines(text)).toBe(shown);
});

test("a log's bytes on a terminal: text as it is, what is no UTF-8 as Latin-1, no control", () => {
  const bytes = Buffer.concat([Buffer.from("é \u001b[31m\u202e\n"), Buffer.from([0xe9, 0x9b, 0x0a])]);
  expect(shownBytes(bytes)).toBe("é \\u{1B}[31m\\u{202E}\né\\u{9B}\n");
});

test("a program gets the bytes of unrecognised lines", () => {
  const input = Buffer.from("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n\u001b[31m\u00e9\n", "latin1");
  const { stdout } = runRaw(["events", "--unrecognised", "-"], { input });
  expect(stdout.toString("latin1")).toBe("\u001b[31m\u00e9\n");
});

test("an argument that would clear the screen is named, not obeyed", () => {
  const folder = temporaryFolder();
  for (const args of [
    ["analyze", "/nowhere/\u001b[2J\u009b\u202e"],
    ["trace", "\u001b[2J", smallLog(folder)],
    ["report", smallLog(folder), "-o", "\u001b[2J.txt"],
    ["report", smallLog(folder), "-i", join(folder, "\u001b[2J.yaml")],
    ["analyze", "--\u001b[2J"],
  ]) {
    const { code, out, err } = mailmortem(args);
    expect([args, code]).not.toEqual([args, 0]);
    expect(err).toContain("\\u{1B}[2J");
    expect(`${out}${err}`.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});
