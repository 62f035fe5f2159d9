import type { EximDeferral, EximDelivery, EximFailure, MailEvent } from "../parsers/events.ts";
import type { Outcome } from "./model.ts";

type Attempt = EximDelivery | EximDeferral | EximFailure;
type Draft = { -readonly [K in keyof Outcome]: Outcome[K] };

/** What became of each address of one message, from its attempts in the order of time. */
export class Outcomes {
  readonly #drafts = new Map<string, Draft>();
  readonly #ended: boolean;

  /** @param named the recipients that the arrival names (`+received_recipients`); none where it does not. */
  constructor(events: readonly MailEvent[], named: readonly string[], ended: boolean) {
    this.#ended = ended;
    for (const event of events) {
      if (event.kind === "exim.delivery") this.#delivered(event);
      else if (event.kind === "exim.failure") this.#failed(event);
      else if (event.kind === "exim.deferral") this.#deferred(event);
    }
    // Dovecot's line stands before Exim's, which waits for the answer.
    for (const event of events)
      if (event.kind === "dovecot.delivered" || event.kind === "dovecot.sieve") this.#filed(event);
    for (const recipient of named) if (!this.#isKnown(recipient)) this.#draft(recipient, null);
  }

  list(): readonly Outcome[] {
    const all = [...this.#drafts.values()];
    const originals = new Set(all.flatMap(({ original }) => (original === null ? [] : [folded(original)])));
    return all.filter((one) => {
      if (one.is !== "waiting" && one.is !== "untried") return true;
      // An alias that was put off and later became other addresses, or a message that is done.
      return !originals.has(folded(one.recipient)) && !(this.#ended && one.is === "waiting");
    });
  }

  #delivered(event: EximDelivery): void {
    const draft = this.#of(event);
    // `*>` is what -N would have delivered.
    if (event.flag === "*>") return;
    const discarded = discardedBy(event);
    draft.is = discarded === undefined ? "delivered" : "discarded";
    draft.at = event.at;
    draft.reason = discarded ?? null;
    draft.where = event.peer === null ? event.transport : hostOf(event.peer);
  }

  #failed(event: EximFailure): void {
    const draft = this.#of(event);
    draft.is = "failed";
    draft.at = event.at;
    draft.reason = event.reason ?? event.partial;
  }

  #deferred(event: EximDeferral): void {
    const draft = this.#of(event);
    if (draft.is !== "waiting") draft.at = event.at;
    draft.is = "waiting";
    draft.deferrals++;
    draft.firstDeferral ??= event.at;
    draft.reason = [event.strerror, event.reason].filter((text) => text !== null).join(": ") || event.partial;
  }

  /** Into which mailbox, where Dovecot's line names the user that Exim's names. */
  #filed({ user, at, ...event }: MailEvent & { readonly kind: "dovecot.delivered" | "dovecot.sieve" }): void {
    if (user === null) return;
    const target = event.kind === "dovecot.delivered" ? event.mailbox : event.target;
    if (target === null || (event.outcome !== "saved" && event.outcome !== "stored")) return;
    for (const draft of this.#drafts.values()) {
      const isUser = [draft.recipient, draft.original].some((one) => one !== null && folded(one) === folded(user));
      if (isUser && draft.at !== null && Math.abs(draft.at - at) < 86_400_000) draft.mailbox = target;
    }
  }

  #of({ recipient, original }: Attempt): Draft {
    return this.#draft(recipient, original);
  }

  #draft(recipient: string, original: string | null): Draft {
    const key = `${folded(recipient)} ${original === null ? "" : folded(original)}`;
    const known = this.#drafts.get(key);
    if (known !== undefined) return known;
    const none = { at: null, deferrals: 0, firstDeferral: null, reason: null, where: null, mailbox: null };
    const draft: Draft = { recipient, original, is: "untried", ...none };
    this.#drafts.set(key, draft);
    return draft;
  }

  #isKnown(address: string): boolean {
    const wanted = folded(address);
    for (const { recipient, original } of this.#drafts.values())
      if (folded(recipient) === wanted || (original !== null && folded(original) === wanted)) return true;
    return false;
  }
}

const nowhere: ReadonlySet<string> = new Set(["discarded", "blackhole", ":blackhole:"]);

/**
 * Who threw the mail away; undefined for mail that went somewhere. Exim logs as a delivery, too, what it discards:
 * `=> discarded (system filter)`, `=> blackhole (DATA ACL discarded recipients): TEXT` (deliver.c) and
 * `=> :blackhole: <bob@b.example> R=aliases`. A mailbox may be called so; it has a transport.
 */
export function discardedBy({ recipient, transport, peer, partial, remark, router }: EximDelivery): string | undefined {
  if (!nowhere.has(recipient)) return undefined;
  if (recipient !== ":blackhole:" && (transport !== null || peer !== null || partial !== null)) return undefined;
  return remark ?? (router === null ? "no reason logged" : `router ${router}`);
}

function hostOf({ name, ip }: { readonly name: string; readonly ip: string | null }): string {
  return ip === null ? name : `${name} [${ip}]`;
}

/** Domains have no case. */
function folded(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase();
}
