/** Where a run keeps its things: one folder for all of them, free ports of this machine's loopback. */
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Layout {
  readonly root: string;
  readonly folder: string;
  readonly logs: string;
  /** The recorder's configurations and programs. */
  readonly conf: string;
  readonly stub: string;
  /** A copy of Exim without the bits that make it root's: those would take the clock from it. */
  readonly exim: string;
  readonly bin: string;
  readonly mail: Account;
}

export interface Ports {
  readonly smtp: number;
  readonly imap: number;
  /** Of every foreign server, each on an address of its own. */
  readonly peers: number;
}

/** Makes the folder and what daemons expect in it. */
export function newLayout(): Layout {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-live-"));
  chmodSync(folder, 0o755);
  const record = join(root, "fixtures", "record");
  const layout: Layout = {
    root,
    folder,
    logs: join(folder, "log"),
    conf: join(record, "conf"),
    stub: join(record, "stub"),
    exim: join(folder, "sbin", "exim4"),
    bin: join(folder, "bin"),
    mail: accountOf("mail"),
  };
  for (const name of [
    "bin",
    "sbin",
    "etc/exim4/domains",
    "etc/conf.d",
    "run/peers",
    "run/dovecot",
    "home",
    "tool",
    "root",
    "var",
  ])
    mkdirSync(join(folder, name), { recursive: true });
  const exim = accountOf("Debian-exim");
  for (const name of ["spool", "log", "run"]) {
    mkdirSync(join(folder, name), { recursive: true });
    chownSync(join(folder, name), exim.uid, exim.gid);
  }
  copyFileSync("/usr/sbin/exim4", layout.exim);
  chmodSync(layout.exim, 0o755);
  return layout;
}

/** Ports that nobody listens on at this moment. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all([listening(), listening(), listening()]);
  const [smtp, imap, peers] = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  return { smtp: smtp ?? 0, imap: imap ?? 0, peers: peers ?? 0 };
}

function listening(): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "0.0.0.0", () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address !== null ? address.port : 0,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}

/** @throws Error when /etc/passwd does not have it. */
export function accountOf(name: string): Account {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find((line) => line[0] === name);
  if (fields === undefined) throw new Error(`this machine has no account "${name}"`);
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}
