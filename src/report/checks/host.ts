/** What is stated of the whole host: its status, the queue, the downtime, sizes of cache files. */
import type { Analysis } from "../../analyzers/analysis.ts";
import { bytes, capital, count, duration, number, statedBytes, statedDuration, utc } from "../format.ts";
import { inputsOf } from "../inputs.ts";
import { isSampled } from "../kept.ts";
import type { Check, Issue } from "../model.ts";
import { openIssues } from "../open.ts";
import { prose } from "../prose.ts";
import { type CheckInput, issueOf, type Judged, placesOf, statedAt } from "./check.ts";

const MINUTE = 60_000;

/** Checks of the document's own values. */
export function hostChecks(input: CheckInput): readonly Check[] {
  const { intervention } = input;
  const checks: Check[] = [];
  const add = (path: string, judged: Judged | null, issue: number | null = null) => {
    if (judged !== null) checks.push({ ...judged, where: statedAt(intervention, path), issue, action: null });
  };
  add("status", statusCheck(input));
  add("downtime", downtimeCheck(input));
  for (const what of ["active", "frozen"] as const) add(`queue.${what}`, queueCheck(input, what));
  intervention.cacheFiles.forEach((_, at) => {
    const { judged, issue } = cacheCheck(input, at);
    add(`cacheFiles.${at}.size`, judged, issue);
  });
  return checks;
}

function statusCheck({ analysis, issues, intervention }: CheckInput): Judged | null {
  const { status } = intervention;
  if (status === null || !/\b(?:completed?|resolved|closed|done|over|fixed|operational)\b/i.test(status)) return null;
  const claim = prose("Status: ", { code: status });
  const { causes, consequences, text } = openIssues(issues);
  const open = `${capital(text)} at the end of the logs.`;
  if (causes.length > 0)
    return { claim, result: "contradicted", says: prose(open), seen: seenOf([...causes, ...consequences]) };
  if (isSampled(analysis))
    return {
      claim,
      result: "silent",
      says: prose("Nothing is open of those messages that were kept."),
      seen: seenOf(issues),
    };
  const known = inputsOf(analysis).exim || inputsOf(analysis).dovecot;
  return issues.length === 0
    ? { claim, result: known ? "confirmed" : "silent", says: prose("No fault was found."), seen: [] }
    : {
        claim,
        result: "confirmed",
        says: prose(`Every fault is over.${consequences.length === 0 ? "" : ` ${open}`}`),
        seen: seenOf(issues),
      };
}

/** The lines that show how each stands: what is open of it before its end. */
const seenOf = (issues: readonly Issue[]) =>
  issues
    .flatMap(({ cause, effects }) => {
      const open = [cause, ...effects].find(({ verdict }) => verdict.is !== "resolved") ?? cause;
      return open.verdict.seen ?? [];
    })
    .slice(0, 4);

/** The daemons' stretches without running, within the stated time of the intervention where one is stated. */
function downtimeCheck({ analysis, intervention }: CheckInput): Judged | null {
  const { downtime, started, completed } = intervention;
  if (downtime === null) return null;
  const claim = prose(`Downtime: ${statedDuration(downtime)}`);
  const within = analysis.mail.downtime.filter(
    (one) =>
      (started === null || Date.parse(one.startedAt ?? started) >= Date.parse(started)) &&
      (completed === null || Date.parse(one.startedAt ?? one.stoppedAt ?? completed) <= Date.parse(completed)),
  );
  const seen = within.map(({ source, line }) => ({ source, line }));
  const held = heldText(analysis);
  if (within.length === 0)
    return { claim, result: "silent", says: prose(`No start of a daemon bounds it.${held}`), seen };
  const least = within.reduce((sum, one) => sum + one.least, 0);
  const most = within.some((one) => one.most === null) ? null : within.reduce((sum, one) => sum + (one.most ?? 0), 0);
  const bounds =
    most === null
      ? `at least ${duration(least)}`
      : least === 0
        ? `at most ${duration(most)}`
        : `${duration(least)} to ${duration(most)}`;
  const says = prose(
    least === most
      ? `The daemons were down for ${duration(least)}.${held}`
      : `Starts of the daemons in ${started === null && completed === null ? "these logs" : "the stated time"} allow ${bounds} (Exim logs no stop).${held}`,
  );
  if (downtime + MINUTE < least || (most !== null && downtime > most + MINUTE))
    return { claim, result: "contradicted", says, seen };
  return { claim, result: least === most ? "confirmed" : "silent", says, seen };
}

/** Daemons that run and mail that does not go out are two things. */
function heldText({ mail }: Analysis): string {
  const longest = mail.outages
    .filter((outage) => outage.finding !== null)
    .sort((a, b) => Date.parse(b.to) - Date.parse(b.from) - (Date.parse(a.to) - Date.parse(a.from)))[0];
  if (longest === undefined) return "";
  const length = duration(Date.parse(longest.to) - Date.parse(longest.from));
  return ` Apart from that, mail was held for up to ${length} while they ran.`;
}

function queueCheck({ analysis, intervention }: CheckInput, what: "active" | "frozen"): Judged | null {
  const { queue } = intervention;
  const stated = queue?.[what] ?? null;
  if (queue === null || stated === null) return null;
  const claim = prose(
    `${count(stated, "message")} ${what === "active" ? "waiting" : "frozen"} in the queue${queue.at === null ? "" : ` at ${utc(queue.at)}`}`,
  );
  const { to } = analysis.window;
  if (!inputsOf(analysis).mainlog || to === null)
    return {
      claim,
      result: "silent",
      says: prose(inputsOf(analysis).exim ? "No main log of Exim was given." : "No Exim log was given."),
      seen: [],
    };
  if (queue.at !== null && Date.parse(queue.at) > Date.parse(to))
    return { claim, result: "silent", says: prose(`The logs end before, at ${utc(to)}.`), seen: [] };
  const split = analysis.mail.splits.find(({ at }) => at === queue.at);
  const shown =
    queue.at === null
      ? analysis.mail.queue[what]
      : split === undefined
        ? null
        : split.before[what === "active" ? "queued" : "frozen"];
  if (shown === null)
    return { claim, result: "silent", says: prose("The queue at that time was not asked of the logs."), seen: [] };
  if (isSampled(analysis))
    return { claim, result: "silent", says: prose(`The log gives an estimate alone: ${number(shown)}.`), seen: [] };
  return {
    claim,
    result: shown === stated ? "confirmed" : "contradicted",
    says: prose(`By the log ${number(shown)} ${what === "active" ? "waited" : "lay frozen"} then.`),
    seen: [],
  };
}

function cacheCheck({ analysis, issues, intervention }: CheckInput, at: number) {
  const stated = intervention.cacheFiles[at];
  if (stated === undefined || stated.size === null) return { judged: null, issue: null };
  const claim = prose({ code: stated.path }, ` has ${statedBytes(stated.size)}`);
  const finding = analysis.findings.find(
    (one) => one.analyzer === "mmap-failure" && one.facts.file === stated.path && one.facts.size !== null,
  );
  if (finding?.analyzer !== "mmap-failure" || finding.facts.size === null) {
    const says = prose("Mail logs name the size of a file only when it cannot be mapped.");
    return { judged: { claim, result: "silent" as const, says, seen: [] }, issue: null };
  }
  const { size } = finding.facts;
  // stated sizes are rounded: 1.3 GiB is anything from 1.25 to 1.35
  const near = meanings(stated.size).some((one) => Math.abs(size - one) <= 0.05 * size);
  return {
    judged: {
      claim,
      result: near ? ("confirmed" as const) : ("contradicted" as const),
      says: prose(`The log says ${bytes(size)}.`),
      seen: placesOf([finding.evidence[0]]),
    },
    issue: issueOf(issues, [finding.key]),
  };
}

/** Bytes that a stated size may mean: a number of GB or MB with one decimal may have been meant in thousands. */
function meanings(size: number): readonly number[] {
  const thousands = [
    [2 ** 30, 1e9],
    [2 ** 20, 1e6],
  ] as const;
  const tenths = (unit: number) => (size / unit) * 10;
  const other = thousands.find(([unit]) => size >= unit && Math.abs(tenths(unit) - Math.round(tenths(unit))) < 1e-6);
  return other === undefined ? [size] : [size, (size / other[0]) * other[1]];
}
