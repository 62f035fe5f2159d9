/**
 * A host of a page's own: the recorded night in the places of a Debian host, below a folder that goes afterwards. What a
 * page says of `/var`, `/etc` and `/root` is done there; it is followed from top to bottom, in one working folder.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { incident, program } from "../cli/spawned.ts";

/** What came of a script. */
export interface Ran {
  readonly code: number | null;
  /** With the host's paths, as a page says them. */
  readonly out: string;
  readonly err: string;
}

/** The end of the recorded logs. */
const end = Date.parse("2026-01-08T15:00:05Z") / 1000;
const logs = [
  ["exim4/mainlog", "var/log/exim4/mainlog"],
  ["exim4/paniclog", "var/log/exim4/paniclog"],
  ["exim4/rejectlog", "var/log/exim4/rejectlog"],
  ["dovecot.log", "var/log/dovecot.log"],
] as const;
const folders = ["bin", "home", "etc", "root", "var/lib/mailmortem", "var/lib/prometheus/node-exporter"];
/** A path of the host, not one below another folder. */
const hostPath = /(?<![\w.$}-])\/(?=(?:var|etc|root)\/)/g;

/** A folder that stands for a host. */
export class Host {
  readonly root = mkdtempSync(join(tmpdir(), "mailmortem-docs-"));
  /** The working folder: the logs stand in it, too, as most examples name them. */
  readonly home = join(this.root, "home");

  constructor() {
    for (const folder of folders) mkdirSync(join(this.root, folder), { recursive: true });
    for (const [from, to] of logs) {
      this.#log(from, to);
      this.#log(from, join("home", from.replace("exim4/", "")));
    }
    cpSync(join(incident, "intervention.yaml"), join(this.home, "statements.yaml"));
    mkdirSync(join(this.home, "node_modules"));
    symlinkSync(resolve("."), join(this.home, "node_modules", "mailmortem"));
    // A watch never ends by itself; a service manager ends it by SIGTERM, which it takes for its ordinary end.
    const main = `"${process.execPath}" "${program}" "$@"`;
    // --foreground: otherwise it sends the signal twice, and a second one ends a watch at once
    const ended = "timeout --foreground --preserve-status 8";
    this.tool("mailmortem", `case "$*" in watch*--once*) ;; watch*) exec ${ended} ${main} ;; esac\nexec ${main}`);
    // What the journal of such a host holds of Exim.
    writeFileSync(join(this.root, "journal.json"), journalOf(join(incident, "exim4", "mainlog")));
    this.tool("journalctl", `cat "${join(this.root, "journal.json")}"`);
    this.tool("mail", `cat >"${join(this.root, "mailed")}"`);
  }

  #log(from: string, to: string): void {
    const path = join(this.root, to);
    mkdirSync(join(path, ".."), { recursive: true });
    cpSync(join(incident, from), path);
    utimesSync(path, end, end);
  }

  /** A program of this host. */
  tool(name: string, script: string): void {
    writeFileSync(join(this.root, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Paths of the host as they are below the folder. */
  mapped(text: string): string {
    return text.replaceAll("/usr/bin/mailmortem", `${this.root}/bin/mailmortem`).replace(hostPath, `${this.root}/`);
  }

  /** Runs a script as people would: the first failure ends it. */
  run(script: string, shell = "bash"): Ran {
    const { TZ: _zone, FORCE_COLOR: _force, ...rest } = process.env;
    const done = spawnSync(shell, [...(shell === "bash" ? ["-o", "pipefail"] : []), "-eu", "-c", this.mapped(script)], {
      cwd: this.home,
      encoding: "utf8",
      env: { ...rest, TZ: "UTC", NO_COLOR: "1", HOME: this.home, PATH: `${this.root}/bin:${process.env.PATH}` },
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
      timeout: 120_000,
    });
    const shown = (text: string) => text.replaceAll(this.root, "");
    return { code: done.status, out: shown(done.stdout), err: shown(done.stderr) };
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** `journalctl -o json` of a main log. */
function journalOf(mainlog: string): string {
  return readFileSync(mainlog, "latin1")
    .trimEnd()
    .split("\n")
    .map((text) => {
      const at = Date.parse(`${text.slice(0, 19).replace(" ", "T")}Z`) * 1000;
      const entry = { __REALTIME_TIMESTAMP: String(at), _HOSTNAME: "mail", SYSLOG_IDENTIFIER: "exim4", _PID: "811" };
      return `${JSON.stringify({ ...entry, MESSAGE: text })}\n`;
    })
    .join("");
}
