/** A host whose logs grow, are rotated, and are read in between. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { logName, rotationAge } from "../../src/engine/log-name.ts";
import { casesFolder, logsOfCase } from "../../tools/cases.ts";

/** What is written to one log, in the order of writing. */
interface Stream {
  /** Path of the live file. */
  readonly live: string;
  readonly bytes: Buffer;
  written: number;
}

/** The logs of a recorded case, being written anew in a folder. */
export class Host {
  readonly #streams: readonly Stream[];
  readonly #time: Date;
  readonly #keep: number;

  /** @param keep rotated files that are kept; the oldest goes */
  constructor(folder: string, name: string, time: number, keep = 9) {
    this.#time = new Date(time);
    this.#keep = keep;
    const families = new Map<string, string[]>();
    for (const path of logsOfCase(name)) {
      const live = join(folder, dirname(path).slice(join(casesFolder, name).length), logName(path));
      families.set(live, [...(families.get(live) ?? []), path]);
    }
    this.#streams = [...families].map(([live, paths]) => {
      mkdirSync(dirname(live), { recursive: true });
      const oldestFirst = paths.sort((a, b) => rotationAge(b) - rotationAge(a));
      return { live, bytes: Buffer.concat(oldestFirst.map(textOf)), written: 0 };
    });
  }

  /** The live files. */
  get live(): readonly string[] {
    return this.#streams.map(({ live }) => live).filter((live) => existsSync(live));
  }

  /** All files, those of a log together, the newest first. */
  get files(): readonly string[] {
    return this.#streams.flatMap(({ live }) => this.#membersOf(live));
  }

  /** Each log grows by a share of what is left, cut anywhere. */
  write(share: number): void {
    for (const stream of this.#streams) {
      const to = stream.written + Math.round((stream.bytes.length - stream.written) * share);
      appendFileSync(stream.live, stream.bytes.subarray(stream.written, to));
      stream.written = to;
      this.#touch(stream.live);
    }
  }

  /** What is being written is finished, then every log is rotated: its lines are whole. */
  rotate(how: "rename" | "copytruncate", isCompressed: boolean): void {
    for (const stream of this.#streams) {
      // As logrotate's notifempty does it.
      if (!existsSync(stream.live) || statSync(stream.live).size === 0) continue;
      const end = stream.bytes.indexOf(10, stream.written - 1) + 1;
      if (end > stream.written) appendFileSync(stream.live, stream.bytes.subarray(stream.written, end));
      stream.written = Math.max(stream.written, end);
      const members = this.#membersOf(stream.live).slice(1).reverse();
      for (const member of members) this.#shift(stream.live, member);
      const first = `${stream.live}.1`;
      if (how === "rename") renameSync(stream.live, first);
      else {
        copyFileSync(stream.live, first);
        truncateSync(stream.live);
      }
      if (isCompressed) this.#compress(first);
      this.#touch(stream.live);
    }
  }

  #shift(live: string, member: string): void {
    const age = rotationAge(member) + 1;
    if (age > this.#keep) rmSync(member);
    else {
      const next = `${live}.${age}${member.endsWith(".gz") ? ".gz" : ""}`;
      renameSync(member, next);
      // As logrotate's delaycompress does it.
      if (!next.endsWith(".gz")) this.#compress(next);
    }
  }

  #compress(path: string): void {
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    rmSync(path);
    this.#touch(`${path}.gz`);
  }

  #touch(path: string): void {
    if (existsSync(path)) utimesSync(path, this.#time, this.#time);
  }

  #membersOf(live: string): readonly string[] {
    const names = [live];
    for (let age = 1; age <= this.#keep; age++) names.push(`${live}.${age}`, `${live}.${age}.gz`);
    return names.filter((name) => existsSync(name));
  }
}

function textOf(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}
