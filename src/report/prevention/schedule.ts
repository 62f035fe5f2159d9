/** When the checks run: by cron, or by systemd timers. */
import type { PreventiveFile } from "../model.ts";
import { type Prose, prose } from "../prose.ts";
import { fileText } from "./file-text.ts";

/** Numbers of the issues that each check answers; empty for a check that is not proposed. */
interface Checks {
  readonly queue: readonly number[];
  readonly cache: readonly number[];
}

const UNITS = "/etc/systemd/system/";

/** One cron file for all checks, or for each a service and a timer with a mail when it fails. */
export function scheduleFiles(checks: Checks): readonly PreventiveFile[] {
  const issues = [...new Set([...checks.queue, ...checks.cache])].sort((a, b) => a - b);
  if (issues.length === 0) return [];
  return [
    cronFile(checks, issues),
    ...unitFiles("exim-queue-check", "queue", "Runs the check every 15 minutes.", checks.queue),
    ...unitFiles("dovecot-cache-check", "cache", "Runs the check once a day, with the lowest priority.", checks.cache),
    unit(
      "mailmortem-alert@.service",
      "alert-service",
      prose("Mails what a failed check has printed; the services name it in ", { code: "OnFailure=" }, "."),
      issues,
    ),
  ];
}

function cronFile(checks: Checks, issues: readonly number[]): PreventiveFile {
  const path = "/etc/cron.d/mailmortem-checks";
  return {
    path,
    purpose: prose(
      "Runs the checks; cron mails what they print to ",
      { code: "MAILTO" },
      ". Use it, or the systemd timers below, not both.",
    ),
    language: "cron",
    content: fileText("cron", { queue: checks.queue.length > 0, cache: checks.cache.length > 0 }),
    mode: "0644",
    install: [`install -o root -g root -m 0644 mailmortem-checks ${path}`],
    issues,
  };
}

function unitFiles(name: string, kind: string, when: string, issues: readonly number[]): readonly PreventiveFile[] {
  if (issues.length === 0) return [];
  const timer = unit(`${name}.timer`, `${kind}-timer`, prose(when), issues);
  return [
    unit(`${name}.service`, `${kind}-service`, prose("The check as a service of its own, with few rights."), issues),
    { ...timer, install: [...timer.install, `systemctl daemon-reload && systemctl enable --now ${name}.timer`] },
  ];
}

function unit(name: string, template: string, purpose: Prose, issues: readonly number[]): PreventiveFile {
  return {
    path: UNITS + name,
    purpose,
    language: "ini",
    content: fileText(template, {}),
    mode: "0644",
    install: [`install -o root -g root -m 0644 ${name} ${UNITS}${name}`],
    issues,
  };
}
