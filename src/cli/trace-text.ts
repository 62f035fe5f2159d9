import { utf8 } from "../parsers/text.ts";
import type { Paint, Style } from "../report/index.ts";
import { shortNames } from "../report/names.ts";
import { capped, visible } from "../report/visible.ts";
import type { Trace } from "../trace/join.ts";
import { maskedTexts } from "../trace/masked.ts";
import type { TracedLine, TracedMessage, TracedSession, Why } from "../trace/model.ts";
import { isoInstant, statedFields } from "./event-json.ts";
import { jsonText } from "./json.ts";
import { tellLine } from "./trace-line.ts";

const reasons: Readonly<Record<Why, string>> = {
  match: "",
  parent: "what a message shown here reports on",
  report: "reports on a message shown here",
  "same Message-ID": "the same Message-ID as a message shown here",
  "handed on": "what the next Exim made of a message shown here",
};
const endings: Readonly<Record<TracedMessage["ending"], Style>> = {
  delivered: "good",
  "partly delivered": "warning",
  bounced: "critical",
  waiting: "warning",
  frozen: "critical",
  removed: "warning",
  refused: "warning",
  discarded: "warning",
  unknown: "notice",
};
const widest = 400;

/** For people: a paragraph a message, in time order, then the sessions. */
export function* traceText({ messages, sessions }: Trace, paint: Paint): Generator<string> {
  const all = [...messages, ...sessions].flatMap(({ lines }) => lines);
  if (all.length === 0) return;
  const masked = maskedTexts(all);
  const names = shortNames(all.map(({ source }) => source));
  const places = new Map(all.map((line) => [line, `${visible(names.get(line.source) ?? line.source)}:${line.line}`]));
  const width = Math.min(
    48,
    [...places.values()].reduce((most, place) => Math.max(most, place.length), 0),
  );
  const rows = (lines: readonly TracedLine[]) =>
    lines
      .map((line) => {
        const place = paint("faint", (places.get(line) ?? "").padEnd(width));
        const [first = "", ...further] = tellLine({ ...line, ...masked.get(line) });
        const indent = " ".repeat(shownInstant(line).length + width + 6);
        return [`  ${shownInstant(line)}  ${place}  `, ...further.map(() => indent)]
          .map((lead, at) => `${lead}${capped(visible(at === 0 ? first : (further[at - 1] ?? "")), widest)}\n`)
          .join("");
      })
      .join("");
  for (const message of messages) {
    yield `${headingOf(message, paint)}\n${rows(message.lines)}`;
    yield `  = ${paint(endings[message.ending], visible(message.verdict))}\n\n`;
  }
  for (const session of sessions) yield `${paint("strong", visible(sessionTitle(session)))}\n${rows(session.lines)}\n`;
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  yield paint(
    "faint",
    `${count(messages.length, "message")}, ${count(sessions.length, "session")} without a message; times are UTC\n`,
  );
}

function headingOf(message: TracedMessage, paint: Paint): string {
  const { messageId, sender, size, subject, headerMessageId, why, parent } = message;
  const facts = [
    sender === null ? "" : `from ${sender === "" ? "<>" : utf8(sender)}`,
    parent === null ? "" : `about ${parent}`,
    size === null ? "" : `${size} bytes`,
    headerMessageId === null ? "" : `<${utf8(headerMessageId)}>`,
    subject === null ? "" : `"${utf8(subject)}"`,
  ].filter((fact) => fact !== "");
  const title = paint("strong", messageId ?? "(no message of Exim in these logs)");
  const because = reasons[why] === "" ? "" : paint("faint", `  (${reasons[why]})`);
  return `${title}${facts.length === 0 ? "" : `  ${capped(visible(facts.join(", ")), widest)}`}${because}`;
}

function sessionTitle({ program, id }: TracedSession): string {
  if (program === "other") return "other programs' lines";
  return `${program === "exim" ? "Exim" : "Dovecot"}, no message${id === null ? "" : `: ${utf8(id)}`}`;
}

function shownInstant({ at }: TracedLine): string {
  const iso = at === null ? null : isoInstant(at);
  return iso === null ? "                   " : iso.slice(0, 19).replace("T", " ");
}

/** For programs: `{"schema":"mailmortem/trace@1","type":"message",…}`, one object a line. */
export function* traceJson({ messages, sessions }: Trace): Generator<string> {
  const schema = "mailmortem/trace@1";
  const instant = (at: number | null) => (at === null ? null : isoInstant(at));
  const text = (value: string | null) => (value === null ? null : utf8(value));
  const lines = (all: readonly TracedLine[]) => {
    const masked = maskedTexts(all);
    return all.map((each) => {
      const { at, source, line, event } = each;
      const { text: stands, said } = masked.get(each) ?? each;
      return {
        at: instant(at),
        source,
        line,
        text: utf8(stands),
        ...(said === null ? {} : { said: utf8(said) }),
        event: event === null ? null : { kind: event.kind, ...statedFields(event) },
      };
    });
  };
  for (const { type, ...message } of messages) {
    const object = {
      schema,
      type,
      ...message,
      headerMessageId: text(message.headerMessageId),
      sender: text(message.sender),
      subject: text(message.subject),
      arrivedAt: instant(message.arrivedAt),
      since: instant(message.since),
      recipients: message.recipients.map((one) => ({
        ...one,
        recipient: utf8(one.recipient),
        original: text(one.original),
        at: instant(one.at),
        firstDeferral: instant(one.firstDeferral),
        reason: text(one.reason),
        where: text(one.where),
        mailbox: text(one.mailbox),
      })),
      filings: message.filings.map((one) => ({
        ...one,
        user: text(one.user),
        at: instant(one.at),
        target: text(one.target),
      })),
      lines: lines(message.lines),
    };
    yield `${jsonText(object)}\n`;
  }
  for (const { type, program, id, from, to, lines: all } of sessions)
    yield `${jsonText({ schema, type, program, id: text(id), from: instant(from), to: instant(to), lines: lines(all) })}\n`;
}

/** The lines byte for byte, passwords and all, an empty one behind each message and session. */
export function* traceRaw({ messages, sessions }: Trace): Generator<Uint8Array> {
  for (const { lines } of [...messages, ...sessions])
    yield Buffer.from(`${lines.map(({ text }) => text).join("\n")}\n\n`, "latin1");
}
