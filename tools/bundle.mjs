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

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");
const dist = resolve(process.argv[2] ?? join(root, "dist"));

/** What can be run or imported from outside, by its place in src/. Each keeps its place in dist/. */
const entries = ["cli/main", "api/worker", "index", "parsers/index", "analyzers/index", "report/index"];

/**
 * Packages that are taken in, with theirs: what a run over a small log loads. All others stay imports of what is
 * installed.
 */
const takenIn = ["yargs", "luxon", "tinyglobby", "mustache", "diff", "marked"];

/** Stands for the way to dist/ until it is known in which file a module ends up. */
const distMark = "MAILMORTEM_DIST";

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
 * yargs lays out its help, even to print none of it, with two packages whose tables of Unicode take longer to load than
 * yargs itself. Plain text needs no table; what is not plain loads them.
 */
const lazyLayout = {
  name: "lazy-layout",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(string-width|wrap-ansi)$/ }, ({ path, importer, namespace, resolveDir }) =>
      namespace === "plain" || /[\\/](string-width|wrap-ansi)[\\/]/.test(importer)
        ? undefined
        : { path, namespace: "plain", pluginData: resolveDir },
    );
    onLoad({ filter: /.*/, namespace: "plain" }, ({ path, pluginData }) => ({
      contents: `const plain = ${plain[path]};
        let real;
        export default (text, ...rest) => plain(text, ...rest) ?? (real ??= require("${path}").default)(text, ...rest);`,
      resolveDir: pluginData,
    }));
  },
};

/** What each of them says of plain text; undefined for all other text. */
const plain = {
  "string-width": "(text) => /^[ -~]*$/.test(text) ? text.length : undefined",
  "wrap-ansi": "(text, columns) => /^[!-~]([ -~]*[!-~])?$/.test(text) && text.length <= columns ? text : undefined",
};

/**
 * esbuild makes a file of each set of modules that the same entries reach, and whatever is imported dynamically is an
 * entry: dozens of small files for one run. So each of them is made to reach all of these, which then are one file.
 */
const together = [
  // what a run over a small log needs; the first lines of the program do not reach it
  {
    modules: ["cli/judge", "report/build", "report/text"],
    from: (name) => name !== "cli/main" && name !== "cli/program",
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
    const reaching = new Set(["cli/main", ...dynamicallyImported()]);
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

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: entries.map((entry) => join(src, `${entry}.ts`)),
  outdir: dist,
  outbase: src,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: Object.keys(dependencies).filter((name) => !takenIn.includes(name)),
  plugins: [checkedRemedies, ownPlace, lazyLayout, fewFiles],
  // Spaces cost time too. Names stay: a stack trace is read by people.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  // those of few-files
  logOverride: { "ignored-bare-import": "silent" },
  write: false,
});

for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text.replaceAll(distMark, relative(dirname(path), dist) || "."));
}
removeOthers(new Set(outputFiles.map(({ path }) => path)));
writeFileSync(join(dist, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
if (process.env.META) writeFileSync(process.env.META, JSON.stringify(metafile));

/** What an earlier build has left. */
function removeOthers(written) {
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const path = join(dist, name);
    if (/\.js$|\.map$/.test(name) && !written.has(path)) rmSync(path);
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
