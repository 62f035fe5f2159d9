/** The proposed files that are not about when to run something: Dovecot's limits and the two checks. */
import type { MailState } from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import { usualMailRoots } from "../mail-roots.ts";
import type { PreventiveFile } from "../model.ts";
import { prose } from "../prose.ts";
import type { DovecotLimits } from "./dovecot-limits.ts";
import { fileText } from "./file-text.ts";

type Panel = MailState["host"]["panel"];

/** Files that Dovecot reads last and no panel overwrites; where a panel writes them all, a name to copy from. */
const LIMITS_PATH: Readonly<Record<NonNullable<Panel>, string>> = {
  hestia: "/etc/dovecot/conf.d/99-local.conf",
  debian: "/etc/dovecot/local.conf",
  cpanel: "dovecot-limits.conf",
  directadmin: "dovecot-limits.conf",
};

/** Dovecot's limits. */
export function limitsFile(
  limits: DovecotLimits,
  panel: Panel,
  host: HostNames,
  issues: readonly number[],
): PreventiveFile {
  const path = LIMITS_PATH[panel ?? "debian"];
  const absolute = path.startsWith("/");
  const { cacheLimit: _, ...view } = limits;
  return {
    path,
    purpose: prose(
      "Dovecot can map every index file of the size seen, and writes no cache that it could not map later.",
      limits.cacheMax !== false && limits.later !== false
        ? " The two go together: the cap is for good, and until the purge has left no larger cache, the raised limits let Dovecot map what is there."
        : "",
      absolute
        ? " If there is such a file already, add these lines to it."
        : ` Its place is ${host.dovecotConfigText}.`,
      ...(panel === null ? [" ", { code: "dovecot.conf" }, " has to include it."] : []),
    ),
    language: "conf",
    content: fileText("dovecot-limits", view),
    mode: "0644",
    install: [
      ...(absolute ? [`test ! -e ${path} && install -o root -g root -m 0644 ${nameOf(path)} ${path}`] : []),
      `doveconf -n > /dev/null && ${host.dovecotReload}`,
      "doveconf service/imap/vsz_limit service/lmtp/vsz_limit service/indexer-worker/vsz_limit",
    ],
    issues,
  };
}

/** The check for large caches. */
export function cacheCheckFile(limits: DovecotLimits, panel: Panel, issues: readonly number[]): PreventiveFile {
  return script(
    "dovecot-cache-check",
    {
      mailRoots: usualMailRoots(panel).join(" "),
      limit: limits.cacheLimit,
      limitReason:
        limits.cacheMax === false
          ? "what fits the memory limit of a service"
          : "mail_cache_max_size: none should pass it",
    },
    prose(
      "Finds caches above the limit, as a migration brings them, and has Dovecot shrink them with ",
      { code: "doveadm mailbox cache purge" },
      ". It deletes nothing itself.",
    ),
    ["/usr/local/sbin/dovecot-cache-check --dry-run"],
    issues,
  );
}

/** The check of the queue and the panic log. */
export function queueCheckFile(host: HostNames, issues: readonly number[]): PreventiveFile {
  const paniclog = host.paniclog.startsWith("/") ? host.paniclog : "/var/log/exim/paniclog";
  return script(
    "exim-queue-check",
    { exim: host.exim, paniclog },
    prose(
      "Speaks up when a message that is not frozen waits longer than an hour, when a message is frozen, and when ",
      { code: paniclog },
      " is not empty. It tells the same thing again only after six hours.",
    ),
    ["/usr/local/sbin/exim-queue-check --again"],
    issues,
  );
}

function script(
  name: string,
  view: object,
  purpose: PreventiveFile["purpose"],
  tryIt: readonly string[],
  issues: readonly number[],
): PreventiveFile {
  const path = `/usr/local/sbin/${name}`;
  return {
    path,
    purpose,
    language: "bash",
    content: fileText(name, view),
    mode: "0755",
    install: [`bash -n ${name} && install -o root -g root -m 0755 ${name} ${path}`, ...tryIt],
    issues,
  };
}

/** The last part of a path: what the file is called where it was pasted. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
