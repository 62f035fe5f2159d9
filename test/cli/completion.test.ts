import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { mailmortem, program, temporaryFolder } from "./spawned.ts";

/** A PATH on which `mailmortem` is the built program. */
function pathWithProgram(): string {
  const bin = temporaryFolder();
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "mailmortem"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 });
  return `${bin}${delimiter}${process.env.PATH}`;
}

/** What a bash that has loaded the completion offers for a line, as at the Tab key. */
function offered(words: readonly string[]): readonly string[] {
  const script = `
    eval "$(mailmortem completion)"
    complete -p mailmortem >&2
    COMP_WORDS=(mailmortem "$@"); COMP_CWORD=$(($# )); COMP_LINE="mailmortem $*"; COMP_POINT=\${#COMP_LINE}
    _mailmortem_yargs_completions
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const done = spawnSync("bash", ["--norc", "-c", script, "bash", ...words], {
    encoding: "utf8",
    env: { ...process.env, PATH: pathWithProgram(), SHELL: "/bin/bash" },
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

/** What becomes of a line in an interactive zsh that has loaded the completion, when Tab is typed behind it. */
function completed(line: string): string {
  const script = `
    zmodload zsh/zpty
    zpty inner zsh -f -i
    zpty -w inner 'PROMPT=; unsetopt prompt_sp; autoload -Uz compinit && compinit -D -u; source =(mailmortem completion); show() { print -r -- "<<$BUFFER>>" }; zle -N show; bindkey "^T" show; print loaded=$_comps[mailmortem].'
    zpty -r inner output '*loaded=_mailmortem_yargs_completions.*' || exit 1
    zpty -n -w inner "$1"$'\\t\\x14'
    zpty -r inner output '*<<*>>*' || exit 2
    print -r -- "$output"
    zpty -d inner`;
  const env = { ...process.env, PATH: pathWithProgram(), SHELL: "/bin/zsh", ZSH_NAME: "zsh", TERM: "dumb" };
  const done = spawnSync("zsh", ["-f", "-c", script, "zsh", line], { encoding: "utf8", env, timeout: 50_000 });
  expect([done.status, done.stderr]).toEqual([0, ""]);
  return /<<(.*)>>/.exec(done.stdout)?.[1] ?? done.stdout;
}

const hasZsh = spawnSync("zsh", ["-f", "-c", "zmodload zsh/zpty"], { stdio: "ignore" }).status === 0;

describe.skipIf(!hasZsh)("in a real zsh (skipped where none is installed: apt-get install zsh)", () => {
  test.each([
    ["mailmortem ver", "mailmortem verify "],
    ["mailmortem report --stuck", "mailmortem report --stuck-after "],
    ["mailmortem report --mode sum", "mailmortem report --mode summary "],
    ["mailmortem nothing-like-it --xyz", "mailmortem nothing-like-it --xyz"],
  ])("%j becomes %j", (line, wanted) => expect(completed(line)).toBe(wanted));
});
