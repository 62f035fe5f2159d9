import type { MailState } from "../analyzers/analysis.ts";
import { ShellCommand } from "./shell.ts";

/** The names that programs and files have on this host, for commands and advice. `null`: not known from the logs. */
export interface HostNames {
  readonly exim: string;
  readonly eximVersion: string | null;
  readonly dovecotVersion: string | null;
  /** The configuration that survives the panel's or the package's next regeneration. */
  readonly eximConfig: string | null;
  readonly eximConfigText: string;
  readonly eximCheck: ShellCommand;
  readonly eximReload: ShellCommand;
  readonly mainlog: string;
  readonly paniclog: string;
  readonly dovecotConfigText: string;
  readonly dovecotReload: ShellCommand;
}

type Panel = NonNullable<MailState["host"]["panel"]>;
type Places = Omit<HostNames, "exim" | "eximVersion" | "dovecotVersion">;

const DEBIAN_LOGS = { mainlog: "/var/log/exim4/mainlog", paniclog: "/var/log/exim4/paniclog" };
// update-exim4.conf(8): --check writes a temporary file and has Exim read it; the init script's reload runs it again
const DEBIAN_EXIM = {
  eximCheck: new ShellCommand("update-exim4.conf --check"),
  eximReload: new ShellCommand("systemctl reload exim4"),
};

const PLACES: Readonly<Record<Panel, Places>> = {
  debian: {
    ...DEBIAN_LOGS,
    ...DEBIAN_EXIM,
    eximConfig: "/etc/exim4/exim4.conf.template",
    eximConfigText:
      "/etc/exim4/exim4.conf.template (or the files under /etc/exim4/conf.d when the split configuration is in use)",
    dovecotConfigText: "/etc/dovecot/local.conf",
    dovecotReload: new ShellCommand("systemctl reload dovecot"),
  },
  hestia: {
    ...DEBIAN_LOGS,
    ...DEBIAN_EXIM,
    eximConfig: "/etc/exim4/exim4.conf.template",
    eximConfigText: "/etc/exim4/exim4.conf.template",
    // HestiaCP's dovecot.conf includes conf.d/*.conf and no local.conf
    dovecotConfigText: "a file of your own such as /etc/dovecot/conf.d/99-local.conf",
    dovecotReload: new ShellCommand("systemctl reload dovecot"),
  },
  cpanel: {
    mainlog: "/var/log/exim_mainlog",
    paniclog: "/var/log/exim_paniclog",
    eximConfig: "/etc/exim.conf.local",
    eximConfigText:
      "WHM's Exim Configuration Manager, Advanced Editor (kept in /etc/exim.conf.local; /etc/exim.conf is overwritten)",
    eximCheck: new ShellCommand("exim -bV"),
    eximReload: new ShellCommand("/usr/local/cpanel/scripts/restartsrv_exim"),
    dovecotConfigText: "WHM's Mailserver Configuration (/etc/dovecot/dovecot.conf is overwritten)",
    dovecotReload: new ShellCommand("/usr/local/cpanel/scripts/restartsrv_dovecot"),
  },
  directadmin: {
    mainlog: "/var/log/exim/mainlog",
    paniclog: "/var/log/exim/paniclog",
    eximConfig: "/usr/local/directadmin/custombuild/custom/exim/exim.conf",
    eximConfigText:
      "/usr/local/directadmin/custombuild/custom/exim/exim.conf (CustomBuild overwrites /etc/exim.conf from it)",
    eximCheck: new ShellCommand("exim -bV"),
    eximReload: new ShellCommand("systemctl restart exim"),
    dovecotConfigText:
      "a file under /usr/local/directadmin/custombuild/custom/dovecot (CustomBuild overwrites /etc/dovecot)",
    dovecotReload: new ShellCommand("systemctl reload dovecot"),
  },
};

const UNKNOWN: Places = {
  mainlog: "mainlog",
  paniclog: "paniclog",
  eximConfig: null,
  eximConfigText: "Exim's configuration file",
  eximCheck: new ShellCommand("exim -bV"),
  eximReload: new ShellCommand("systemctl reload exim"),
  dovecotConfigText: "Dovecot's configuration",
  dovecotReload: new ShellCommand("doveadm reload"),
};

/** Names for the host whose logs were read. A host whose Exim is called exim4 is Debian's unless a panel is known. */
export function hostNames(host: MailState["host"]): HostNames {
  const exim = /^[\w.-]+$/.test(host.exim) ? host.exim : "exim";
  const panel = host.panel ?? (exim === "exim4" ? "debian" : null);
  return {
    exim,
    eximVersion: host.eximVersion,
    dovecotVersion: host.dovecotVersion,
    ...(panel === null ? UNKNOWN : PLACES[panel]),
  };
}
