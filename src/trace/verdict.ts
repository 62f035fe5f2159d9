import type { Instant } from "../parsers/events.ts";
import { utf8 } from "../parsers/text.ts";
import { isKept, type TracedMessage } from "./model.ts";

type Facts = Omit<TracedMessage, "type" | "verdict" | "lines">;

/** Longer reasons stand in the lines above. */
const reasonShown = 160;
const placesShown = 3;

/** One sentence: how it ended, or since when it does not. */
export function verdictOf(
  facts: Facts,
  { by, last }: { readonly by: string | null; readonly last: Instant | null },
): string {
  const { recipients, ending, since, arrivedAt } = facts;
  const of = (is: string) => recipients.filter((one) => one.is === is);
  const [delivered, failed, waiting, untried] = [of("delivered"), of("failed"), of("waiting"), of("untried")];
  const share =
    recipients.length === 0
      ? "no delivery of it in these logs"
      : `delivered to ${delivered.length} of ${recipients.length}`;
  const thrown = of("discarded");
  const lost = thrown.length === 0 ? "" : `; ${thrown.length} discarded on purpose (${because(thrown)})`;
  const after = arrivedAt !== null && since !== null && since > arrivedAt ? ` after ${spell(since - arrivedAt)}` : "";
  const told = facts.reports.length === 0 ? "" : `; reported on by ${facts.reports.join(", ")}`;
  const handed = facts.handedOnAs.length === 0 ? "" : `; there it is ${facts.handedOnAs.join(", ")}`;
  switch (ending) {
    case "delivered":
      return recipients.length === 0
        ? sentence(filedShare(facts))
        : sentence(`${share}${into(delivered)}${after}${lost}${turned(facts)}${handed}`);
    case "partly delivered":
      return sentence(
        `${share}${into(delivered)}${after}${lost}${turned(facts)}${failed.length > 0 ? `; ${failed.length} failed (${because(failed)})` : ""}${untried.length > 0 ? `; of ${untried.length} these logs tell nothing` : ""}${told}`,
      );
    case "bounced":
      return sentence(
        `bounced${after}: failed for ${failed.length} of ${recipients.length} (${because(failed)})${lost}${told}`,
      );
    case "waiting":
      return sentence(
        `${share}${lost}; ${waiting.length} waiting since ${instant(since)}, ${deferrals(waiting)} (${because(waiting)})${failed.length > 0 ? `; ${failed.length} failed (${because(failed)})` : ""}${told}`,
      );
    case "frozen":
      return sentence(
        `frozen since ${instant(since)}${by === null ? "" : ` ${bracketed(brief(by))}`}; ${share}${told}`,
      );
    case "removed":
      return sentence(`removed at ${instant(since)}${by === null ? "" : ` by ${brief(by)}`}; ${share}${told}`);
    case "refused":
      return sentence(`refused at ${instant(since)}${by === null ? "" : `: ${brief(by)}`}`);
    case "discarded":
      if (thrown.length > 0)
        return sentence(
          `discarded on purpose${after} (${because(thrown)})${untried.length > 0 ? `; of ${untried.length} recipients these logs tell nothing` : ""}`,
        );
      return sentence(`accepted and thrown away at ${instant(since)}${by === null ? "" : ` (${brief(by)})`}`);
    case "unknown":
      if (since !== null) return sentence(`completed at ${instant(since)}; its deliveries are not in these logs`);
      return sentence(
        facts.filings.length > 0
          ? filedShare(facts)
          : `these logs do not tell what became of it; the last line is of ${instant(last)}${told}`,
      );
  }
}

/** ` (ann in INBOX)`, of those where Dovecot says so. */
function into(delivered: Facts["recipients"]): string {
  const filed = delivered.flatMap(({ recipient, mailbox }) =>
    mailbox === null ? [] : [`${utf8(recipient)} in ${brief(mailbox)}`],
  );
  if (filed.length === 0) return "";
  return ` (${filed.slice(0, placesShown).join(", ")}${filed.length > placesShown ? " …" : ""})`;
}

/** What a sieve script made of it instead of keeping it. */
function turned({ filings, sameHeaderMessageId }: Facts): string {
  const others = filings.filter(
    ({ outcome }) => !isKept(outcome) && outcome !== "failed" && outcome !== "not compiled",
  );
  if (others.length === 0) return "";
  const what = others.map(({ outcome, target }) => `${outcome}${target === null ? "" : ` (${brief(target)})`}`);
  const forwarded = others.some(({ outcome }) => outcome === "forwarded") && sameHeaderMessageId.length > 0;
  return `; sieve: ${[...new Set(what)].join(", ")}${forwarded ? `, as ${sameHeaderMessageId.join(", ")}` : ""}`;
}

function filedShare({ filings }: Facts): string {
  const done = filings.map(({ user, outcome, target }) =>
    [outcome, target === null ? "" : `(${brief(target)})`, user === null ? "" : `for ${utf8(user)}`]
      .filter((word) => word !== "")
      .join(" "),
  );
  return `in Dovecot: ${[...new Set(done)].join(", ")}`;
}

function deferrals(waiting: Facts["recipients"]): string {
  const count = waiting.reduce((sum, one) => sum + one.deferrals, 0);
  return count === 1 ? "put off once" : `put off ${count} times`;
}

/** The reason of the last one; "and others" when they differ. */
function because(outcomes: Facts["recipients"]): string {
  const reasons = [...new Set(outcomes.map(({ reason }) => reason ?? "no reason logged"))];
  const [first = ""] = reasons;
  return `${brief(first)}${reasons.length > 1 ? ", and others" : ""}`;
}

function brief(text: string): string {
  const decoded = utf8(text);
  return decoded.length <= reasonShown ? decoded : `${decoded.slice(0, reasonShown - 1)}…`;
}

/** Exim's own reasons have their brackets. */
function bracketed(text: string): string {
  return text.startsWith("(") ? text : `(${text})`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function instant(at: Instant | null): string {
  return at === null ? "an unknown time" : `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `2 d 3 h`, `3 h 5 min`, `12 min 5 s`, `9 s`. */
export function spell(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const units = [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
    ["s", 1],
  ] as const;
  const at = units.findIndex(([, length]) => seconds >= length);
  if (at < 0) return "less than a second";
  const [name, length] = units[at] ?? ["s", 1];
  const [next, nextLength] = units[at + 1] ?? ["", 1];
  const rest = Math.floor((seconds % length) / nextLength);
  return `${Math.floor(seconds / length)} ${name}${next === "" || rest === 0 ? "" : ` ${rest} ${next}`}`;
}
