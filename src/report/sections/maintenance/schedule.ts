/** What to look at, how often, with which command. Every command only looks. */
import type { HostNames } from "../../host.ts";
import type { Inputs } from "../../inputs.ts";
import { type Prose, prose } from "../../prose.ts";
import { shellWord } from "../../shell.ts";

export interface Task {
  readonly frequency: "Daily" | "Weekly" | "Monthly" | "Quarterly" | "After an upgrade";
  readonly task: Prose;
  readonly command: string | null;
}

/**
 * The tasks for the programs whose logs were read, often ones first.
 * @param cacheCheck the command that finds large caches
 */
export function schedule(host: HostNames, given: Inputs, cacheCheck: string): readonly Task[] {
  const mainlog = shellWord(host.mainlog);
  const exim: readonly Task[] = [
    task("Daily", prose("Messages that are not frozen and wait longer than an hour"), "exiqgrep -x -o 3600"),
    task("Daily", prose("Frozen messages, while their parents are still in the log"), "exiqgrep -z"),
    task("Daily", prose("The panic log: it should be empty"), `ls -l ${shellWord(host.paniclog)}`),
    task(
      "Weekly",
      prose("Refused values, deferrals and freezings. ", { code: "grep -i error" }, " misses most of them"),
      `grep -E -e '[Tt]ainted' -e ' defer ' -e '[Ff]rozen' ${mainlog} | tail -n 100`,
    ),
    task("Quarterly", prose("SPF, DMARC and DKIM records of each domain"), "dig +short TXT DOMAIN _dmarc.DOMAIN"),
    task(
      "Quarterly",
      prose("A message to a mailbox elsewhere: does its header say ", { code: "dkim=pass" }, "?"),
      null,
    ),
    task(
      "After an upgrade",
      prose("Does Exim read its configuration, and is the panic log still empty?"),
      host.eximCheck.source,
    ),
  ];
  const dovecot: readonly Task[] = [
    task("Weekly", prose("Dovecot's errors since its start"), "doveadm log errors | tail -n 50"),
    task("Weekly", prose("Large caches: purge them through Dovecot, delete none"), cacheCheck),
    task("After an upgrade", prose("Does Dovecot read its configuration?"), "doveconf -n > /dev/null"),
  ];
  const both: readonly Task[] = [
    task("Monthly", prose("Space left where the queue, the mailboxes and the logs lie"), "df -h"),
    task(
      "Quarterly",
      prose("Until when the certificate holds"),
      "openssl s_client -connect HOST:465 < /dev/null | openssl x509 -noout -enddate",
    ),
    task("Quarterly", prose("A mailbox and a configuration restored from backup, somewhere else"), null),
  ];
  const order: readonly Task["frequency"][] = ["Daily", "Weekly", "Monthly", "Quarterly", "After an upgrade"];
  return [...(given.exim ? exim : []), ...(given.dovecot ? dovecot : []), ...both].sort(
    (a, b) => order.indexOf(a.frequency) - order.indexOf(b.frequency),
  );
}

function task(frequency: Task["frequency"], what: Prose, command: string | null): Task {
  return { frequency, task: what, command };
}
