/**
 * The recorded incident, told: writes its report, with what the operator states, to mailmortem-demo/report.md and
 * report.html, the charts beside them, and prints the findings.
 * Zone, year and "now" are given, so that the demo says the same on every machine in every year.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const incident = "fixtures/logs/incident-night";
const logs = ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"].map((name) => `${incident}/${name}`);
const assumptions = ["--tz", "UTC", "--year", "2026", "--now", "2026-01-12T09:00:00Z"];
const folder = "mailmortem-demo";
const [markdown, page] = ["report.md", "report.html"].map((name) => join(folder, name));

mkdirSync(join(root, folder), { recursive: true });
const stated = ["-i", `${incident}/intervention.yaml`];
const written = ["-o", markdown, "-o", page, "--assets", join(folder, "charts")];
mailmortem(["report", ...logs, ...stated, ...assumptions, "--quiet", ...written]);
mailmortem(["analyze", ...logs, ...assumptions]);
process.stdout.write(`\nThe report is in ${join(root, page)} (for a browser) and ${join(root, markdown)}\n`);

function mailmortem(args) {
  const done = spawnSync(process.execPath, ["dist/cli/main.js", ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
