/** Alarms on Exim's queue: its age, its frozen messages, its length. */
import type { Finding, Iso } from "../../analyzers/analysis.ts";
import { count, number, utc } from "../format.ts";
import type { Alert, LogPlace } from "../model.ts";
import { prose } from "../prose.ts";
import { earliest, fired, quotedPlace, type Scene, silent, unseen } from "./alert.ts";

const HOUR = 3_600_000;
/** Messages above which the usual advice raises an alarm. */
const MANY = 50;

const notGiven = (exim: boolean) => prose(exim ? "No main log of Exim was given." : "No Exim log was given.");
const NOT_MEASURED = prose("How the queue stood over time was not measured.");

/** The alarm that speaks first when a few messages are held: age of the oldest that is not frozen. */
export function queueAge({ analysis, exim, mainlog }: Scene): Alert {
  const watch = {
    id: "queue-age",
    watches: prose("Oldest message in the queue, not frozen, over 1 h"),
    command: "exiqgrep -x -o 3600 -c",
    advised: mainlog,
  };
  if (!mainlog) return unseen(watch, notGiven(exim));
  const { findings, mail } = analysis;
  const frozen = frozenIds(analysis);
  const { series } = mail;
  const rows = mail.stuck
    .filter((row) => row.delay >= HOUR && row.outcome !== "frozen" && !frozen.has(row.messageId))
    .map((row) => ({ id: row.messageId, arrivedAt: row.arrivedAt, line: row }));
  const buckets = series.buckets.flatMap(({ at, oldest }) =>
    oldest !== null && Date.parse(at) + series.step - Date.parse(oldest) >= HOUR
      ? [{ id: rows.find((row) => row.arrivedAt === oldest)?.id ?? null, arrivedAt: oldest, line: null }]
      : [],
  );
  const first = earliest([...rows, ...buckets], (one) => one.arrivedAt);
  if (first === undefined) {
    if (series.buckets.length === 0 && !((mail.delays.max ?? HOUR) < HOUR)) return unseen(watch, NOT_MEASURED);
    return silent(watch, prose("No message waited for an hour without being frozen."));
  }
  const { id, line } = first;
  const spoken = instant(
    Math.max(Date.parse(first.arrivedAt) + HOUR, Date.parse(analysis.window.from ?? first.arrivedAt)),
  );
  const quoted = id === null ? null : quotedPlace(findings, ({ text }) => text.includes(id));
  const own =
    line === null || line.source === null || line.line === null ? null : { source: line.source, line: line.line };
  return fired(
    watch,
    spoken,
    id === null
      ? prose(`A message that arrived ${utc(first.arrivedAt)} had waited an hour.`)
      : prose({ code: id }, `, arrived ${utc(first.arrivedAt)}, had waited an hour.`),
    quoted ?? own,
  );
}

/** Any frozen message. */
export function anyFrozen({ analysis, exim, mainlog }: Scene): Alert {
  const watch = { id: "frozen", watches: prose("Any frozen message"), command: "exiqgrep -z -c", advised: mainlog };
  if (!mainlog) return unseen(watch, notGiven(exim));
  const { findings, mail } = analysis;
  const { step, buckets } = mail.series;
  const first = earliest(freezings(findings), (one) => one.at);
  const bucket = buckets.find((one) => one.frozen > 0);
  if (first !== undefined && (bucket === undefined || Date.parse(first.at) < Date.parse(bucket.at) + step)) {
    const says = first.id === null ? prose("A message froze.") : prose({ code: first.id }, " froze.");
    return fired(watch, first.at, says, first.seen);
  }
  if (bucket !== undefined) {
    const end = instant(Math.min(Date.parse(bucket.at) + step, Date.parse(analysis.window.to ?? mail.queue.at)));
    return fired(watch, end, prose(`${count(bucket.frozen, "message")} frozen by then.`), null);
  }
  if (mail.queue.frozen > 0)
    return fired(watch, null, prose(`${count(mail.queue.frozen, "message")} frozen at the end of the log.`), null);
  if (mail.series.buckets.length === 0) return unseen(watch, NOT_MEASURED);
  return silent(watch, prose("No message was frozen."));
}

/** The alarm that people usually have: more than fifty messages. */
export function queueLength({ analysis, exim, mainlog, host }: Scene): Alert {
  const watch = {
    id: "queue-length",
    watches: prose(`Exim queue over ${MANY} messages`),
    command: `${host.exim} -bpc`,
    advised: false,
  };
  if (!mainlog) return unseen(watch, notGiven(exim));
  const { series, signs } = analysis.mail;
  const { queueOver: many } = signs;
  if (many !== null)
    return fired(watch, many.at, prose(`${number(many.count)} messages were in the queue at once.`), null);
  if (series.buckets.length === 0) return unseen(watch, NOT_MEASURED);
  const most = signs.mostWaiting;
  return silent(
    watch,
    most === null
      ? prose("No message waited for long.")
      : prose(`At most ${count(most.count, "message")} in the queue at once, frozen ones included (${utc(most.at)}).`),
  );
}

/** Freezings that the findings tell of. */
function freezings(findings: readonly Finding[]): readonly Freezing[] {
  return findings.flatMap((finding): readonly Freezing[] => {
    if (finding.analyzer === "frozen-bounce")
      return finding.facts.bounces.map(({ id, frozenAt }) => ({
        id,
        at: frozenAt,
        seen: quotedPlace(findings, ({ at, text }) => at === frozenAt && text.includes(id)),
      }));
    return finding.evidence.flatMap(({ role, at, source, line }) =>
      role === "frozen" && at !== null ? [{ id: null, at, seen: { source, line } }] : [],
    );
  });
}

interface Freezing {
  readonly id: string | null;
  readonly at: Iso;
  readonly seen: LogPlace | null;
}

/** Messages that stood still because they were frozen: another alarm's. */
function frozenIds({ findings }: Scene["analysis"]): ReadonlySet<string> {
  return new Set(
    findings.flatMap((one) => {
      if (one.analyzer === "frozen-bounce") return one.facts.bounces.map((bounce) => bounce.id);
      return one.analyzer === "stuck-queue" && one.facts.cause === "frozen"
        ? one.facts.messages.map(({ id }) => id)
        : [];
    }),
  );
}

function instant(ms: number): Iso {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
