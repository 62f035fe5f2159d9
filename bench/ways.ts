/** The ways to read one log that must not make a difference. */
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { data } from "./folder.ts";
import { logFiles, output, type Way } from "./output.ts";
import { cli, knowsOption } from "./programs.ts";

/** A way, or why there is none. */
export type Compared =
  | { readonly promise: string; readonly way: Way; readonly skipped?: never }
  | { readonly promise: string; readonly way?: never; readonly skipped: string };

/** The environment variable that turns demand-driven scanning off: every field of every line is built. */
const everything = ["MAILMORTEM_EAGER", "1"] as const;
const equal = join(data, "equal");

/** Paths of the logs, in the order of {@link logFiles}. */
export type Paths = readonly string[];

/** The logs as they are. */
export function plain(paths: Paths): Way {
  const folder = emptied("plain");
  for (const [path, name] of named(paths)) linkSync(path, join(folder, name));
  return { folder };
}

/** All other ways. Files that they need are made. */
export async function waysOf(paths: Paths): Promise<readonly Compared[]> {
  const { folder } = plain(paths);
  const jobs = ["1", "2"].map((amount): Compared => {
    const promise = `the same with \`--jobs ${amount}\``;
    return knowsOption("--jobs")
      ? { promise, way: { folder, options: ["--jobs", amount] } }
      : { promise, skipped: "this mailmortem has no `--jobs`" };
  });
  const [name, value] = everything;
  const promise = "the same without demand-driven scanning";
  const undemanding: Compared = isNamed(name)
    ? { promise, way: { folder, env: { [name]: value } } }
    : { promise, skipped: `this mailmortem does not know \`${name}\`` };
  return [...jobs, await packed(paths), undemanding, incremental(paths)];
}

/** Packed, and not called so: it is known by its first bytes. */
async function packed(paths: Paths): Promise<Compared> {
  const folder = emptied("packed");
  for (const [path, name] of named(paths))
    await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(join(folder, name)));
  return { promise: "the same when packed with gzip", way: { folder, unlike: STORED } };
}

/** Sizes of files in the account: `"stored": 1511870,` and ` (stored as 1,511,870)`. */
const STORED = /"stored": \d+,| \(stored as [\d,]+\)/g;

/** Half of each log, then all of it, with one state. */
function incremental(paths: Paths): Compared {
  const promise = "the same in two runs with `--state`";
  if (!knowsOption("--state")) return { promise, skipped: "this mailmortem has no `--state`" };
  const folder = emptied("growing");
  const options = ["--state", "state"];
  const before = async () => {
    emptied("growing");
    // Up to a byte in the middle of a line: the daemon is writing it just then.
    for (const [path, name] of named(paths))
      await pipeline(
        createReadStream(path, { end: Math.floor(statSync(path).size / 2) }),
        createWriteStream(join(folder, name)),
      );
    await output({ folder, options }, "analyze", "--format", "json");
    // The same files go on: their inodes stay.
    for (const [path, name] of named(paths)) copyFileSync(path, join(folder, name));
  };
  return { promise, way: { folder, options, before } };
}

function named(paths: Paths): readonly (readonly [path: string, name: string])[] {
  return logFiles.map((name, at) => [paths[at] ?? "", name]);
}

function emptied(name: string): string {
  const folder = join(equal, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whether the built program names a variable somewhere. */
function isNamed(variable: string): boolean {
  const root = dirname(dirname(cli));
  if (!existsSync(root)) return false;
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .some((name) => readFileSync(join(root, name), "utf8").includes(variable));
}
