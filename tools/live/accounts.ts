/** The hosted domains, their mailboxes and the foreign servers, as fixtures/record/lib/host.sh has them, on loopback. */
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountOf, type Layout, type Ports } from "./layout.ts";

const MAILBOXES: Readonly<Record<string, readonly string[]>> = {
  "acme.example": ["marie", "tom", "billing"],
  "studio.example": ["jan", "eva"],
  "atelier.example": ["sales"],
};

/** Foreign servers, and the domains that each takes mail for. `freight` is down until somebody starts it. */
export const PEERS: readonly {
  readonly name: string;
  readonly address: string;
  readonly domains: readonly string[];
}[] = [
  { name: "relay.isp.example", address: "127.0.0.25", domains: [] },
  { name: "mx.customer.example", address: "127.0.0.41", domains: ["customer.example"] },
  { name: "mx.supplier.example", address: "127.0.0.42", domains: ["supplier.example"] },
  { name: "mx1.energy.example", address: "127.0.0.43", domains: ["energy.example"] },
  { name: "mail.notary.example", address: "127.0.0.44", domains: ["notary.example"] },
  { name: "mx.shop.example", address: "127.0.0.45", domains: ["no-such-shop.example", "spam.example"] },
  { name: "office.atelier.example", address: "127.0.0.60", domains: [] },
];
export const DOWN = { name: "mx.freight.example", address: "127.0.0.46", domains: ["freight.example"] } as const;

/** Writes the files of the accounts, and the list that tells Exim where foreign domains are served. */
export function writeAccounts(layout: Layout, ports: Ports): void {
  const domains = join(layout.folder, "etc", "exim4", "domains");
  for (const [domain, names] of Object.entries(MAILBOXES)) {
    mkdirSync(join(domains, domain), { recursive: true });
    writeFileSync(join(domains, domain, "aliases"), "");
    writeFileSync(join(domains, domain, "passwd"), names.map((name) => passwdLine(layout, name)).join(""));
  }
  // acme has a relay of its own, studio a dedicated address, and one mailbox of atelier lives on a server in its office
  const relay = `host: 127.0.0.25\nport: ${ports.peers}\nuser:\npass:\n`;
  writeFileSync(join(domains, "acme.example", "smtp_relay.conf"), relay);
  writeFileSync(join(domains, "studio.example", "ip"), "127.0.0.11");
  writeFileSync(join(domains, "atelier.example", "office.conf"), `info: 127.0.0.60::${ports.peers}\n`);
  writeFileSync(
    join(layout.folder, "etc", "routes"),
    [...PEERS, DOWN]
      .flatMap((peer) => peer.domains.map((domain) => `${domain}: ${peer.address}::${ports.peers}\n`))
      .join(""),
  );
  const home = join(layout.folder, "home");
  mkdirSync(join(home, "mail"));
  for (const path of [home, join(home, "mail")]) chownSync(path, layout.mail.uid, layout.mail.gid);
}

const passwdLine = ({ folder, mail }: Layout, name: string) =>
  `${name}:{PLAIN}pw-${name}:${mail.uid}:${mail.gid}::${folder}/home::\n`;

/** The list that the recorder's foreign servers (stub/peers.py) read. */
export function peersFile(layout: Layout, ports: Ports, name: string, peers: typeof PEERS): string {
  const path = join(layout.folder, "etc", name);
  writeFileSync(path, JSON.stringify(peers.map((peer) => ({ ...peer, port: ports.peers }))));
  return path;
}

/** Changes what a foreign server answers from now on (the rules of stub/peers.py). */
export function peerSays(layout: Layout, name: string, rules: object): void {
  writeFileSync(join(layout.folder, "run", "peers", `${name}.json`), JSON.stringify(rules));
}

/** Machine mail in a folder of a mailbox, as files. */
export function fillMailbox(layout: Layout, address: string, folder: string, count: number): void {
  const [local = "", domain = ""] = address.split("@");
  const { uid, gid } = accountOf("mail");
  let path = join(layout.folder, "home", "mail");
  const made = [domain, local, `.${folder}`].map((part) => {
    path = join(path, part);
    return path;
  });
  for (const one of [...made, ...["cur", "new", "tmp"].map((part) => join(path, part))]) {
    mkdirSync(one, { recursive: true });
    chownSync(one, uid, gid);
  }
  for (let n = 1; n <= count; n++) {
    const file = join(path, "cur", `17676${String(n).padStart(5, "0")}.M${n * 7919}P4821.mail:2,S`);
    writeFileSync(
      file,
      `From: Backup <backup@supplier.example>\nTo: ${address}\nSubject: backup report ${n}\nMessage-ID: <report-${n}@supplier.example>\n\nAll volumes saved.\n`,
    );
    chownSync(file, uid, gid);
  }
}
