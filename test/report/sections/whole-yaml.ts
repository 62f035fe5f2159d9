/** An intervention.yaml in which every free text is `value`; JSON is YAML. */
import { mmapFinding, relayFinding } from "../sample-analysis.ts";

/** Every text that a section of the operator's own words prints. */
export function wholeYaml(value: string): string {
  const t = (name: string) => `${name}${value}w`;
  return JSON.stringify({
    title: t("title"),
    date: t("date"),
    system: t("system"),
    author: t("author"),
    status: t("completed "),
    severity: t("severity"),
    summary: t("summary"),
    started: "2026-01-08 13:55",
    completed: "2026-01-08 14:30",
    downtime: "1 minute",
    detection: { at: "2026-01-08 13:40", by: t("by"), how: t("how") },
    issues: [
      {
        finding: relayFinding.key,
        symptom: t("symptom"),
        rootCause: t("cause"),
        trigger: t("trigger"),
        contributing: [t("one"), t("two")],
        impact: t("impact"),
        fixedAt: "2026-01-08 14:00",
      },
      { finding: mmapFinding.key, symptom: t("mailbox"), logins: "failed" },
    ],
    actions: [
      {
        at: "2026-01-08 14:18:30",
        resolves: [relayFinding.key],
        does: t("did"),
        commands: [t("run")],
        files: [
          {
            path: t("/etc/x"),
            is: "changed",
            purpose: t("for"),
            backup: t("/etc/y"),
            before: `a${value}\nb\n`,
            after: `a${value}\nc\n`,
          },
          { path: t("/etc/z"), is: "created", content: `z${value}\n` },
        ],
        risks: [t("risk")],
        rollback: t("back"),
      },
    ],
    cacheFiles: [{ path: t("/home/x"), size: "76 MiB", action: t("left") }],
    services: [{ name: t("Exim"), status: t("active"), memory: t("14 MB"), notes: t("note") }],
    domains: [{ name: t("acme.example"), accounts: t("marie"), status: t("fine"), notes: t("note") }],
    queue: { active: 0, notes: t("queue") },
    verification: [{ what: t("looked"), command: t("ls"), output: t("out"), at: "2026-01-08 14:20" }],
    lessons: { wentWell: [t("well")], wentBadly: [t("badly")], lucky: [t("luck")] },
    nextSteps: [{ task: t("task"), owner: t("owner"), due: t("due"), priority: t("high"), ticket: t("OPS-1") }],
    document: { version: t("1"), lastUpdated: t("now"), nextReview: t("then") },
    signOff: [{ name: t("name"), role: t("role"), at: t("today") }],
  });
}
