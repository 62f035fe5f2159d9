import type { Instant } from "../../parsers/events.ts";
import { seconds, total } from "../tally.ts";
import { domainOf } from "./address.ts";
import { isHere } from "./place.ts";
import type { Cause, Expansion, LedgerState, Life, TaintHits } from "./state.ts";
import { likeSibling, taintKey, variablesOf } from "./taint-key.ts";
import type { LifeView, RecipientView } from "./view.ts";

/** Why an address was not delivered, with the taint that is behind it where one is. */
export interface KnownCause {
  /** Groups messages into findings. */
  readonly key: string;
  readonly words: string;
  /** `words` in the log's own case and marks; the same where they are this program's. */
  readonly said: string;
  readonly family: string;
  /** Key of the taint finding, `tainted-filename:…`, or null. */
  readonly causedBy: string | null;
  /** The fault is this host's own: taint, configuration, permission, disk. */
  readonly ownFault: boolean;
  /** It happened on this host, fault or not: a full mailbox, an alias that says `:defer:`, Dovecot's socket. */
  readonly onThisHost: boolean;
  /** What deferred the address in the attempt in which Exim froze the message: why it is frozen. */
  readonly deferredBefore: string | null;
  readonly cause: Cause | null;
}

const MINUTE = 60_000;

/** Families whose text hides a refused value: "Permission denied", "NULL", "failed to expand …". */
const AMBIGUOUS = new Set(["ambiguous", "permission"]);
const OWN = new Set(["taint", "ambiguous", "permission", "disk"]);

export const taintFindingKey = (key: string): string => `tainted-filename:${key}`;

/** Why this address waits or waited. */
export function causeOf(state: LedgerState, view: LifeView, one: RecipientView): KnownCause {
  const { life } = view;
  if (life.frozen !== null && !view.isBounce && !one.recipient.delivered && view.outcome === "frozen")
    return frozenFor(state, life, one);
  const own = dominant([...one.recipient.causes.values()]);
  if (own !== undefined) return known(state, life, own);
  if (life.frozen !== null && !view.isBounce) return FROZEN;
  const borrowed = borrow(state, one.address, one.endedAt ?? life.last);
  if (borrowed !== undefined) return known(state, life, borrowed);
  if (total(one.recipient.skips) > 0 || one.recipient.gaveUp !== null) return bare("before the logs begin", "retry");
  const hit = taintWithoutOutcome(life);
  if (hit !== undefined) return byTaint(taintKeyOf(state, life, hit));
  return one.recipient.failed?.cause
    ? known(state, life, one.recipient.failed.cause)
    : bare("no reason logged", "other");
}

/** Why an address failed. A reason without a cause of its own has the one of the deferrals before it. */
export function failureCauseOf(state: LedgerState, view: LifeView, one: RecipientView): KnownCause {
  const direct = one.recipient.failed?.cause;
  if (direct != null) return known(state, view.life, direct);
  if (view.life.end?.how === "cancelled") return bare(`cancelled by ${view.life.end.by ?? "an operator"}`, "operator");
  return causeOf(state, view, one);
}

const bare = (words: string, family: string): KnownCause => ({
  key: words,
  words,
  said: words,
  family,
  causedBy: null,
  ownFault: OWN.has(family),
  onThisHost: OWN.has(family),
  deferredBefore: null,
  cause: null,
});
const FROZEN = bare("frozen", "frozen");

/** Milliseconds between an error and the freezing that it made: one attempt, of a slow disk. */
const AT_ONCE = 5000;

/** Exim froze it in the attempt that logged an error (`lowest numbered MX record points to local host`), or a person did. */
function frozenFor(state: LedgerState, life: Life, one: RecipientView): KnownCause {
  const { frozen } = life;
  if (frozen === null || frozen.by !== null) return FROZEN;
  const near = [...one.recipient.causes.values()].filter(
    (cause) => cause.first <= frozen.first + 999 && cause.last >= frozen.first - AT_ONCE,
  );
  const cause = dominant(near);
  return cause === undefined || taintBehind(state, life, cause) !== null
    ? FROZEN
    : { ...FROZEN, onThisHost: isHere(state, cause), deferredBefore: cause.said };
}

/** The cause that held an address longest: one attempt that failed otherwise on the last day is not why it waited. */
function dominant(causes: readonly Cause[]): Cause | undefined {
  return [...causes].sort(
    (a, b) => b.last - b.first - (a.last - a.first) || b.last - a.last || (a.key < b.key ? -1 : 1),
  )[0];
}

/** The latest cause of the same domain in any message, for an address that was only ever skipped. */
function borrow(state: LedgerState, address: string, until: Instant): Cause | undefined {
  const domain = domainOf(address);
  const causes = domain === null ? undefined : state.domainCauses.get(domain);
  if (causes === undefined) return undefined;
  const before = [...causes.values()].filter((cause) => cause.first <= until && !OWN.has(cause.family));
  return before.sort((a, b) => b.last - a.last || (a.key < b.key ? -1 : 1))[0];
}

/** Names a cause, and finds the taint behind it. */
export function known(state: LedgerState, life: Life, cause: Cause): KnownCause {
  const taint = taintBehind(state, life, cause);
  if (taint !== null) return byTaint(taint);
  const place = cause.host ?? cause.domain;
  const where = place === null ? "" : ` (${place})`;
  return {
    key: `${cause.words}${where}`,
    words: cause.words,
    said: cause.said,
    family: cause.family,
    causedBy: null,
    ownFault: OWN.has(cause.family),
    onThisHost: isHere(state, cause),
    deferredBefore: null,
    cause,
  };
}

/** The key in the log's own case and marks: `Connection refused (mx.down.example)`. */
export function saidKey({ key, words, said }: KnownCause): string {
  return key.startsWith(words) ? said + key.slice(words.length) : key;
}

function byTaint(key: string): KnownCause {
  return {
    key: taintFindingKey(key),
    words: `tainted: ${key}`,
    said: `tainted: ${key}`,
    family: "taint",
    causedBy: taintFindingKey(key),
    ownFault: true,
    onThisHost: true,
    deferredBefore: null,
    cause: null,
  };
}

/** The taint key that a cause belongs to, or null. */
export function taintBehind(state: LedgerState, life: Life, cause: Cause): string | null {
  if (cause.taint !== null && cause.taint.wording !== "quoting") {
    return likeSibling(taintKey(cause.taint, variablesOf(state.domains, life), null), patternsOf(state));
  }
  const hides = AMBIGUOUS.has(cause.family) || (cause.family === "unrouteable" && conditionFailed(life, cause));
  if (!hides) return null;
  const inside = [...life.taints.values()].filter(
    (hits) => cause.first >= hits.first - MINUTE && cause.last <= hits.last + MINUTE,
  );
  const best = inside.sort(
    (a, b) => shared(cause, b) - shared(cause, a) || total(b.tally) - total(a.tally) || a.first - b.first,
  )[0];
  return best === undefined ? null : taintKeyOf(state, life, best);
}

/** "Unrouteable address" hides a taint where that id logged `failed to expand condition` in the same attempt. */
function conditionFailed(life: Life, cause: Cause): boolean {
  for (const expansion of life.expansions.values()) {
    if (expansion.at <= cause.first && expansion.at >= cause.first - MINUTE) return true;
  }
  return false;
}

/** Seconds in which both were logged: one attempt writes the refusal and what hides it together. */
function shared(cause: Cause, hits: TaintHits): number {
  const logged = new Set(seconds(hits.tally).map(([second]) => second));
  return seconds(cause.tally).filter(([second]) => logged.has(second) || logged.has(second - 1)).length;
}

/** A refusal after which nothing was said (`NULL`, an error in the system filter): the message just stays. */
function taintWithoutOutcome(life: Life): TaintHits | undefined {
  return [...life.taints.values()].sort((a, b) => b.last - a.last)[0];
}

/** The finding key of a message's refusal. */
export function taintKeyOf(state: LedgerState, life: Life, hits: TaintHits): string {
  return likeSibling(ownKey(state, life, hits), patternsOf(state));
}

const ownKey = (state: LedgerState, life: Life, hits: TaintHits): string =>
  taintKey(hits.taint, variablesOf(state.domains, life), contextOf(life, hits));

const patterns = new WeakMap<LedgerState, { readonly revision: number; readonly found: ReadonlySet<string> }>();

/** Path patterns that some message could fold. Worked out once for a state as it is. */
export function patternsOf(state: LedgerState): ReadonlySet<string> {
  const known = patterns.get(state);
  if (known?.revision === state.revision) return known.found;
  const found = new Set<string>();
  for (const life of state.lives.values()) {
    for (const hits of life.taints.values()) {
      const key = ownKey(state, life, hits);
      if (key.startsWith("/") && key.includes("*")) found.add(key);
    }
  }
  const sorted = new Set([...found].sort());
  patterns.set(state, { revision: state.revision, found: sorted });
  return sorted;
}

/** `(router r1 condition)`: where a refused text stood that names neither path nor use. */
function contextOf(life: Life, hits: TaintHits): string | null {
  const near = expansionsNear(life, hits)[0];
  if (near === undefined) return null;
  const driver =
    near.router !== null ? `router ${near.router}` : near.transport !== null ? `transport ${near.transport}` : null;
  const parts = [driver, near.option].filter((part) => part !== null);
  return parts.length === 0 ? null : `(${parts.join(" ")})`;
}

/** Failed expansions logged within two seconds of a refusal: the option that it stood in. */
export function expansionsNear(life: Life, hits: TaintHits): readonly Expansion[] {
  const at = seconds(hits.tally).map(([second]) => second * 1000);
  return [...life.expansions.values()]
    .filter((expansion) => at.some((second) => expansion.at >= second - 1000 && expansion.at <= second + 2999))
    .sort((a, b) => a.at - b.at);
}
