/** "Logins failed by it": held against the sessions that logged the error. */
import type { Finding } from "../../analyzers/analysis.ts";
import type { StatedIssue } from "../../knowledge/intervention.ts";
import { count } from "../format.ts";
import { prose } from "../prose.ts";
import { type Judged, placesOf } from "./check.ts";

/**
 * A session that logs an error of its mailbox has logged in before: Dovecot writes `Login:` first, and the error names the
 * session. null when nothing is stated.
 */
export function checkLogins({ logins }: StatedIssue, findings: readonly Finding[]): Judged | null {
  if (logins === null) return null;
  const claim = prose(logins === "failed" ? "Logins failed by it" : "Logins worked");
  const faults = findings.flatMap((finding) => (finding.analyzer === "mmap-failure" ? [finding] : []));
  if (faults.length === 0)
    return { claim, result: "silent", says: prose("These findings are not about sessions of a mailbox."), seen: [] };
  const sessions = faults.reduce((sum, { facts }) => sum + facts.sessions, 0);
  const killed = faults.reduce((sum, { facts }) => sum + facts.killedSessions, 0);
  const all = `${count(sessions, "session")} with the error ${sessions === 1 ? "was" : "were"} logged in`;
  return {
    claim,
    result: logins === "failed" ? "contradicted" : "confirmed",
    says: prose(
      killed === 0
        ? `${all}, and none was cut off.`
        : `${all}; ${killed} of them ${killed === 1 ? "was" : "were"} cut off later.`,
    ),
    seen: placesOf(faults.map((finding) => finding.evidence[0])),
  };
}
