/** A folder of fake programs that a script meets first in its PATH, each writing down what it was called with. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class FakeHost {
  readonly folder = mkdtempSync(join(tmpdir(), "fake-host-"));
  readonly bin = join(this.folder, "bin");

  constructor() {
    mkdirSync(this.bin);
    this.program("sleep", "exit 0");
    this.program("logger", 'cat >/dev/null </dev/null; printf "logger %s\\n" "$*" >>"$CALLS"');
  }

  /** A fake program; `CALLS` names the file for what it wants to write down. */
  program(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(this.bin, name), 0o755);
  }

  file(path: string, content: string): string {
    const full = join(this.folder, path);
    mkdirSync(join(full, ".."), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  calls(): readonly string[] {
    const file = join(this.folder, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** Runs a script of ours with the fakes before the real programs. */
  run(script: string, args: readonly string[], env: Readonly<Record<string, string>>): Outcome {
    const path = this.file("script", script);
    const { status, stdout, stderr } = spawnSync("bash", [path, ...args], {
      encoding: "utf8",
      timeout: 30_000,
      env: { PATH: `${this.bin}:/usr/bin:/bin`, CALLS: join(this.folder, "calls"), ...env },
    });
    return { status, stdout, stderr };
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
