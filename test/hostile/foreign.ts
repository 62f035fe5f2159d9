/** What an analysis says about everybody but a stranger, in a form that does not depend on the stranger's lines. */
import type { Analysis, Finding } from "../../src/index.ts";

/** Lines put among others at a place (a share of them), with the stamp of the line before. */
export function insertLines(lines: readonly string[], added: readonly string[], at: number): readonly string[] {
  const place = Math.max(1, Math.floor(lines.length * at));
  const stamp = /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|[A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d) /.exec(
    lines[place - 1] ?? "",
  )?.[0];
  if (stamp === undefined) throw new Error(`no stamp in ${lines[place - 1]}`);
  return [...lines.slice(0, place), ...added.map((line) => stamp + line), ...lines.slice(place)];
}

/** Whose a finding is. */
export interface Stranger {
  readonly messages: readonly string[];
  readonly ips: readonly string[];
}

/**
 * Everything that is said of others and of the host, for logs in which others' lines have the same places: all of it may
 * be compared, to the line. But for what is counted of the stranger's own deeds, where a line that he wrote into can be
 * read in two ways: whether his login failed; and, with quotes that Exim would have escaped, whether his mail went to
 * another host, which the longest time without such a delivery depends on.
 */
export function allBeside({ findings, mail, unjudged }: Analysis, { messages }: Stranger, isEscaped: boolean): unknown {
  const isCounted = (name: string) => !/^(?:authFail|loginsFailed)/.test(name) && (isEscaped || name !== "sent");
  const { signs, series, outages, ...rest } = mail;
  return {
    findings,
    unjudged,
    outages: outages.filter(({ finding }) => isEscaped || finding !== null),
    mail: { ...rest, stuck: mail.stuck.filter(({ messageId }) => !messages.includes(messageId)) },
    signs: only(signs, isCounted),
    series: series.buckets.map((bucket) => only(bucket, isCounted)),
  };
}

function only(values: object, isKept: (name: string) => boolean): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isKept(name)));
}

/**
 * The findings that are not the stranger's alone, the queue, the waiting, the restarts: with texts of lines in place of
 * their numbers, which the stranger's lines shift.
 */
export function foundBeside(
  { findings, mail }: Analysis,
  logs: Readonly<Record<string, readonly string[]>>,
  { messages }: Stranger,
): unknown {
  const isMine = ({ subjects }: Finding) =>
    subjects.messages.length > 0 && subjects.messages.every((id) => messages.includes(id));
  const textOf = (source: string, line: number) => (logs[source] ?? logs[source.split(".")[0] ?? ""])?.[line - 1];
  return placed(
    {
      findings: findings.filter((finding) => !isMine(finding)),
      queue: mail.queue,
      stuck: mail.stuck.filter(({ messageId }) => !messages.includes(messageId)),
      restarts: mail.restarts,
      timeline: mail.timeline,
      // the stranger's mail did go out: the longest time without a delivery is a figure of the whole host (allBeside has it)
      outages: mail.outages.filter(({ finding }) => finding !== null),
      host: mail.host,
    },
    textOf,
  );
}

function placed(value: unknown, textOf: (source: string, line: number) => string | undefined): unknown {
  // of many equal errors some are shown, by where they stand in the file: the stranger's lines move them (not in allBeside)
  if (Array.isArray(value)) return value.filter((item) => item?.role !== "error").map((item) => placed(item, textOf));
  if (typeof value !== "object" || value === null) return value;
  // and so is which of the errors of a timeline's second is quoted
  if ("what" in value && value.what === "last-error") return { ...value, source: null, line: null };
  const { source, line, ...rest } = value as { source?: unknown; line?: unknown };
  const fields = Object.entries(rest).map(([key, held]) => [key, placed(held, textOf)] as const);
  if (typeof source !== "string" || typeof line !== "number")
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, placed(held, textOf)]));
  return Object.fromEntries([...fields, ["line", `${source}: ${textOf(source, line)}`]]);
}
