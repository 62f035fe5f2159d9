import { hostNames } from "../../host.ts";
import { inputsOf } from "../../inputs.ts";
import { findCaches } from "../../mail-roots.ts";
import { code, Markdown } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { quiet } from "../quiet.ts";
import type { Section } from "../section.ts";
import { schedule } from "./schedule.ts";

/** What to look at from now on, known of the software. */
export const maintenance: Section = {
  id: "maintenance",
  view(report) {
    const given = inputsOf(report.analysis);
    if (quiet(report) || !(given.exim || given.dovecot)) return null;
    const proposed = report.prevention.some((file) => file.path.endsWith("/dovecot-cache-check"));
    const cacheCheck = proposed ? "/usr/local/sbin/dovecot-cache-check --dry-run" : findCaches(report.analysis).source;
    const tasks = schedule(hostNames(report.analysis.mail.host), given, cacheCheck);
    return {
      rows: tasks.map(({ frequency, task, command }) => ({
        frequency,
        task: proseMarkdown(task),
        command: command === null ? new Markdown("by hand") : code(command),
      })),
    };
  },
};
