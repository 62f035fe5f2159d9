/**
 * Runs a task from nothing but a clone: installs when package-lock.json changed, builds when sources or grammars
 * changed, then runs the task with the arguments left over. Without dependencies of its own, for there are none yet.
 *
 *   node tools/with-setup.mjs demo
 *   node tools/with-setup.mjs test test/cli
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Goes with node_modules when somebody deletes it. */
const stampFile = join(root, "node_modules", ".mailmortem-setup");

/** What the build reads. Folders are read whole. */
const buildInputs = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "grammars",
  "src",
  "tools/grammars.ts",
  "tools/bundle.mjs",
  "tools/bundle-lazy.mjs",
  "tools/bundle-luxon.mjs",
  "tools/copy-assets.mjs",
  "tools/prune-types.mjs",
];
/** What the build writes; never part of its own input. */
const buildOutputs = ["src/parsers/generated", "dist"];
const builtEntry = join(root, "dist", "cli", "main.js");

const tasks = {
  demo: ["tools/demo.mjs"],
  test: ["node_modules/vitest/vitest.mjs", "run"],
  setup: undefined,
};

main();

function main() {
  const [task, ...rest] = process.argv.slice(2);
  if (task === undefined || !Object.hasOwn(tasks, task)) fail(`expected one of: ${Object.keys(tasks).join(", ")}`);
  requireNode(20, 19);
  setUp();
  const command = tasks[task];
  if (command !== undefined) process.exitCode = node([...command, ...rest]);
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  fail(`Node ${major}.${minor} or newer is needed, this is ${process.versions.node}`);
}

function setUp() {
  // Some packages hold binaries, so the platform is part of what is installed.
  const install = hash(["package-lock.json"], `${process.platform}-${process.arch}`);
  let stamp = readStamp();
  if (stamp.install !== install) {
    say("installing dependencies (only when package-lock.json changed)");
    must(npm(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]), "npm ci");
    stamp = { install };
    writeStamp(stamp);
  }
  const build = hash(buildInputs);
  if (stamp.build === build && existsSync(builtEntry) && existsSync(join(root, buildOutputs[0]))) return;
  say("building (only when sources or grammars changed)");
  must(npm(["run", "--silent", "build"]), "npm run build");
  writeStamp({ install, build });
}

/** One digest over names and contents, so that a renamed or deleted file counts as a change. */
function hash(paths, salt = "") {
  const digest = createHash("sha256").update(salt);
  for (const file of paths.flatMap(filesUnder).sort()) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return digest.digest("hex");
}

function filesUnder(path) {
  if (buildOutputs.includes(path) || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return {};
  }
}

function writeStamp(stamp) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamp));
}

/** npm tells its scripts where it is; a bare `npm` would need a shell on Windows. */
function npm(args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js")) return run(process.execPath, [own, ...args], [0, 2, 2]);
  return run("npm", args, [0, 2, 2]);
}

function node(args) {
  return run(process.execPath, args, "inherit");
}

/** Set-up output goes to standard error: the task's own output stays clean on standard output. */
function run(command, args, stdio) {
  const done = spawnSync(command, args, { cwd: root, stdio, shell: command === "npm" && process.platform === "win32" });
  if (done.error) fail(`${command}: ${done.error.message}`);
  return done.status ?? 1;
}

function must(status, what) {
  if (status !== 0) fail(`${what} failed, see above`);
}

function say(text) {
  process.stderr.write(`mailmortem set-up: ${text}\n`);
}

function fail(text) {
  process.stderr.write(`mailmortem set-up: ${text}\n`);
  process.exit(1);
}
