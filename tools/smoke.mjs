/**
 * Does what a user does before the package is published: packs it, installs the tarball into an empty folder, and runs
 * there the command line on a piped log and the README's ten-line program. Wants a built dist.
 *
 *   node tools/smoke.mjs
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const incident = join(root, "fixtures", "logs", "incident-night");

/** Packs and installs; returns what the two programs printed. Throws, with their output, when a step fails. */
export function smoke() {
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-smoke-"));
  try {
    const { path, files } = packed(folder);
    const user = join(folder, "user");
    mkdirSync(user);
    writeFileSync(join(user, "package.json"), '{ "private": true }\n');
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", path], user);
    for (const log of ["exim4/mainlog", "dovecot.log"])
      writeFileSync(join(user, log.replace("exim4/", "")), readFileSync(join(incident, log)));
    const bin = join(user, "node_modules", ".bin", "mailmortem");
    const piped = execFileSync(bin, ["report", "--tz", "UTC", "--year", "2026", "--quiet"], {
      cwd: user,
      input: Buffer.concat(["mainlog", "dovecot.log"].map((log) => readFileSync(join(user, log)))),
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    writeFileSync(join(user, "program.mjs"), libraryProgram());
    const program = execFileSync(process.execPath, ["program.mjs"], { cwd: user, encoding: "utf8" });
    return { packed: files, report: piped, program };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packs the package into a folder: where the tarball is, what it holds, and its sizes in bytes. */
export function packed(folder) {
  const [{ filename, files, size, unpackedSize }] = JSON.parse(
    npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], root),
  );
  return { path: join(folder, filename), files: files.map(({ path }) => path), size, unpackedSize };
}

/** The README's library program: its first block marked as TypeScript, which is JavaScript too. */
export function libraryProgram() {
  const block = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"));
  if (block === null) throw new Error("README.md shows no library program");
  return block[1];
}

/** Runs npm as somebody does at a prompt; returns what it prints. */
export function npm(args, cwd) {
  // npm hands its own settings to its scripts; a user's shell has none of them
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)/i.test(name)),
  );
  const own = process.env.npm_execpath;
  const [command, ...rest] = own?.endsWith(".js") ? [process.execPath, own, ...args] : ["npm", ...args];
  return execFileSync(command, rest, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { packed, report, program } = smoke();
  console.log(`${packed.length} files packed, report of ${report.length} characters, program printed:\n${program}`);
}
