/** The logs that are measured: written once into bench/data, which git ignores, and kept. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { readOnly } from "./floor.ts";
import { data } from "./folder.ts";
import { writeInvented } from "./invented/write.ts";
import type { Size } from "./traffic/page.ts";
import type { Daemon } from "./traffic/recorded.ts";
import { ordinary, type Traffic } from "./traffic/replay.ts";
import { produce, writeTraffic } from "./traffic/write.ts";

/**
 * `exim` and `dovecot` are recorded lines lived again; in `exim-open` no message is ever completed; the others are what
 * figures up to November 2026 are of.
 */
export type LogName = Daemon | "exim-open" | "exim-2m" | "dovecot-2m";
export const logNames: readonly LogName[] = ["exim", "dovecot", "exim-open", "exim-2m", "dovecot-2m"];

/** Messages that arrive and of which nothing more is said. */
const open: Traffic = { ...ordinary, trouble: 0, sessions: 0, unfinished: 1 };

export interface Log {
  readonly name: LogName;
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
}

/** A log of that size, warm in the page cache. */
export function logOf(name: LogName, size: Size): Log {
  mkdirSync(data, { recursive: true });
  const length = "lines" in size ? `${size.lines}` : `${size.bytes / 1e6}MB`;
  const path = join(data, `${name}-${length}${isInvented(name) ? "" : `-${fingerprint(daemonOf(name))}`}.log`);
  if (!existsSync(path)) {
    console.log(`writing ${path}`);
    const unfinished = `${path}.part`;
    if (!isInvented(name)) writeTraffic(daemonOf(name), size, unfinished, name === "exim-open" ? open : ordinary);
    else if ("lines" in size) writeInvented(name === "exim-2m" ? "exim" : "dovecot", size.lines, unfinished);
    else throw new Error(`${name} is made by lines, not by bytes`);
    renameSync(unfinished, path);
  }
  return { name, path, bytes: statSync(path).size, lines: readOnly(path) };
}

function isInvented(name: LogName): name is "exim-2m" | "dovecot-2m" {
  return name === "exim-2m" || name === "dovecot-2m";
}

function daemonOf(name: LogName): Daemon {
  return name.startsWith("exim") ? "exim" : "dovecot";
}

const fingerprints = new Map<Daemon, string>();

/** Of the log's beginning: another generator, or other recorded logs, and the file of old is not used again. */
function fingerprint(daemon: Daemon): string {
  const known = fingerprints.get(daemon);
  if (known !== undefined) return known;
  const hash = createHash("sha256");
  produce(daemon, { lines: 20_000 }, (block) => void hash.update(block));
  const made = hash.digest("hex").slice(0, 8);
  fingerprints.set(daemon, made);
  return made;
}
