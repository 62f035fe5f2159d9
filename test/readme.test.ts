import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refreshedReadme } from "../tools/readme.ts";
import { incident, program } from "./cli/spawned.ts";

const readme = readFileSync("README.md", "utf8");
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** The lines of the README's shell blocks; each is a command of its own. */
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.trimEnd().split("\n"));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailmortem-readme-"));
  for (const log of ["exim4/mainlog", "exim4/paniclog", "dovecot.log"])
    copyFileSync(join(incident, log), join(folder, log.replace("exim4/", "")));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "mailmortem"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, {
    mode: 0o755,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("README.md", () => {
  test("shows an intervention.yaml that works, and what the report says to its last line", () => {
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    writeFileSync(join(folder, "small.yaml"), yaml);
    const args = ["report", "mainlog", "paniclog", "dovecot.log", "-i", "small.yaml", "--quiet"];
    const done = spawnSync(process.execPath, [program, ...args, "--tz", "UTC", "--year", "2026"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    expect([done.status, done.stderr]).toEqual([0, ""]);
    const quoted = [...readme.matchAll(/^> (.*)$/gm)].map(([, line]) => line).join(" ");
    expect(quoted).toContain("Contradicted by the log");
    expect(done.stdout).toContain(quoted);
  });

  test.each(commands)("%s", (command) => {
    const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}`, NO_COLOR: "1" };
    const done = spawnSync("sh", ["-c", command], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 26,
    });
    expect(done.stderr).not.toMatch(/usage|did you mean|bug/);
    expect(done.status).toBe(0);
    expect(
      done.stdout + (existsSync(join(folder, "report.md")) ? readFileSync(join(folder, "report.md"), "utf8") : ""),
    ).not.toBe("");
  });

  test("names only scripts, files and folders that exist", () => {
    for (const [, script = ""] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, path = ""] of readme.matchAll(/`((?:[\w.-]+\/)+|[A-Z]+(?:\.md)?)`/g)) {
      if (path !== "mailmortem-demo/") expect(existsSync(resolve(path)), path).toBe(true);
    }
  });

  test("the excerpts are what the demo prints and writes (npm run readme)", () => {
    expect(refreshedReadme(readme)).toBe(readme);
  });
});
