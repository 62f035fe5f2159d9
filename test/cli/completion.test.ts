import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { mailmortem, program, temporaryFolder } from "./spawned.ts";

/** What a bash that has loaded the completion offers for a line, as at the Tab key. */
function offered(words: readonly string[]): readonly string[] {
  const bin = temporaryFolder();
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "mailmortem"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  const script = `
    eval "$(mailmortem completion)"
    complete -p mailmortem >&2
    COMP_WORDS=(mailmortem "$@"); COMP_CWORD=$(($# )); COMP_LINE="mailmortem $*"; COMP_POINT=\${#COMP_LINE}
    _mailmortem_yargs_completions
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const done = spawnSync("bash", ["--norc", "-c", script, "bash", ...words], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, SHELL: "/bin/bash" },
  });
  expect(done.stderr).toContain("complete ");
  return done.stdout.split("\n").filter((word) => word !== "");
}

describe("in a real bash", () => {
  test.each([
    [["ver"], ["verify"]],
    [["re"], ["report"]],
    [["report", "--stuck"], ["--stuck-after"]],
    [["report", "--mode", "sum"], ["summary"]],
    [
      ["verify", "r.md", "--show", "con"],
      ["confirmed", "contradicted"],
    ],
    [["watch", "--inter"], ["--interval"]],
    [["nothing-like-it", "--xyz"], []],
  ])("%j offers %j", (words, expected) => expect(offered(words)).toEqual(expected));
});

test("zsh gets a script of its own", () => {
  const { out, code } = mailmortem(["completion"], { env: { SHELL: "/bin/zsh", ZSH_NAME: "zsh" } });
  expect(code).toBe(0);
  expect(out).toMatch(/^#compdef mailmortem\n/);
  expect(out).toContain("compdef _mailmortem_yargs_completions mailmortem");
});
