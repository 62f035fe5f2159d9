/** Reading logs starts no program, opens no connection and evaluates no text: whatever tries it ends the run here. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixed, incident, incidentLogs, incidentStatements, program, temporaryFolder } from "../cli/spawned.ts";

/** Makes every way out of the process throw. Threads inherit it. */
const forbidding = `data:text/javascript,${encodeURIComponent(`
import { syncBuiltinESMExports } from "node:module";
import { writeSync } from "node:fs";
const forbid = (module, name) => () => { writeSync(2, "forbidden: " + module + "." + name + "\\n"); process.reallyExit(99); };
for (const module of ["child_process", "net", "tls", "http", "https", "http2", "dns", "dgram", "cluster"]) {
  const found = process.getBuiltinModule("node:" + module);
  for (const name of Object.keys(found)) if (typeof found[name] === "function" && /^[a-z]/.test(name)) found[name] = forbid(module, name);
}
// Standard output may be a socket itself: only to reach another one is forbidden.
process.getBuiltinModule("node:net").Socket.prototype.connect = forbid("net", "connect");
process.getBuiltinModule("node:net").Server.prototype.listen = forbid("net", "listen");
const vm = process.getBuiltinModule("node:vm");
for (const name of ["runInContext", "runInNewContext", "runInThisContext", "compileFunction"]) vm[name] = forbid("vm", name);
syncBuiltinESMExports();
globalThis.fetch = forbid("global", "fetch");
`)}`;

const run = (node: readonly string[], args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
};
/** No text becomes a program either. */
const strict = ["--disallow-code-generation-from-strings", "--import", forbidding];

describe("nothing is executed by", () => {
  const outputs = (folder: string) => [
    "-o",
    join(folder, "r.md"),
    "-o",
    join(folder, "r.html"),
    "-o",
    join(folder, "r.json"),
  ];
  test.each<readonly [string, (folder: string) => readonly string[]]>([
    ["analyze", () => ["analyze", ...incidentLogs, ...fixed]],
    [
      "analyze on two threads, with a state",
      (folder) => ["analyze", incident, ...fixed, "--jobs", "2", "--state", join(folder, "state")],
    ],
    [
      "report",
      (folder) => [
        "report",
        ...incidentLogs,
        ...fixed,
        "-i",
        incidentStatements,
        ...outputs(folder),
        "--assets",
        join(folder, "charts"),
      ],
    ],
    ["init", () => ["init", ...incidentLogs, ...fixed]],
    ["events", () => ["events", ...incidentLogs, ...fixed]],
    ["trace", () => ["trace", "1vdqk6-0003Yx-1R", ...incidentLogs, ...fixed]],
    ["watch --once", () => ["watch", "--once", ...incidentLogs, "--tz", "UTC", "--year", "2026"]],
    ["explain", () => ["explain", "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Complet"]],
  ])("%s", (_command, line) => {
    const args = [program, ...line(temporaryFolder()), "--quiet"].filter(
      (one) => one !== "--quiet" || line("").at(0) !== "explain",
    );
    const { status, stderr } = run(strict, args);
    expect(stderr).not.toContain("forbidden");
    expect(status).not.toBe(99);
    expect(status).not.toBe(70);
    expect(status).toBe(run([], [program, ...args.slice(1)]).status);
  });

  test.each([
    'import { spawnSync } from "node:child_process"; spawnSync("true");',
    'import { connect } from "node:net"; connect(9);',
    'import dns from "node:dns"; dns.lookup("mail.example", () => {});',
    'await fetch("http://127.0.0.1:9/");',
  ])("is noticed: %s", (code) => {
    expect(run(strict, ["--input-type=module", "-e", code])).toMatchObject({
      status: 99,
      stderr: expect.stringContaining("forbidden"),
    });
  });
});
