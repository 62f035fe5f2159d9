/** Section 2 of the architecture, checked by machine. Every rule says why. */

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", comment: "nothing flows back", from: {}, to: { circular: true } },
    {
      name: "grammar-is-alone",
      severity: "error",
      comment: "the grammar engine knows nothing about mail",
      from: { path: "^src/grammar/" },
      to: { path: "^src/", pathNot: "^src/(grammar/|error\\.ts)" },
    },
    {
      name: "nearley-only-in-grammar",
      severity: "error",
      comment: "one door to nearley",
      from: { path: "^src/", pathNot: "^src/grammar/" },
      to: { path: "node_modules/nearley" },
    },
    {
      name: "parsers-below",
      severity: "error",
      comment: "lines become events, knowing nothing of what is made of them",
      from: { path: "^src/parsers/" },
      to: { path: "^src/", pathNot: "^src/(parsers|grammar)/|^src/error\\.ts" },
    },
    {
      name: "engine-knows-no-mail",
      severity: "error",
      comment: "how folds meet events; neither mail nor analyzers",
      from: { path: "^src/engine/" },
      to: { path: "^src/", pathNot: "^src/(engine/|error\\.ts|parsers/(dialect|events|records)\\.ts)" },
    },
    {
      name: "analyzers-below",
      severity: "error",
      comment: "analyzers read events and fold contracts only",
      from: { path: "^src/analyzers/" },
      to: { path: "^src/", pathNot: "^src/(analyzers|parsers)/|^src/engine/(fold|clock)\\.ts|^src/error\\.ts" },
    },
    {
      name: "analyzers-apart",
      severity: "error",
      comment: "analyzers do not import each other, only ledger, sessions, evidence and the contracts beside them",
      from: { path: "^src/analyzers/([^/]+)/" },
      to: { path: "^src/analyzers/[^/]+/", pathNot: "^src/analyzers/($1|ledger|sessions)/" },
    },
    {
      name: "trace-below",
      severity: "error",
      comment:
        "lives are joined from events and lines; what is made of them for people and who reads the logs is others'",
      from: { path: "^src/trace/" },
      to: { path: "^src/", pathNot: "^src/(trace|parsers)/|^src/engine/(fold|passes)\\.ts|^src/error\\.ts" },
    },
    {
      name: "pure-analyzers-and-report",
      severity: "error",
      comment: "time and text come in as values",
      from: { path: "^src/(analyzers|report|trace|init|repair|verify)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "report-reads-analysis",
      severity: "error",
      comment: "sections do not import analyzers' insides",
      from: { path: "^src/report/" },
      to: { path: "^src/analyzers/", pathNot: "^src/analyzers/(analysis|facts|sampled)\\.ts" },
    },
    {
      name: "files-only-at-the-edges",
      severity: "error",
      comment: "node:fs only in engine/source, knowledge, cli, and where states and live files are kept",
      from: {
        path: "^src/",
        pathNot:
          "^src/(engine/source|knowledge/|cli/|state/(file|find|half-written|lock|present|prints|siblings)\\.ts|watch/config-file\\.ts|testing/golden\\.ts)",
      },
      to: { path: "^(node:)?fs(/promises)?$" },
    },
    {
      name: "executes-nothing",
      severity: "error",
      comment: "no program is started, no connection opened, no text evaluated: logs are read and files written",
      from: { path: "^src/" },
      to: {
        path: "^(node:)?(child_process|cluster|dgram|dns|http|http2|https|inspector|net|repl|tls|vm)(/promises)?$",
      },
    },
    {
      name: "yargs-only-in-cli",
      severity: "error",
      comment: "process, colour and arguments belong to the command line",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "node_modules/yargs" },
    },
    {
      name: "mustache-and-marked-only-in-report",
      severity: "error",
      comment: "one place that renders, and one that reads a report back",
      from: { path: "^src/", pathNot: "^src/(report|verify)/" },
      to: { path: "node_modules/(mustache|marked)" },
    },
    {
      name: "charts-and-html-only-in-report",
      severity: "error",
      comment: "what draws and what cleans HTML is loaded by who prints HTML, and by nobody else",
      from: { path: "^src/", pathNot: "^src/report/(charts|html)/" },
      to: { path: "node_modules/(d3-[a-z]+|sanitize-html)" },
    },
    {
      name: "init-below",
      severity: "error",
      comment: "a report as a file to be filled in: text out of values, no logs, no files",
      from: { path: "^src/init/" },
      to: {
        path: "^src/",
        pathNot:
          "^src/init/|^src/knowledge/intervention-keys\\.ts|^src/report/(model|visible|format|prose)\\.ts|^src/analyzers/(analysis|facts)\\.ts|^src/error\\.ts",
      },
    },
    {
      name: "redact-below",
      severity: "error",
      comment: "takes names out of a finished report; reads lines again, renders nothing",
      from: { path: "^src/redact/" },
      to: {
        path: "^src/",
        pathNot: "^src/(redact|parsers)/|^src/report/model\\.ts|^src/analyzers/(analysis|facts)\\.ts|^src/error\\.ts",
      },
    },
    {
      name: "redact-only-crypto",
      severity: "error",
      comment: "pure but for the HMAC",
      from: { path: "^src/redact/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "redact-and-repair-from-the-top",
      severity: "error",
      comment: "only who prints or reads a file redacts and repairs",
      from: { path: "^src/", pathNot: "^src/(api/|cli/|index\\.ts|redact/|repair/)" },
      to: { path: "^src/(redact|repair)/" },
    },
    {
      name: "repair-is-alone",
      severity: "error",
      comment: "text in, text out",
      from: { path: "^src/repair/" },
      to: { path: "^src/", pathNot: "^src/repair/" },
    },
    {
      name: "iconv-only-in-repair",
      severity: "error",
      comment: "one place that knows wrong encodings",
      from: { path: "^src/", pathNot: "^src/repair/" },
      to: { path: "node_modules/iconv-lite" },
    },
    {
      name: "verify-below",
      severity: "error",
      comment: "claims of a report against facts; what reads the logs and prints is others'",
      from: { path: "^src/verify/" },
      to: {
        path: "^src/",
        pathNot:
          "^src/(verify|parsers)/|^src/engine/fold\\.ts|^src/analyzers/(analysis|mail/stuck-rows)\\.ts|^src/report/(format|visible)\\.ts|^src/error\\.ts",
      },
    },
    {
      name: "state-below",
      severity: "error",
      comment: "what is kept from run to run: logs, accounts and states; what is made of them for people is others'",
      from: { path: "^src/state/" },
      to: {
        path: "^src/",
        pathNot:
          "^src/(state|engine)/|^src/analyzers/(analysis|analyzer|states|hash)\\.ts|^src/parsers/events\\.ts|^src/error\\.ts",
      },
    },
    {
      name: "watch-below",
      severity: "error",
      comment: "follows analyses over time; what reads logs and prints is others'",
      from: { path: "^src/watch/" },
      to: {
        path: "^src/",
        pathNot:
          "^src/watch/|^src/analyzers/(analysis|facts)\\.ts|^src/knowledge/(document|read-intervention)\\.ts|^src/parsers/events\\.ts|^src/error\\.ts",
      },
    },
    {
      name: "library-above-the-stages",
      severity: "error",
      comment: "the library joins the stages; a stage that needs it has it upside down",
      from: { path: "^src/", pathNot: "^src/(api/|cli/|testing/|index\\.ts)" },
      to: { path: "^src/(api/|index\\.ts)" },
    },
    {
      name: "cli-is-the-top",
      severity: "error",
      comment: "nobody imports a command",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "no-dev-dependencies-in-src",
      severity: "error",
      comment: "the package must run as installed",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/parsers/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
