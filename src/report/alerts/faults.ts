/** Alarms on lines that a daemon writes: the panic log, refused values, files that could not be mapped, logins. */
import type { Finding } from "../../analyzers/analysis.ts";
import { count, number, utc } from "../format.ts";
import type { Alert } from "../model.ts";
import { prose } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { firstAndLast } from "../verdict.ts";
import { earliest, fired, type Scene, silent, unseen } from "./alert.ts";

const NO_EXIM = prose("No Exim log was given.");

/** Exim's panic log is not empty. */
export function panicLog({ analysis, exim, host }: Scene): Alert {
  const watch = {
    id: "paniclog",
    watches: prose("Exim's panic log is not empty"),
    command: `test ! -s ${shellWord(host.paniclog)}`,
    advised: exim,
  };
  const first = analysis.mail.signs.panicLog;
  if (first !== null)
    return fired(watch, first.at, prose("The panic log that was given has entries."), {
      source: first.source,
      line: 1,
    });
  if (!exim) return unseen(watch, NO_EXIM);
  if (analysis.sources.some(({ name }) => /panic[^/]*$/i.test(name)))
    return silent(watch, prose("The panic log that was given has no entry."));
  const taint = firstOf(analysis.findings, "tainted-filename");
  return unseen(
    watch,
    taint === undefined
      ? prose("No panic log was given.")
      : prose(
          `No panic log was given. Exim writes a refused file name there as well, so it most likely would have spoken at ${utc(taint.firstSeen)}.`,
        ),
  );
}

/** Exim refused a tainted value. */
export function anyTaint({ analysis, exim, refusals, host }: Scene): Alert {
  const watch = {
    id: "taint",
    watches: prose("Any refused ", { code: "tainted" }, " value in Exim's log"),
    // warnings of a query that is not quoted, and those of allow_insecure_tainted_data, refuse nothing
    command: `grep -i -c -P '(?<!warning: )tainted (?!search query)' ${shellWord(host.mainlog)}`,
  };
  return ofFindings(
    watch,
    "tainted-filename",
    analysis.findings,
    refusals,
    exim ? "No main log of Exim was given." : "No Exim log was given.",
    `No refusal${inWindow(analysis)}.`,
  );
}

/** Dovecot could not map a file, or killed a session that ran out of memory. */
export function anyMapFailure({ analysis, dovecot }: Scene): Alert {
  const watch = {
    id: "mmap",
    watches: prose("Any ", { code: "Cannot allocate memory" }, " or ", { code: "error 83" }, " in Dovecot's log"),
    command: "doveadm log errors | grep -c -e 'Cannot allocate memory' -e 'returned error 83'",
  };
  return ofFindings(
    watch,
    "mmap-failure",
    analysis.findings,
    dovecot,
    "No Dovecot log was given.",
    `No file failed to be mapped and no session ran out of memory${inWindow(analysis)}.`,
  );
}

/** More than ten failed logins in a clock hour. */
export function authFailures({ analysis, exim, dovecot, host }: Scene): Alert {
  const watch = {
    id: "auth-failures",
    watches: prose("Failed logins over 10 an hour"),
    command: `grep -c '535 Incorrect authentication data' ${shellWord(host.mainlog)}`,
  };
  const { authFailures: over, authFailuresInAll: all } = analysis.mail.signs;
  if (over !== null)
    return fired(
      watch,
      over.at,
      prose(`${number(over.count)} failed logins in the hour from ${utc(over.hour)} on, ${number(all)} in all.`),
      null,
    );
  if (analysis.mail.series.buckets.length === 0)
    return unseen(watch, prose("Failed logins were not counted by the hour."));
  const given = exim && dovecot ? "" : exim ? " Only Exim's log was given." : " Only Dovecot's log was given.";
  return silent(
    watch,
    prose(
      all === 0
        ? `No login failed.${given}`
        : `${count(all, "failed login")} in all, never more than 10 in an hour.${given}`,
    ),
  );
}

/** Memory of Dovecot's processes, which people watch for what the limit of one process does. */
export function dovecotMemory({ analysis }: Scene): Alert {
  return unseen(
    {
      id: "dovecot-memory",
      watches: prose("Dovecot memory over 2 GB"),
      command: "ps -C imap -o rss=,vsz=,args= --sort=-rss",
    },
    firstOf(analysis.findings, "mmap-failure") === undefined
      ? prose("Mail logs do not hold it.")
      : prose(
          "Mail logs do not hold it. What failed here is the limit of one process, which is reached without 2 GB in use: it need not have spoken.",
        ),
  );
}

/** Disk space. */
export function diskSpace(): Alert {
  return unseen(
    { id: "disk", watches: prose("Disk space over 80%"), command: "df -P" },
    prose("Mail logs do not hold it."),
  );
}

/** Findings are of the reported window alone, where one was asked for; the logs may tell more. */
function inWindow({ window }: Scene["analysis"]): string {
  return window.since === null && window.until === null ? "" : " in the reported window";
}

function ofFindings(
  watch: Pick<Alert, "id" | "watches" | "command">,
  analyzer: Finding["analyzer"],
  findings: readonly Finding[],
  given: boolean,
  notGiven: string,
  nothing: string,
): Alert {
  if (!given) return unseen(watch, prose(notGiven));
  const first = firstOf(findings, analyzer);
  if (first === undefined) return silent(watch, prose(nothing));
  return fired(watch, first.firstSeen, prose({ code: first.subject }), firstAndLast(first)[0] ?? null);
}

function firstOf(findings: readonly Finding[], analyzer: Finding["analyzer"]): Finding | undefined {
  return earliest(
    findings.filter((finding) => finding.analyzer === analyzer),
    (finding) => finding.firstSeen,
  );
}
