/** A bug of the program: said to be one, with its stack and without what is nobody's business, exit 70. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixed, program, temporaryFolder } from "../cli/spawned.ts";
import { mainlog } from "./surroundings.ts";

/** Breaks the program from within, as a bug would: at its beginning, in a command, in a handler of an event. */
const planted = {
  "in a command": "Date.prototype.toISOString = () => { throw new TypeError(TEXT); };",
  "in a handler of an event": "once(() => { throw new TypeError(TEXT); });",
  "in a promise that nobody waits for": "once(() => Promise.reject(new TypeError(TEXT)));",
};
const text = 'sql(ann): Password mismatch (given password: hunter2)\u001b[2J\nin "AUTH PLAIN AGFubgBodW50ZXIy" H=(x)';

/** As soon as the program has begun. */
const whenItRuns = `const once = (happen) =>
  process.on("newListener", (name) => name === "uncaughtException" && setTimeout(happen, 0));
`;

test.each(Object.entries(planted))("%s", (_where, code) => {
  // A file: of a data URL the stack would hold the text.
  const bug = join(temporaryFolder(), "bug.mjs");
  writeFileSync(bug, whenItRuns + code.replace("TEXT", JSON.stringify(text)));
  const args = ["report", mainlog, ...fixed, "--redact", "full", "--redact-key", "topsecret-key"];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", bug, program, ...args], {
    env: { MAILMORTEM_REDACT_KEY: "topsecret-variable" },
    encoding: "utf8",
  });
  expect(status).toBe(70);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^mailmortem: this is a bug, please report it with the lines below\n.*TypeError: /);
  expect(stderr).toMatch(/^ {4}at /m);
  expect(stderr).toContain("given password: ***");
  expect(stderr).not.toMatch(/hunter2|AGFubgBodW50ZXIy|topsecret/);
  expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});
