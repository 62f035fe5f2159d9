/** A state file that cannot be used: what is said, exit 3, and the file stays as it was. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixed, mailmortem, temporaryFolder } from "../cli/spawned.ts";
import { mainlog } from "./surroundings.ts";

const analyze = (state: string) => mailmortem(["analyze", mainlog, ...fixed, "--quiet", "--state", state]);
const remedy = /(?:Delete the file|Remove it) to begin anew from the logs\.\n$/;
let made: string | undefined;
/** A state as the program writes it. */
const whole = () => {
  if (made !== undefined) return made;
  const path = join(temporaryFolder(), "state");
  expect(analyze(path).code).toBe(0);
  made = readFileSync(path, "latin1");
  return made;
};

test.each<readonly [string, (text: string) => string, says: RegExp]>([
  ["no state", () => "2026-01-08 14:18:54 a log\n", /it is not a state that mailmortem wrote/],
  ["empty", () => "", /it is cut off/],
  [
    "another version's",
    (text) => text.replace(/mailmortem\/state@\d+/, "mailmortem/state@999"),
    /another version of mailmortem wrote it/,
  ],
  ["cut in its head", (text) => text.slice(0, 200), /it is cut off/],
  ["cut in its middle", (text) => text.slice(0, text.length / 2), /cannot be read: /],
  ["without its last byte", (text) => text.slice(0, -1), /cannot be read: /],
  ["changed in its head", (text) => text.replace('"lines":', '"linez":'), /it is damaged/],
])("%s", (_what, change, says) => {
  const path = join(temporaryFolder(), "state");
  const text = change(whole());
  writeFileSync(path, text, "latin1");
  const { code, out, err } = analyze(path);
  expect([code, out]).toEqual([3, ""]);
  expect(err).toMatch(says);
  expect(err).toMatch(remedy);
  expect(err.startsWith(`mailmortem: ${path}:`)).toBe(true);
  expect(readFileSync(path, "latin1") === text).toBe(true);
});
