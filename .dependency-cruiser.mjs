/** Section 2 of the architecture, checked by machine. Every rule says why. */

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", comment: "nothing flows back", from: {}, to: { circular: true } },
    { name: "grammar-is-alone", severity: "error", comment: "the grammar engine knows nothing about mail", from: { path: "^src/grammar/" }, to: { path: "^src/", pathNot: "^src/(grammar/|error\\.ts)" } },
    { name: "nearley-only-in-grammar", severity: "error", comment: "one door to nearley", from: { path: "^src/", pathNot: "^src/grammar/" }, to: { path: "node_modules/nearley" } },
    { name: "parsers-below", severity: "error", comment: "lines become events, knowing nothing of what is made of them", from: { path: "^src/parsers/" }, to: { path: "^src/", pathNot: "^src/(parsers|grammar)/|^src/error\\.ts" } },
    { name: "engine-knows-no-mail", severity: "error", comment: "how folds meet events; neither mail nor analyzers", from: { path: "^src/engine/" }, to: { path: "^src/", pathNot: "^src/(engine/|error\\.ts|parsers/(dialect|events)\\.ts)" } },
    { name: "analyzers-below", severity: "error", comment: "analyzers read events and fold contracts only", from: { path: "^src/analyzers/" }, to: { path: "^src/", pathNot: "^src/(analyzers|parsers)/|^src/engine/(fold|clock)\\.ts|^src/error\\.ts" } },
    { name: "analyzers-apart", severity: "error", comment: "analyzers do not import each other, only ledger, sessions, evidence and the contracts beside them", from: { path: "^src/analyzers/([^/]+)/" }, to: { path: "^src/analyzers/[^/]+/", pathNot: "^src/analyzers/($1|ledger|sessions)/" } },
    { name: "pure-analyzers-and-report", severity: "error", comment: "time and text come in as values", from: { path: "^src/(analyzers|report)/" }, to: { dependencyTypes: ["core"] } },
    { name: "report-reads-analysis", severity: "error", comment: "sections do not import analyzers' insides", from: { path: "^src/report/" }, to: { path: "^src/analyzers/", pathNot: "^src/analyzers/(analysis|facts)\\.ts" } },
    { name: "files-only-at-the-edges", severity: "error", comment: "node:fs only in engine/source, knowledge and cli", from: { path: "^src/", pathNot: "^src/(engine/source|knowledge/|cli/)" }, to: { path: "^(node:)?fs(/promises)?$" } },
    { name: "yargs-only-in-cli", severity: "error", comment: "process, colour and arguments belong to the command line", from: { path: "^src/", pathNot: "^src/cli/" }, to: { path: "node_modules/yargs" } },
    { name: "mustache-and-marked-only-in-report", severity: "error", comment: "one place that renders", from: { path: "^src/", pathNot: "^src/report/" }, to: { path: "node_modules/(mustache|marked)" } },
    { name: "cli-is-the-top", severity: "error", comment: "nobody imports a command", from: { path: "^src/", pathNot: "^src/cli/" }, to: { path: "^src/cli/" } },
    { name: "no-dev-dependencies-in-src", severity: "error", comment: "the package must run as installed", from: { path: "^src/" }, to: { dependencyTypes: ["npm-dev"] } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/parsers/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
