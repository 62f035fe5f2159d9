/** Whom all findings together hurt: one sentence that no sum of the issues contradicts. */
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import { count, list } from "./format.ts";
import { atLeast, messagesEach, whenSampled } from "./kept.ts";
import type { Statement } from "./model.ts";
import { prose } from "./prose.ts";

/** "In all: 288 messages, 9 senders …"; messages are estimated where not all were kept, people are the least there are. */
export function hurtInAll(analysis: Analysis): Statement {
  const { findings, mail } = analysis;
  const each = messagesEach(analysis);
  const union = (
    pick: (subjects: Finding["subjects"]) => readonly string[],
    whole: (affected: Finding["affected"]) => number,
    times: number,
  ) =>
    // names may be capped; no union is smaller than its largest part
    Math.max(
      new Set(findings.flatMap((finding) => pick(finding.subjects))).size * times,
      ...findings.map((finding) => whole(finding.affected)),
    );
  const messages = union(
    (subjects) => subjects.messages,
    (affected) => affected.messages,
    each,
  );
  const recipients = union(
    (subjects) => subjects.recipients,
    (affected) => affected.recipients,
    1,
  );
  // taint and queue findings count senders as users; an mmap failure hits the owner of a mailbox
  const usersOf = (isOwner: boolean) =>
    new Set(
      findings.flatMap((finding) => ((finding.analyzer === "mmap-failure") === isOwner ? finding.subjects.users : [])),
    ).size;
  // what froze is Exim's letter about a message, not somebody's mail
  const letters = findings.flatMap((finding) => (finding.analyzer === "frozen-bounce" ? finding.facts.bounces : []));
  const distinct = (some: typeof letters) => new Set(some.map(({ id }) => id)).size * each;
  const lettersOf = (kind: (typeof letters)[number]["is"]) => distinct(letters.filter((one) => one.is === kind));
  const least = atLeast(analysis);
  const parts = (
    [
      ["", Math.max(0, messages - distinct(letters)), "message", "messages"],
      [least, recipients, "recipient address", "recipient addresses"],
      [least, usersOf(false), "sender", "senders"],
      ["", usersOf(true), "mailbox user", "mailbox users"],
      ["", lettersOf("bounce"), "frozen bounce", "frozen bounces"],
      ["", lettersOf("delay-warning"), "frozen delay warning", "frozen delay warnings"],
      ["", lettersOf("notice"), "frozen notice", "frozen notices"],
    ] as const
  )
    .filter(([, value]) => value > 0)
    .map(([bound, value, one, many]) => `${bound}${count(value, one, many)}`);
  // the logs may count fewer messages than were hit, when arrivals lie before them: then the share says nothing
  const ofAll =
    messages > 0 && mail.messages >= messages ? ` (the logs tell of ${count(mail.messages, "message")})` : "";
  const nobody = `No message and no user, as far as ${whenSampled(analysis, "those messages show that were kept", "the log shows")}.`;
  return {
    prose: prose(parts.length === 0 ? nobody : `In all: ${list(parts)}${ofAll}.`),
    seen: [],
    origin: "log",
  };
}
