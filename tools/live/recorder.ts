/**
 * The recorder's own scenarios once more (fixtures/record), days of mail on a faked clock in private namespaces: fresh logs
 * have to give the findings that the stored logs of the same scenario give.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../src/analyzers/analysis.ts";
import { must, run } from "./commands.ts";
import type { Score } from "./score.ts";
import { built } from "./tool.ts";

/** Rows that run side by side; each scenario mostly waits for its own daemons. */
const ROWS: readonly (readonly string[])[] = [["host-down"], ["frozen-bounces", "dovecot-mmap"]];
/** Takes longer than all of them. */
const NIGHT: readonly (readonly string[])[] = [["incident-night"]];

/** Why this machine cannot run the recorder, or null: containers often may not make namespaces, or have no IPv6. */
export async function recorderRefused(folder: string): Promise<string | null> {
  if (process.arch !== "x64") return `it knows libfaketime's place on x86-64 only, this is ${process.arch}`;
  const at = join(folder, "namespaces");
  mkdirSync(at);
  const steps = [
    `mount -t tmpfs tmpfs ${at}`,
    `mkdir ${at}/upper ${at}/work ${at}/etc`,
    `mount -t overlay overlay -o lowerdir=/etc,upperdir=${at}/upper,workdir=${at}/work ${at}/etc`,
    "ip link set lo up",
    "ip -6 address add 2001:db8::10/128 dev lo nodad",
  ];
  const args = ["-m", "-n", "-u", "-p", "-i", "-f", "--mount-proc", "sh", "-c", steps.join(" && ")];
  const { code, stderr } = await run("unshare", args);
  return code === 0 ? null : (stderr.trim().split("\n").at(-1) ?? "namespaces are refused");
}

/** Records them anew below `folder`, the night too when asked for, and judges what the program finds. */
export async function rerecord(root: string, folder: string, night: boolean, score: Score): Promise<void> {
  await Promise.all(
    [...ROWS, ...(night ? NIGHT : [])].map(async (row) => {
      for (const scenario of row) await judge(root, folder, scenario, score);
    }),
  );
}

async function judge(root: string, folder: string, scenario: string, score: Score): Promise<void> {
  const logs = join(folder, "recorded");
  mkdirSync(logs, { recursive: true });
  const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", TMPDIR: folder, RECORD_LOGS: logs };
  const recorded = await run(join(root, "fixtures", "record", "record.sh"), [scenario], { env, within: 600_000 });
  if (recorded.code === null) return; // the whole run is being ended
  score.check(`${scenario}: recorded anew`, recorded.code === 0, recorded);
  if (recorded.code !== 0) return;
  const stored = join(root, "fixtures", "logs", scenario);
  const known: Analysis = JSON.parse(readFileSync(join(stored, "expected", "findings.json"), "utf8"));
  const fresh = await analysisOf(root, join(logs, scenario));
  score.equal(`${scenario}: ${known.findings.length} findings as in the stored logs`, short(fresh), short(known));
  const { lines, unrecognised } = fresh.coverage;
  score.equal(`${scenario}: none of ${lines} lines is unrecognised`, unrecognised, 0);
}

/** What does not depend on ids and on who came first in a second. */
const short = ({ findings }: Analysis) =>
  findings
    .map(({ key, status, basis, affected }) =>
      JSON.stringify({ key: key.replace(BROKEN_TLS, "$1 …$2"), status, basis, affected }),
    )
    .sort();

/** Its server answers STARTTLS with garbage and hangs up: whether Exim meets the garbage or the end is a matter of timing. */
const BROKEN_TLS = /^(stuck-queue:tls session) .*( \(mx\.tlsbroken\.example\))$/;

async function analysisOf(root: string, folder: string): Promise<Analysis> {
  const logs = ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"].filter((name) =>
    existsSync(join(folder, name)),
  );
  const how = ["--format", "json", "--tz", "UTC", "--year", "2026", "--now", "2026-12-31T00:00:00Z", "--quiet"];
  const env = { PATH: process.env.PATH, HOME: folder, NO_COLOR: "1" };
  return JSON.parse(await must(process.execPath, [built(root), "analyze", ...logs, ...how], { cwd: folder, env }));
}
