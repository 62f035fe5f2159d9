/** The checklist that every mail host has. No log shows the whole of an item, so no box of ours is ticked. */
import type { StuckRow } from "../../../analyzers/analysis.ts";
import { count, list, number } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import type { LogPlace, Report } from "../../model.ts";
import { prosePlain } from "../../prose.ts";

export interface HardeningItem {
  readonly item: string;
  /** What the log says to it; null when it says nothing. */
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
  return { item, says, seen: null, same };
}

/** `X=` of the late deliveries: the report lists no others, and what it does not list may have gone in clear. */
function outgoingTls(stuck: readonly StuckRow[]): HardeningItem {
  const delivered = stuck.filter((row) => row.outcome === "delivered" && row.host !== null);
  const secured = delivered.filter((row) => row.tls !== null);
  const first = secured[0];
  const versions = [...new Set(secured.flatMap(({ tls }) => tls ?? []))].sort();
  const over = versions.length === 0 ? "TLS" : list(versions);
  return {
    item: "Outgoing mail goes over TLS.",
    says:
      delivered.length === 0
        ? null
        : `${number(secured.length)} of ${count(delivered.length, "late delivery", "late deliveries")} to other hosts went over ${over}; other deliveries are not counted here.`,
    seen: first?.source != null && first.line !== null ? { source: first.source, line: first.line } : null,
    same: /outgoing.*tls|tls.*outgoing/i,
  };
}
