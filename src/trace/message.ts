import type { Instant, MailEvent } from "../parsers/events.ts";
import { type Ending, type Filing, isKept, type TracedLine, type TracedMessage, type Why } from "./model.ts";
import { Outcomes } from "./outcomes.ts";
import { verdictOf } from "./verdict.ts";

/** The lines of one message, in the order of time, and what is known of it from others. */
export interface MessageLines {
  readonly messageId: string | null;
  readonly why: Why;
  readonly headerId: string | null;
  readonly lines: readonly TracedLine[];
  readonly handedOnAs: readonly string[];
  readonly reports: readonly string[];
  readonly sameHeaderMessageId: readonly string[];
}

/** What a message's lines come to. */
export function messageOf(life: MessageLines): TracedMessage {
  const events = life.lines.flatMap(({ event }) => (event === null ? [] : [event]));
  const arrival = events.find((event) => event.kind === "exim.arrival");
  const state = stateOf(events);
  const filings = events.flatMap(filingOf);
  const recipients = new Outcomes(events, arrival?.recipients ?? [], state.ended).list();
  const { ending, since } = endingOf(state, recipients, filings, events);
  const facts = {
    messageId: life.messageId,
    why: life.why,
    headerMessageId: life.headerId,
    arrivedAt: arrival?.at ?? null,
    sender: arrival === undefined ? null : (arrival.sender ?? ""),
    subject: arrival?.subject ?? null,
    size: arrival?.size ?? null,
    parent: arrival?.parent ?? null,
    reports: life.reports,
    sameHeaderMessageId: life.sameHeaderMessageId,
    handedOnAs: life.handedOnAs,
    ending,
    since,
    recipients,
    filings,
  };
  const last = life.lines.at(-1)?.at ?? null;
  return { type: "message", ...facts, verdict: verdictOf(facts, { by: state.by, last }), lines: life.lines };
}

/** What the message's own lines say of it as a whole. */
interface State {
  readonly completed: Instant | null;
  readonly frozen: Instant | null;
  readonly removed: Instant | null;
  readonly refused: Instant | null;
  readonly discarded: Instant | null;
  /** Who froze, removed or refused it, or why. */
  readonly by: string | null;
  readonly ended: boolean;
}

function stateOf(events: readonly MailEvent[]): State {
  let completed: Instant | null = null;
  let frozen: Instant | null = null;
  let removed: Instant | null = null;
  let refused: Instant | null = null;
  let discarded: Instant | null = null;
  let by: string | null = null;
  for (const event of events) {
    switch (event.kind) {
      case "exim.completed":
        completed = event.at;
        break;
      case "exim.frozen":
        frozen = event.at;
        by = event.reason ?? event.by;
        break;
      case "exim.unfrozen":
        frozen = null;
        break;
      case "exim.removed":
      case "exim.cancelled":
        removed = event.at;
        by = event.by;
        break;
      case "exim.reject":
      case "exim.reject-local":
        refused = event.at;
        by = event.reason;
        break;
      case "exim.discarded":
        discarded = event.at;
        by = event.reason;
        break;
    }
  }
  const ended = completed !== null || removed !== null;
  return { completed, frozen, removed, refused, discarded, by, ended };
}

function endingOf(
  state: State,
  recipients: TracedMessage["recipients"],
  filings: readonly Filing[],
  events: readonly MailEvent[],
): { ending: Ending; since: Instant | null } {
  const { completed, removed, frozen, refused, discarded } = state;
  const of = (is: string) => recipients.filter((one) => one.is === is);
  const [delivered, failed, waiting, thrown] = [of("delivered"), of("failed"), of("waiting"), of("discarded")];
  if (removed !== null) return { ending: "removed", since: removed };
  if (frozen !== null && completed === null) return { ending: "frozen", since: frozen };
  if (waiting.length > 0) {
    const firsts = waiting.flatMap(({ firstDeferral }) => (firstDeferral === null ? [] : [firstDeferral]));
    return { ending: "waiting", since: firsts.length === 0 ? null : Math.min(...firsts) };
  }
  const end = completed ?? last([...delivered, ...failed, ...thrown].flatMap(({ at }) => (at === null ? [] : [at])));
  if (thrown.length > 0 && delivered.length === 0 && failed.length === 0) return { ending: "discarded", since: end };
  if (failed.length > 0) return { ending: delivered.length > 0 ? "partly delivered" : "bounced", since: end };
  if (delivered.length > 0 && of("untried").length === 0) return { ending: "delivered", since: end };
  if (delivered.length > 0) return { ending: "partly delivered", since: end };
  if (recipients.length === 0 && refused !== null) return { ending: "refused", since: refused };
  if (recipients.length === 0 && discarded !== null) return { ending: "discarded", since: discarded };
  if (recipients.length === 0 && events.every(({ kind }) => kind.startsWith("dovecot."))) return filedEnding(filings);
  return { ending: "unknown", since: completed };
}

/** Only Dovecot's lines tell of it. */
function filedEnding(filings: readonly Filing[]): { ending: Ending; since: Instant | null } {
  const kept = filings.filter(({ outcome }) => isKept(outcome));
  if (kept.length > 0) return { ending: "delivered", since: kept.at(-1)?.at ?? null };
  return { ending: "unknown", since: null };
}

function filingOf(event: MailEvent): readonly Filing[] {
  if (event.kind === "dovecot.delivered")
    return [{ user: event.user, at: event.at, outcome: event.outcome, target: event.error ?? event.mailbox }];
  if (event.kind === "dovecot.sieve")
    return [{ user: event.user, at: event.at, outcome: event.outcome, target: event.error ?? event.target }];
  return [];
}

function last(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : Math.max(...instants);
}
