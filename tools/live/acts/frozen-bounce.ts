/** Three bounces froze, each with a cause of its own. One is delivered, one is removed, one is tried in vain. */
import type { FindingOf } from "../../../src/analyzers/analysis.ts";
import { peerSays } from "../accounts.ts";
import type { Host } from "../host.ts";
import { between, diagnosisOf, findingsBy, type Look, look, turned } from "../look.ts";
import { at, form } from "../people.ts";
import { idsInQueue } from "../queue.ts";
import { commandsOf, follow, steps } from "../remedy.ts";
import type { Score } from "../score.ts";

const SENT = "2026-03-10T17:00:00Z";
const MENDED = "2026-03-10T17:35:00Z";
const OVER = "2026-03-10T17:45:00Z";
const REFUSED = "550 5.1.2 <%s>: Recipient address rejected: Domain not found";

export async function frozenBounce(host: Host, score: Score): Promise<void> {
  peerSays(host.layout, "mx.customer.example", {
    rcpt: { "old@customer.example": "550 5.1.1 <%s>: User unknown in virtual mailbox table" },
  });
  peerSays(host.layout, "mx.supplier.example", {
    rcpt: { "gone@supplier.example": "554 5.7.1 <%s>: Relay access denied" },
  });
  await at(host, SENT);
  await form(host, "ghost@spam.example", "old@customer.example", "Contact form: copy for you");
  await form(host, "phantom@spam.example", "gone@supplier.example", "Contact form: copy for you");
  await at(host, "2026-03-10T17:31:00Z");

  const inQueue = await idsInQueue(host, "-z -f '^<>$'");
  const before = await look(host, score, "three frozen bounces");
  const taint = about(before, "anna@no-such-shop.example");
  const unknown = about(before, "ghost@spam.example");
  const denied = about(before, "phantom@spam.example");
  const all = [taint, unknown, denied];
  score.equal("frozen-bounce: three findings, one for each cause", findingsBy(before, "frozen-bounce").length, 3);
  score.equal(
    "frozen-bounce: the messages that exiqgrep -z lists",
    all.flatMap(({ subjects }) => subjects.messages).sort(),
    inQueue,
  );
  for (const one of all) {
    score.equal(
      `${who(one)}: open, one still frozen`,
      [one.status, one.basis, one.facts.stillFrozen],
      ["open", null, 1],
    );
    const bounces = one.facts.bounces.map((bounce) => [bounce.is, bounce.outcome, bounce.thaws]);
    score.equal(`${who(one)}: it is a bounce, never thawed`, bounces, [["bounce", "frozen", 0]]);
  }
  for (const one of [unknown, denied]) {
    score.check(
      `${who(one)}: frozen when its mail was sent`,
      between(one.firstSeen, SENT, "2026-03-10T17:01:00Z"),
      one.firstSeen,
    );
    score.equal(`${who(one)}: watch --once says opened`, turned(before, one.key), ["opened"]);
  }
  score.equal(
    "frozen-bounce: their reasons are those of the foreign servers",
    [unknown.facts.said, denied.facts.said].map((said) => /unknown|denied/i.exec(said)?.[0].toLowerCase()),
    ["unknown", "denied"],
  );

  await at(host, MENDED);
  for (const one of all) {
    const { fix } = diagnosisOf(before, one.key);
    const read = await follow(host, [
      ...steps(fix, /^Look at the parent/),
      ...steps(fix, /^Then read the bounce itself/),
    ]);
    score.equal(
      `${who(one)}: ${commandsOf(read)}`,
      read.map(({ ran }) => ran.code),
      [0, 0, 0],
    );
    score.check(
      `${who(one)}: the parent's log names who wrote it`,
      read[0]?.ran.stdout.includes(who(one)) === true,
      read[0],
    );
  }
  peerSays(host.layout, "mx.shop.example", { rcpt: { "@spam.example": REFUSED } });
  for (const one of [taint, denied]) await send(host, before, one);
  const removed = await follow(host, steps(diagnosisOf(before, unknown.key).fix, /remove it by id/));
  score.equal(
    `${who(unknown)}: ${commandsOf(removed)}`,
    removed.map(({ ran }) => ran.code),
    [0],
  );
  await at(host, OVER);

  const after = await look(host, score, "one bounce sent, one removed, one refused again");
  const [sent, gone, again] = all.map((one) => about(after, who(one)));
  score.equal(`${who(taint)}: resolved (confirmed), delivered after all`, said(sent), [
    "resolved",
    "confirmed",
    "delivered",
  ]);
  score.equal(`${who(unknown)}: over, but nothing confirms it: removed, not delivered`, said(gone), [
    "resolved",
    null,
    "removed",
  ]);
  score.equal(
    `${who(denied)}: refused again: not over, thawed once`,
    [...said(again), again?.facts.bounces[0]?.thaws],
    ["open", null, "frozen", 1],
  );
  for (const one of [sent, gone]) {
    score.check(
      `${one && who(one)}: over between the mend and now`,
      between(one?.resolvedAt ?? null, MENDED, OVER),
      one?.resolvedAt,
    );
    score.equal(`${one && who(one)}: watch --once says resolved`, turned(after, one?.key ?? ""), ["resolved"]);
  }
  const listed = await follow(host, diagnosisOf(after, denied.key).verify);
  score.check(
    "frozen-bounce: the remedy's check lists the one that is left",
    listed[0]?.ran.stdout.includes(denied.subjects.messages[0] ?? "?") === true,
    listed,
  );

  await follow(host, steps(diagnosisOf(after, denied.key).fix, /remove it by id/));
  const last = about(await look(host, score, "the last bounce removed"), who(denied));
  score.equal(`${who(denied)}: over when it is removed`, said(last), ["resolved", null, "removed"]);
}

type Frozen = FindingOf<"frozen-bounce">;

/** Whom the bounce could not reach. */
const who = (one: Frozen) => one.facts.bounces[0]?.recipient ?? "?";
const said = (one: Frozen | undefined) => [one?.status, one?.basis, one?.facts.bounces[0]?.outcome];

async function send(host: Host, seen: Look, one: Frozen): Promise<void> {
  await follow(host, steps(diagnosisOf(seen, one.key).fix, /thaw and send it by id/));
}

function about(seen: Look, recipient: string): Frozen {
  const found = findingsBy(seen, "frozen-bounce").find((one) => who(one) === recipient);
  if (found === undefined) throw new Error(`no finding about a bounce to ${recipient}`);
  return found;
}
