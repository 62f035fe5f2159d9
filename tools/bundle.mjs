/**
 * Makes the JavaScript of dist/ from src/: few files, because each file costs at start-up (docs/adr/0019-start-up.md).
 * tsc writes the declarations beside it, copy-assets.mjs what is read at run time.
 *
 *   node tools/bundle.mjs [DIST]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { distMark, lazy, lazyBuiltins, lazyEntries, lazyLayout } from "./bundle-lazy.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");
const dist = resolve(process.argv[2] ?? join(root, "dist"));

/** What can be run or imported from outside, by its place in src/. Each keeps its place in dist/. */
const entries = [
  "cli/main",
  "api/worker",
  "index",
  "parsers/index",
  "analyzers/index",
  "report/index",
  "testing/index",
];

/**
 * Packages that are taken in, with theirs: what a run over a small log loads. All others stay imports of what is
 * installed.
 */
const takenIn = ["yargs", "luxon", "tinyglobby", "mustache", "diff", "marked"];

/** A module that looks for files beside it, wherever its text ends up: it still stands at its own place in dist/. */
const ownPlace = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8");
      if (!contents.includes("import.meta.url")) return undefined;
      const url = `new URL("${distMark}/${nameOf(path)}.js", import.meta.url).href`;
      return { contents: contents.replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
};

/** Remedies as the build found them valid, without YAML and schemas: see src/knowledge/read-remedy.ts. */
const checkedRemedies = {
  name: "checked-remedies",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]knowledge[\\/]read-remedy\.ts$/ }, () => ({
      contents: 'export { remedyFromJson as readRemedy } from "./from-json.ts";',
      loader: "ts",
    }));
  },
};

/**
 * esbuild makes a file of each set of modules that the same entries reach, and whatever is imported dynamically is an
 * entry: dozens of small files for one run. So each of them is made to reach all of these, which then are one file.
 */
const firstLines = ["cli/main", "cli/program"];
const readers = ["cli/choice", "cli/judge", "api/read", "api/worker", "analyzers/index"];
const together = [
  // what reads logs; the first lines of the program do not reach it
  { modules: ["cli/judge"], from: (name) => !firstLines.includes(name) },
  // what prints a small log's findings; who only reads logs does not reach it
  {
    modules: ["report/build", "report/text"],
    from: (name) => !firstLines.includes(name) && !readers.includes(name),
  },
  // what the first lines need
  {
    modules: [
      "cli/console",
      "cli/exit",
      "cli/usage",
      "error",
      "parsers/kinds",
      "parsers/text",
      "report/shell",
      "report/visible",
      "version",
    ],
    from: () => true,
  },
];

const fewFiles = {
  name: "few-files",
  setup({ onLoad }) {
    const reaching = new Set(["cli/main", "api/worker", ...dynamicallyImported()]);
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const name = nameOf(path);
      if (!reaching.has(name)) return undefined;
      const modules = together.flatMap(({ modules, from }) => (from(name) ? modules : []));
      const imports = modules.map((one) => `import ${JSON.stringify(join(src, `${one}.ts`))};`);
      return { contents: `${readFileSync(path, "utf8")}\n${imports.join("")}`, loader: "ts" };
    });
  },
};

/** Names of the modules of src/ that stand in an `import("…")`. */
function dynamicallyImported() {
  const paths = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return paths.flatMap((path) => {
    const imports = readFileSync(join(src, path), "utf8").matchAll(/\bimport\("(\.[^"]+)"\)/g);
    return [...imports].map(([, target]) => nameOf(resolve(dirname(join(src, path)), target)));
  });
}

/** `cli/main` for `/…/src/cli/main.ts`. */
function nameOf(path) {
  return relative(src, path).split(sep).join("/").replace(/\.ts$/, "");
}

const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What both builds have in common. */
const common = {
  absWorkingDir: root,
  outdir: dist,
  outbase: src,
  bundle: true,
  platform: "node",
  target: "node20.19",
  // Spaces cost time too. Names stay: a stack trace is read by people.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  write: false,
};

const { outputFiles: lazyFiles, metafile: lazyMeta } = await build({
  ...common,
  entryPoints: lazyEntries,
  outExtension: { ".js": ".cjs" },
  format: "cjs",
});

const { outputFiles: modules, metafile } = await build({
  ...common,
  entryPoints: entries.map((entry) => join(src, `${entry}.ts`)),
  chunkNames: "chunks/[name]-[hash]",
  splitting: true,
  format: "esm",
  external: Object.keys(dependencies).filter((name) => !takenIn.includes(name)),
  plugins: [checkedRemedies, lazy, lazyBuiltins, ownPlace, lazyLayout, fewFiles],
  // those of few-files
  logOverride: { "ignored-bare-import": "silent" },
});

const outputFiles = [...modules, ...lazyFiles];

for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text.replaceAll(distMark, relative(dirname(path), dist) || "."));
}
removeOthers(new Set(outputFiles.map(({ path }) => path)));
writeFileSync(join(dist, "LICENSES.txt"), licences([metafile, lazyMeta].flatMap(({ inputs }) => Object.keys(inputs))));
if (process.env.META) writeFileSync(process.env.META, JSON.stringify(metafile));

/** What an earlier build has left. */
function removeOthers(written) {
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const path = join(dist, name);
    if (/\.c?js$|\.map$/.test(name) && !written.has(path)) rmSync(path);
  }
}

/** The licences of the packages that were taken in, as those ask for. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
  });
  return `dist/ holds these packages:\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}
