/** The host under test: Exim, Dovecot and the foreign servers, started, settled and ended. */
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { DOWN, PEERS, peersFile, writeAccounts } from "./accounts.ts";
import { type Clock, newClock } from "./clock.ts";
import { must, type Ran, run } from "./commands.ts";
import { dovecotConfiguration, eximConfiguration } from "./configuration.ts";
import { freePorts, type Layout, newLayout, type Ports } from "./layout.ts";
import { alive, belongingTo, childrenOf, end, runningFrom, type Started, start } from "./processes.ts";
import { eximGenerated, eximTemplate, onThisHost, writeCommands } from "./wrappers.ts";

export interface Host {
  readonly layout: Layout;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly started: Map<string, Started>;
}

/** A host whose clock stands at `startAt` and on which nothing runs yet. */
export async function newHost(libfaketime: string, startAt: string): Promise<Host> {
  const layout = newLayout();
  const ports = await freePorts();
  const clock = newClock(layout.folder, libfaketime, startAt);
  writeAccounts(layout, ports);
  configureExim({ layout, ports }, "before");
  writeFileSync(join(layout.folder, "etc", "dovecot.conf"), dovecotConfiguration(layout, ports));
  writeFileSync(join(layout.folder, "etc", "conf.d", "90-custom.conf"), "");
  writeCommands(layout);
  return { layout, ports, clock, started: new Map() };
}

/** Writes Exim's configuration with these macros, for people and for the daemon, which has to be started anew. */
export function configureExim({ layout, ports }: Pick<Host, "layout" | "ports">, macros: "before" | "mixed"): void {
  for (const path of [eximTemplate(layout), eximGenerated(layout)]) {
    writeFileSync(path, eximConfiguration(layout, ports, macros));
    chmodSync(path, 0o644);
  }
}

/** The environment of everything that lives on the host. */
export function hostEnv({ layout, clock }: Host): NodeJS.ProcessEnv {
  return {
    PATH: `${layout.bin}:/usr/sbin:/usr/bin:/sbin:/bin`,
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
    HOME: layout.folder,
    ...clock.variables,
  };
}

/** A shell command of the host's administrator, in the folder of the logs; Debian's paths are those of this host. */
export function onHost(host: Host, command: string): Promise<Ran> {
  return run("/bin/bash", ["-c", onThisHost(host.layout, command)], { cwd: host.layout.logs, env: hostEnv(host) });
}

export async function startExim(host: Host): Promise<void> {
  keep(host, "exim", host.layout.exim, ["-C", eximGenerated(host.layout), "-bdf"]);
  await answers(host, "exim", "127.0.0.1", host.ports.smtp);
}

export async function startDovecot(host: Host): Promise<void> {
  keep(host, "dovecot", "/usr/sbin/dovecot", ["-F", "-c", join(host.layout.folder, "etc", "dovecot.conf")]);
  await answers(host, "dovecot", "127.0.0.1", host.ports.imap);
}

/** The foreign servers; `DOWN` is not among them. */
export async function startPeers(host: Host): Promise<void> {
  await startServers(host, "peers", PEERS);
}

/** The server that was down comes up. */
export async function startFreight(host: Host): Promise<void> {
  await startServers(host, "freight", [DOWN]);
}

async function startServers(host: Host, name: string, peers: typeof PEERS): Promise<void> {
  const list = peersFile(host.layout, host.ports, `${name}.json`, peers);
  const rules = join(host.layout.folder, "run", "peers");
  keep(host, name, "/usr/bin/python3", [join(host.layout.stub, "peers.py"), list, rules]);
  for (const { address } of peers) await answers(host, name, address, host.ports.peers);
}

function keep(host: Host, name: string, program: string, args: readonly string[]): void {
  const { folder } = host.layout;
  const log = join(folder, "tool", `${name}.out`);
  host.started.set(name, start(name, program, args, { cwd: folder, env: hostEnv(host), log }));
}

/** @throws Error with what the program wrote when nothing listens there within ten seconds. */
async function answers(host: Host, name: string, address: string, port: number): Promise<void> {
  const pid = host.started.get(name)?.pid ?? 0;
  for (const end = Date.now() + 10_000; Date.now() < end && alive(pid); await wait(50))
    if (await listens(address, port)) return;
  const said = readFileSync(join(host.layout.folder, "tool", `${name}.out`), "utf8");
  throw new Error(`${name} does not listen on ${address}:${port}\n${said}`);
}

/** Looks at the machine's list: a connection would leave a line in the daemon's log. */
async function listens(address: string, port: number): Promise<boolean> {
  return (await must("ss", ["-Hltn", `sport = :${port}`])).includes(` ${address}:${port} `);
}

/** Waits until nothing is in progress. Dovecot's helpers end one idle second after their last client. */
export async function settle(host: Host): Promise<void> {
  const daemon = host.started.get("exim")?.pid;
  const dovecot = host.started.get("dovecot")?.pid;
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(50)) {
    const delivering = runningFrom(host.layout.exim).filter((pid) => pid !== daemon);
    const serving = dovecot === undefined ? [] : childrenOf(dovecot).filter(({ name }) => BUSY.has(name));
    if (delivering.length === 0 && serving.length === 0) return;
  }
  throw new Error("the daemons are still busy after 20 seconds");
}

const BUSY = new Set("auth imap imap-login lmtp indexer indexer-worker dict".split(" "));

/** Ends one of the host's daemons and waits for it. @throws Error when it does not end. */
export async function stop(host: Host, name: string): Promise<void> {
  const pid = host.started.get(name)?.pid;
  if (pid === undefined) return;
  if ((await end([pid], "SIGTERM", 15_000)).length > 0) throw new Error(`${name} (${pid}) does not end`);
  host.started.delete(name);
}

/** Ends everything, by its id, first by word and then by force; the ids that withstood. */
export async function stopAll(host: Host): Promise<readonly number[]> {
  const started = [...host.started.values()].map(({ pid }) => pid);
  const ours = () => [...new Set([...started, ...belongingTo(host.layout.folder)])];
  await end(ours(), "SIGTERM", 3_000);
  return end(ours(), "SIGKILL", 2_000);
}
