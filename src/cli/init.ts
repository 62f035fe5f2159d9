import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ToolError } from "../error.ts";
import { shellWord } from "../report/shell.ts";
import { defineCommand } from "./command.ts";
import { concludeReading } from "./conclude.ts";
import { note, print } from "./console.ts";
import { exit } from "./exit.ts";
import { judgingOptions, single } from "./options.ts";

/** `init`: an intervention.yaml to fill in. */
export const initCommand = defineCommand({
  name: "init",
  takes: "files",
  describe: "Write an intervention.yaml to fill in: what was done, at the moments that the logs show",
  options: {
    ...judgingOptions,
    output: { alias: "o", ...single("Write it to this file (default: standard output)") },
    force: { type: "boolean", default: false, describe: "Overwrite the file if it is there" },
  },
  examples: [
    ["init /var/log/exim4/mainlog* /var/log/dovecot.log* -o intervention.yaml", "Of a Debian or Hestia host's logs"],
  ],
  run: async (args, signal) => {
    const path = args.output ?? "-";
    if (path !== "-") await checkNewFile(path, args.force);
    const { judge } = await import("./judge.ts");
    const { analysis, problems, report: build } = await judge(args, signal);
    const code = concludeReading({ ...analysis, problems }, args);
    if (code === exit.nothing) return code;
    const { interventionYaml } = await import("../init/intervention-yaml.ts");
    const schema = fileURLToPath(new URL("../../schemas/intervention.schema.json", import.meta.url));
    const text = interventionYaml(await build(), existsSync(schema) ? { schema } : {});
    if (path === "-") await print(text);
    else await (await import("./output.ts")).writeOutput(path, text);
    const { readIntervention } = await import("../knowledge/load-intervention.ts");
    const left = readIntervention(text, path).stated.todos.length;
    const file = path === "-" ? "intervention.yaml" : path;
    const logs = args.files.length === 0 || args.files.includes("-") ? "LOGS…" : args.files.map(shellWord).join(" ");
    note(
      args,
      `${path === "-" ? "the file" : path} has ${left} TODOs to fill in; then: mailmortem report ${logs} -i ${shellWord(file)} -o report.html`,
    );
    return code;
  },
});

/** @throws ToolError `usage`: nobody's notes are overwritten without being asked. */
async function checkNewFile(path: string, force: boolean): Promise<void> {
  await (await import("./output.ts")).checkTarget(path);
  if (force || path.startsWith("/dev/") || !existsSync(path)) return;
  throw new ToolError("usage", `-o ${path}: the file is there already; name another one, or overwrite it with --force`);
}
