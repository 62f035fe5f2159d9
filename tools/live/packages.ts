/** What this needs of Debian, installed when it is missing and this is root. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { run } from "./commands.ts";

const NEEDED: readonly (readonly [path: string, debianPackage: string])[] = [
  ["/usr/sbin/exim4", "exim4-daemon-heavy"],
  ["/usr/sbin/exiqgrep", "exim4-base"],
  ["/usr/sbin/dovecot", "dovecot-core"],
  ["/usr/lib/dovecot/imap", "dovecot-imapd"],
  ["/usr/lib/dovecot/lmtp", "dovecot-lmtpd"],
  ["/usr/lib/dovecot/pop3", "dovecot-pop3d"],
  ["/usr/bin/python3", "python3"],
  ["/usr/bin/openssl", "openssl"],
  ["/usr/sbin/ip", "iproute2"],
  ["/usr/bin/ss", "iproute2"],
  ["/usr/bin/pgrep", "procps"],
];

/** What a run knows of the programs. */
export interface Programs {
  readonly libfaketime: string;
  /** "Exim 4.96, Dovecot 2.3.19.1". */
  readonly versions: string;
}

/** @throws Error that says what is missing, when it is not to be had. */
export async function programs(): Promise<Programs> {
  if (process.getuid?.() !== 0) throw new Error("Exim and Dovecot have to be started by root; run this as root");
  const missing = missingPackages();
  if (missing.length > 0) await install(missing);
  const left = missingPackages();
  if (left.length > 0) throw new Error(`still missing after apt-get install: ${left.join(", ")}`);
  const exim = /Exim version (\S+)/.exec((await run("/usr/sbin/exim4", ["-bV"])).stdout)?.[1];
  const dovecot = /^[\d.]+/.exec((await run("/usr/sbin/dovecot", ["--version"])).stdout)?.[0];
  if (dovecot === undefined || !dovecot.startsWith("2.3."))
    throw new Error(`Dovecot ${dovecot ?? "without a version"}: the recorder's configuration is written for 2.3`);
  return { libfaketime: libfaketime() ?? "", versions: `Exim ${exim ?? "?"}, Dovecot ${dovecot}` };
}

function missingPackages(): readonly string[] {
  const names = NEEDED.filter(([path]) => !existsSync(path)).map(([, name]) => name);
  if (libfaketime() === null) names.push("libfaketime");
  return [...new Set(names)];
}

function libfaketime(): string | null {
  const triplet = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" }[process.arch as string] ?? process.arch;
  const path = `/usr/lib/${triplet}/faketime/libfaketime.so.1`;
  return existsSync(path) ? path : null;
}

/** Installs without starting a daemon and without removing another mail server. */
async function install(names: readonly string[]): Promise<void> {
  if (!existsSync("/usr/bin/apt-get"))
    throw new Error(`needs Debian's ${names.join(", ")}, and there is no apt-get to install them`);
  process.stdout.write(`installing ${names.join(", ")}\n`);
  // RUNLEVEL=1: a maintainer's script asks invoke-rc.d, which starts nothing in single-user mode
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const within = 180_000;
  await withoutStarting(async () => {
    await run("apt-get", ["-qq", "update"], { env, within });
    const options = ["-qq", "install", "-y", "--no-install-recommends", "--no-remove"];
    const { code, stdout, stderr } = await run("apt-get", [...options, ...names], { env, within });
    if (code !== 0) throw new Error(`apt-get install ${names.join(" ")}: exit ${code}\n${stdout}${stderr}`);
  });
}

/** Debian's way to say "start nothing", for as long as `body` runs; a policy that is there already stays. */
async function withoutStarting(body: () => Promise<void>): Promise<void> {
  const policy = "/usr/sbin/policy-rc.d";
  if (existsSync(policy)) return body();
  const remove = () => rmSync(policy, { force: true });
  process.once("exit", remove); // a signal ends the run between the two
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await body();
  } finally {
    remove();
    process.off("exit", remove);
  }
}
