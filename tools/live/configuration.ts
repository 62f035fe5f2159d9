/**
 * The recorder's configurations (fixtures/record/conf), changed for a machine that is not the recorder's own: everything
 * below one folder, loopback addresses, high ports, no TLS, no DNS, the clock handed on. Each change has to find its
 * place, so that this notices when the recorder's files change.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Layout, Ports } from "./layout.ts";

/** Variables that carry the clock; Exim and Dovecot drop all others. */
export const CLOCK_VARIABLES = [
  "LD_PRELOAD",
  "FAKETIME_TIMESTAMP_FILE",
  "FAKETIME_NO_CACHE",
  "FAKETIME_DISABLE_SHM",
  "FAKETIME_DONT_FAKE_MONOTONIC",
] as const;

type Change = readonly [was: string, is: string];

/** Exim's configuration with the macros of `macros-NAME.conf` before it: `before` is sound, `mixed` is tainted. */
export function eximConfiguration(layout: Layout, ports: Ports, macros: "before" | "mixed"): string {
  const text = readFileSync(join(layout.conf, `macros-${macros}.conf`), "utf8") + recorded(layout, "exim4.conf");
  return placed(
    layout,
    changed(text, [
      [
        "primary_hostname = mail.hosting.example\n",
        `primary_hostname = mail.hosting.example
exim_path = ${layout.exim}
spool_directory = ${layout.folder}/spool
pid_file_path = ${layout.folder}/run/exim.pid
timezone = UTC
disable_ipv6 = true
`,
      ],
      ["keep_environment =\n", `keep_environment = ${CLOCK_VARIABLES.join(" : ")}\n`],
      ["local_interfaces = <; 192.0.2.10 ; 2001:db8::10\n", "local_interfaces = 127.0.0.1\n"],
      ["daemon_smtp_ports = 25 : 465 : 587\n", `daemon_smtp_ports = ${ports.smtp}\n`],
      ["tls_on_connect_ports = 465\ntls_advertise_hosts = *\n", "tls_advertise_hosts =\n"],
      ["tls_certificate = /etc/ssl/mail.hosting.example.crt\n", ""],
      ["tls_privatekey = /etc/ssl/mail.hosting.example.key\n", ""],
      ["host_lookup = *\n", "host_lookup =\n"],
      // a list of hosts in the place of the DNS
      [
        "dnslookup:\n  driver = dnslookup\n",
        `by_list:
  driver = manualroute
  route_data = \${lookup{$domain}lsearch{${layout.folder}/etc/routes}}
  self = send
`,
      ],
    ]),
  );
}

/** Dovecot's: own sockets, own ports, no chroot, no confinement to other accounts than `mail`. */
export function dovecotConfiguration(layout: Layout, ports: Ports): string {
  const text = recorded(layout, "dovecot.conf");
  return placed(
    layout,
    changed(text, [
      [
        "protocols = imap pop3 lmtp\nlisten = *, ::\n",
        `protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${layout.folder}/run/dovecot
state_dir = ${layout.folder}/run/dovecot-state
disable_plaintext_auth = no
first_valid_uid = ${layout.mail.uid}
`,
      ],
      ["log_path = /var/log/dovecot.log\n", `log_path = ${layout.logs}/dovecot.log\n`],
      ["ssl = yes\n", "ssl = no\n"],
      ["ssl_cert = </etc/ssl/mail.hosting.example.crt\n", ""],
      ["ssl_key = </etc/ssl/mail.hosting.example.key\n", ""],
      [
        "import_environment = $import_environment FAKETIME_NO_CACHE FAKETIME_DISABLE_SHM\n",
        `import_environment = $import_environment ${CLOCK_VARIABLES.join(" ")}\n`,
      ],
      [
        "service imap-login {\n",
        `service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
`,
      ],
      ["service pop3-login {\n  chroot =\n}\n", ""],
    ]),
  );
}

const recorded = (layout: Layout, name: string) => readFileSync(join(layout.conf, name), "utf8");

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((rest, [was, is]) => {
    const parts = rest.split(was);
    if (parts.length !== 2) throw new Error(`the recorder's configuration has ${parts.length - 1} times: ${was}`);
    return parts.join(is);
  }, text);
}

/** Absolute paths of the recorder, below the folder. */
function placed(layout: Layout, text: string): string {
  return text
    .replaceAll("/etc/exim4/", `${layout.folder}/etc/exim4/`)
    .replaceAll("/var/log/exim4/", `${layout.logs}/`)
    .replaceAll("/run/dovecot/", `${layout.folder}/run/dovecot/`);
}
