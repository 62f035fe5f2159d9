/** The checklist that every mail host has. A box is ticked by what the log shows, and by nothing else. */
import type { StuckRow } from "../../../analyzers/analysis.ts";
import { inputsOf } from "../../inputs.ts";
import type { LogPlace, Report } from "../../model.ts";
import { prosePlain } from "../../prose.ts";

export interface HardeningItem {
  readonly item: string;
  readonly done: boolean;
  /** What the log says to it, ticked or not; null when it says nothing. */
  readonly says: string | null;
  readonly seen: LogPlace | null;
  /** Words by which an operator's own item says the same. */
  readonly same: RegExp;
}

/** Items for the programs whose logs were read. */
export function itemsOf(report: Report): readonly HardeningItem[] {
  const { exim, dovecot } = inputsOf(report.analysis);
  const { host } = report.analysis.mail;
  const versions = [
    ...(host.eximVersion === null ? [] : [`Exim ${host.eximVersion}`]),
    ...(host.dovecotVersion === null ? [] : [`Dovecot ${host.dovecotVersion}`]),
  ];
  const failed = report.detection.alerts.find((alert) => alert.id === "auth-failures");
  const logins = failed === undefined || failed.result === "unseen" ? null : prosePlain(failed.says);
  return [
    open("Administrators log in with a second factor.", null, /second factor|2fa|two.factor|mfa/i),
    ...(host.panel === "hestia"
      ? [
          open(
            "Mail domains belong to ordinary users of the panel, not to its administrator.",
            null,
            /\badmin\b|ordinary user|regular user/i,
          ),
        ]
      : []),
    ...(exim ? [outgoingTls(report.analysis.mail.stuck)] : []),
    open("Logins are taken over TLS only.", null, /logins?\b.*\btls|tls\b.*\blogins?/i),
    open("Failed logins are counted and their sources blocked.", logins, /failed login|brute|fail2ban/i),
    ...(exim
      ? [
          open(
            "Outgoing mail is signed with DKIM; SPF and DMARC are published for each domain.",
            null,
            /dkim|spf|dmarc/i,
          ),
        ]
      : []),
    open(
      "Security updates of Exim and Dovecot are installed.",
      versions.length === 0
        ? null
        : `The logs name ${versions.join(" and ")}; compare with the newest of your distribution.`,
      /patch|update|upgrade/i,
    ),
    open(
      "Passwords are long and are compared with known leaks. They are changed when there is a sign that one is known, not every 90 days: NIST SP 800-63B advises against forced rotation.",
      null,
      /password/i,
    ),
    ...(exim || dovecot ? [open("Backups are restored on trial.", null, /backup|restore/i)] : []),
  ];
}

function open(item: string, says: string | null, same: RegExp): HardeningItem {
  return { item, done: false, says, seen: null, same };
}

/** `X=` of the deliveries of messages that had waited: the only ones that the report lists. */
function outgoingTls(stuck: readonly StuckRow[]): HardeningItem {
  const delivered = stuck.filter((row) => row.outcome === "delivered" && row.host !== null);
  const secured = delivered.filter((row) => row.tls !== null);
  const first = secured[0];
  const versions = [...new Set(secured.flatMap(({ tls }) => tls ?? []))].sort();
  const done = delivered.length > 0 && secured.length === delivered.length;
  return {
    item: "Outgoing mail goes over TLS.",
    done,
    says:
      delivered.length === 0
        ? null
        : `${secured.length} of ${delivered.length} late deliveries to other hosts did${done ? `: ${versions.join(", ")}` : ""}.`,
    seen: done && first?.source != null && first.line !== null ? { source: first.source, line: first.line } : null,
    same: /outgoing.*tls|tls.*outgoing/i,
  };
}
