/** Rows of delivered or bounced mail, and what is said of all mail that had waited. */
import type { StuckRow } from "../analyzers/analysis.ts";
import { unescaped } from "../parsers/index.ts";
import { capped } from "../report/visible.ts";
import type { Handling, RecipientAnswer } from "./answers.ts";
import type { Ask } from "./claims.ts";
import { comparable } from "./comparable.ts";
import {
  confirmed,
  contradicted,
  coverage,
  covers,
  evidenceOf,
  type Facts,
  moment,
  notCheckable,
  seenAt,
  stretch,
  type Verdict,
} from "./facts.ts";
import { findingsAbout } from "./scope.ts";

type DeliveryAsk = Ask & { is: "delivery" };

/** A row that says what became of a recipient. */
export function checkDelivery(ask: DeliveryAsk, answer: RecipientAnswer, facts: Facts): Verdict {
  if (ask.outcome !== "delivered" && ask.outcome !== "bounced") return checkOutcome(ask, facts);
  const wanted = ask.outcome === "delivered" ? "delivered" : "failed";
  const hits = answer.within.filter(({ what }) => what === wanted);
  if (hits.length > 0) return checkDetails(ask, hits, facts);
  const { recipient, span } = ask;
  const isCovered = span !== null && covers(facts, "mail", span);
  const others = [...answer.within, ...answer.before, ...answer.after].filter(({ what }) => what !== "put off");
  const nearest = nearestOf(others, span?.from ?? 0);
  if (span !== null && !isCovered) return notCheckable(`no main log covers ${stretch(span)}`);
  if (nearest !== undefined) {
    const says = `${recipient} ${nearest.what === "failed" ? "bounced" : "was delivered"} at ${moment(nearest.at)}${reasonOf(nearest)}, and there is no other ${wanted === "failed" ? "failure" : "delivery"} then`;
    return contradicted(says, seenAt(facts, [nearest]));
  }
  if (span !== null)
    return contradicted(`no delivery to ${recipient} in these logs, which cover ${coverage(facts, "mail")}`);
  const putOff = answer.within.slice(0, 1);
  return putOff.length > 0
    ? notCheckable(`the logs show only that ${recipient} was put off`, seenAt(facts, putOff))
    : notCheckable(`the logs do not name ${recipient} as a recipient, and the row names no time`);
}

/** The host, TLS and subject of a row, where it has them. */
function checkDetails(ask: DeliveryAsk, hits: readonly Handling[], facts: Facts): Verdict {
  const differences = hits.map((hit) => differenceOf(ask, hit, facts));
  const at = differences.indexOf(null);
  const [first] = hits;
  const fits = hits[at];
  if (fits !== undefined)
    return confirmed(
      `${fits.what === "failed" ? "bounced" : "delivered"} at ${moment(fits.at)}${reasonOf(fits)}`,
      seenAt(facts, [fits]),
    );
  if (first === undefined) return notCheckable("no such line");
  const known = differences.filter((one) => one !== null);
  const unsaid = known.find(({ isUnknown }) => isUnknown);
  if (unsaid !== undefined) return notCheckable(unsaid.says, seenAt(facts, [first]));
  return contradicted(
    `${first.what === "failed" ? "bounced" : "delivered"} at ${moment(first.at)}, but ${known[0]?.says ?? "otherwise"}`,
    seenAt(facts, [first]),
  );
}

function differenceOf(
  { host, tls, subject }: DeliveryAsk,
  hit: Handling,
  { analysis }: Facts,
): { readonly says: string; readonly isUnknown: boolean } | null {
  // what failed reached no host; a report may name the one that was tried, as the bounce's line need not
  const isTried = hit.what === "failed" && hit.host === null;
  if (host !== null && !isTried && hit.host?.toLowerCase() !== host)
    return { says: `to ${hit.host ?? "no other host"}, not to ${host}`, isUnknown: false };
  if (tls !== null && hit.tls !== tls)
    return hit.tls === null
      ? { says: "its line does not say whether TLS was used", isUnknown: true }
      : { says: `with ${hit.tls}, not ${tls}`, isUnknown: false };
  const logged = analysis.mail.stuck.find(({ messageId }) => messageId === hit.messageId)?.subject ?? null;
  if (subject === null || logged === null || isSubject(subject, logged)) return null;
  return { says: `its subject was "${capped(logged, 80)}"`, isUnknown: false };
}

/** A report shortens subjects, and writes them in its own way. */
function isSubject(written: string, logged: string): boolean {
  const one = comparable(written)
    .replace(/(?:…|\.\.\.)$/, "")
    .toLowerCase();
  const other = comparable(unescaped(logged)).toLowerCase();
  return other.includes(one) || one.includes(other);
}

/** "queued", "frozen", "removed": what became of a recipient that had waited. */
function checkOutcome({ recipient, outcome }: DeliveryAsk, { analysis }: Facts): Verdict {
  const rows = analysis.mail.stuck.filter((row) => row.recipient.toLowerCase() === recipient);
  if (outcome === "other") return notCheckable("no rule reads the row's status");
  const fits = rows.find((row) => row.outcome === outcome);
  if (fits !== undefined) return confirmed(`${outcome} at the end of the logs`, seenRow(fits));
  const [row] = rows;
  return row === undefined
    ? notCheckable(`no mail to ${recipient} waited for long in these logs`)
    : contradicted(
        `it was ${row.outcome}${row.endedAt === null ? "" : ` at ${moment(Date.parse(row.endedAt))}`}`,
        seenRow(row),
      );
}

function seenRow({ source, line }: StuckRow): Verdict["seen"] {
  return source === null || line === null ? [] : [{ source, line }];
}

function nearestOf(handlings: readonly Handling[], at: number): Handling | undefined {
  return [...handlings].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

function reasonOf({ reason }: Handling): string {
  return reason === null || reason === "" ? "" : ` (${capped(unescaped(reason), 120)})`;
}

/** "All emails delivered via relay.isp.example with TLS 1.3". */
export function checkRelay({ host, tls, about }: Ask & { is: "relay" }, { analysis }: Facts): Verdict {
  const rows = rowsAbout(about, analysis).filter(({ outcome }) => outcome === "delivered");
  if (rows.length === 0) return notCheckable("no mail waited for long and was delivered in these logs");
  const unsaid = rows.find((row) => (host !== null && row.host === null) || (tls !== null && row.tls === null));
  const other = rows.find(
    (row) =>
      (host !== null && row.host !== null && row.host.toLowerCase() !== host) ||
      (tls !== null && row.tls !== null && row.tls !== tls),
  );
  if (other !== undefined) {
    const way = `${other.host ?? "no other host"} with ${other.tls ?? "no TLS logged"}`;
    return contradicted(`mail to ${other.recipient} went to ${way}`, seenRow(other));
  }
  if (unsaid !== undefined) return notCheckable("not every delivery names its host and TLS", seenRow(unsaid));
  return confirmed(
    `deliveries of mail that had waited, all of them in this way: ${rows.length}`,
    rows.slice(0, 2).flatMap(seenRow),
  );
}

/** "All queued messages delivered". */
export function checkAllDelivered({ waited, about }: Ask & { is: "all delivered" }, facts: Facts): Verdict {
  const { analysis } = facts;
  const rows = rowsAbout(about, analysis);
  const other = rows.find(({ outcome }) => outcome !== "delivered");
  if (other !== undefined) return contradicted(`mail to ${other.recipient} was ${other.outcome}`, seenRow(other));
  const bounced = findingsAbout(about, analysis).find(
    (finding) => finding.analyzer === "tainted-filename" && finding.facts.outcomes.bounced > 0,
  );
  if (!waited && bounced !== undefined)
    return contradicted("one bounced", evidenceOf(bounced, "what it looked like", "last error"));
  const { active, at } = analysis.mail.queue;
  if (active > 0) return contradicted(`${active} still waited at ${moment(Date.parse(at))}, the end of the logs`);
  if (rows.length === 0) return notCheckable("no mail waited for long in these logs");
  return confirmed(`recipients whose mail had waited, all delivered: ${rows.length}`, rows.slice(-1).flatMap(seenRow));
}

/** Mail that had waited, by what held it. */
export function rowsAbout(about: readonly string[], analysis: Facts["analysis"]): readonly StuckRow[] {
  const scope = findingsAbout(about, analysis);
  const keys = new Set(scope.map(({ key }) => key));
  const ids = new Set(scope.flatMap((finding) => finding.subjects.messages));
  const rows = analysis.mail.stuck.filter(
    ({ causedBy, messageId }) => (causedBy !== null && keys.has(causedBy)) || ids.has(messageId),
  );
  return rows.length > 0 ? rows : analysis.mail.stuck;
}
