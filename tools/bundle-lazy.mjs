/**
 * For bundle.mjs: what is loaded when it is used first, and not when the program starts. Whoever imports it knows nothing
 * of that, in src/ it is an import as any other: `require` does not wait.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** Stands for the way to dist/ until it is known in which file a module ends up. */
export const distMark = "MAILMORTEM_DIST";

/** A log needs few scanners, and most of the time of a start is compiling them: each is a file that its first line loads. */
const scanners = [
  "dovecot",
  "envelope",
  "exim-mainlog",
  "exim-noted",
  "exim-paniclog",
  "exim-reasons",
  "exim-rejectlog",
];
const scannerPath = new RegExp(`[\\\\/]generated[\\\\/](${scanners.join("|")})\\.ts$`);

/** By the name of its file in dist/: what {@link lazy} loads, as an entry of esbuild. */
export const lazyEntries = Object.fromEntries([
  ...scanners.map((name) => [`parsers/generated/${name}`, `src/parsers/generated/${name}.ts`]),
  ["luxon", "tools/bundle-luxon.mjs"],
]);

/** Puts a module that loads the real one in the place of each. */
export const lazy = {
  name: "lazy",
  setup({ onResolve, onLoad, resolve }) {
    onResolve(
      { filter: /[\\/]generated[\\/].*\.ts$|^\.\/[\w-]+\.ts$/ },
      async ({ path, resolveDir, kind, pluginData }) => {
        if (pluginData === "real") return undefined;
        const real = await resolve(path, { resolveDir, kind, pluginData: "real" });
        return scannerPath.test(real.path) ? { path: real.path, namespace: "lazy" } : undefined;
      },
    );
    // Times in UTC do without.
    onResolve({ filter: /^luxon$/ }, ({ path }) => ({ path, namespace: "lazy" }));
    onLoad({ filter: /^luxon$/, namespace: "lazy" }, () => ({ contents: luxon, loader: "js" }));
    onLoad({ filter: scannerPath, namespace: "lazy" }, ({ path }) => ({ contents: scannersOf(path), loader: "js" }));
  },
};

/** The exports of a generated module. Each scanner is called by way of its own function: V8 then calls it directly. */
function scannersOf(path) {
  const name = basename(path, ".ts");
  const lists = [...readFileSync(path, "utf8").matchAll(/^export const (\w+): OrderedScanner/gm)].map(([, one]) => one);
  return [
    'import { createRequire } from "node:module";',
    "let real;",
    "function load() {",
    "  if (real !== undefined) return real;",
    `  real = createRequire(import.meta.url)("${distMark}/parsers/generated/${name}.cjs");`,
    ...lists.map((list) => `  $${list} = real.${list};`),
    "  return real;",
    "}",
    ...lists.flatMap((list) => [
      `let $${list} = (text, bytes, from) => load().${list}(text, bytes, from);`,
      `export const ${list} = Object.defineProperty((text, bytes, from) => $${list}(text, bytes, from), "starts", {`,
      `  get: () => load().${list}.starts });`,
      `${list}.end = () => $${list}.end();`,
      `${list}.startIndex = () => $${list}.startIndex();`,
    ]),
    "export const scanners = {",
    ...["name", "lists", "starts"].map((part) => `  get ${part}() { return load().scanners.${part}; },`),
    "};",
  ].join("\n");
}

/** The classes that bundle-luxon.mjs exports; nothing but their static methods is used. */
const luxon = `import { createRequire } from "node:module";
let real;
const lazily = (name) => new Proxy({}, {
  get: (_, method) => (real ??= createRequire(import.meta.url)("${distMark}/luxon.cjs"))[name][method],
});
export const DateTime = lazily("DateTime");
export const IANAZone = lazily("IANAZone");`;

/** Modules of Node that most runs do without, and what is used of them. */
const builtins = {
  "node:crypto": ["createHash", "createHmac", "randomBytes"],
  "node:zlib": ["constants", "crc32", "createInflateRaw", "gunzipSync"],
  "node:worker_threads": ["Worker"],
  assert: ["notStrictEqual", "strictEqual"],
};

/** Puts a module in the place of each that asks Node for it at the first call, `new` or look at a field. */
export const lazyBuiltins = {
  name: "lazy-builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(builtins).join("|")})$`) }, ({ path, importer }) =>
      // A worker's side needs it at once.
      /[\\/]serve\.ts$/.test(importer) ? undefined : { path, namespace: "lazy-builtin" },
    );
    onLoad({ filter: /.*/, namespace: "lazy-builtin" }, ({ path }) => ({ contents: builtin(path), loader: "js" }));
  },
};

function builtin(name) {
  return [
    `const load = () => process.getBuiltinModule("${name}");`,
    "const lazily = (name) => new Proxy(function () {}, {",
    "  get: (_, key) => load()[name][key],",
    "  apply: (_, self, args) => load()[name](...args),",
    "  construct: (_, args) => new (load()[name])(...args),",
    "});",
    ...builtins[name].map((one) => `export const ${one} = lazily("${one}");`),
  ].join("\n");
}

/**
 * yargs lays out its help, even to print none of it, with two packages whose tables of Unicode take longer to load than
 * yargs itself. Plain text needs no table; what is not plain loads them.
 */
export const lazyLayout = {
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
