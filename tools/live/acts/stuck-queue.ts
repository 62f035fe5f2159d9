/** A destination is down for four hours. It comes up; a plain queue run still skips the mail, `-M` sends it. */
import { type Host, onHost, startFreight } from "../host.ts";
import { between, diagnosisOf, findingsBy, type Look, look, turned } from "../look.ts";
import { at, submit } from "../people.ts";
import { idsInQueue } from "../queue.ts";
import { commandsOf, follow, steps } from "../remedy.ts";
import type { Score } from "../score.ts";

const SENT = "2026-03-10T12:00:00Z";
const UP = "2026-03-10T16:10:00Z";
const OVER = "2026-03-10T16:20:00Z";
const HOUR = 3_600_000;

export async function stuckQueue(host: Host, score: Score): Promise<void> {
  await at(host, SENT);
  await submit(host, "jan@studio.example", "dispatch@freight.example", "Crates for the exhibition");
  await submit(host, "sales@atelier.example", "dispatch@freight.example", "Canvas, 40 m");
  await at(host, "2026-03-10T16:05:00Z");

  const ids = await idsInQueue(host, "-r @freight");
  const before = await look(host, score, "a destination is down");
  const one = refusedIn(before);
  score.equal("stuck-queue: open", [one.status, one.basis, one.resolvedAt], ["open", null, null]);
  score.equal(
    "stuck-queue: two messages, those in the queue",
    [one.affected.messages, one.facts.stillQueued, one.subjects.messages],
    [2, 2, ids],
  );
  score.equal("stuck-queue: for freight.example", one.facts.destinations, [{ domain: "freight.example", messages: 2 }]);
  score.check("stuck-queue: since they were sent", between(one.firstSeen, SENT, "2026-03-10T12:01:00Z"), one.firstSeen);
  score.check(
    "stuck-queue: for four hours",
    one.facts.ages.max > 3.9 * HOUR && one.facts.ages.max < 4.2 * HOUR,
    one.facts.ages,
  );
  score.equal(
    "stuck-queue: not this host's fault, no other cause",
    [one.facts.ownFault, one.facts.onThisHost, one.causedBy],
    [false, false, null],
  );
  score.equal("stuck-queue: watch --once says opened", turned(before, one.key), ["opened"]);

  const { fix, verify } = diagnosisOf(before, one.key);
  const asked = await follow(host, [
    ...steps(fix, /^Look at one message/),
    ...steps(fix, /^Ask Exim what it remembers/),
  ]);
  score.equal(
    `stuck-queue: ${commandsOf(asked)}`,
    asked.map(({ ran }) => ran.code),
    [0, 0],
  );
  score.check(
    "stuck-queue: both tell of the refused connection",
    asked.every(({ ran }) => /Connection refused/.test(ran.stdout)),
    asked,
  );

  await at(host, UP);
  await startFreight(host);
  await onHost(host, "exim -q");
  const skipped = refusedIn(await look(host, score, "the destination is up, a plain queue run was made"));
  score.equal(
    "stuck-queue: still open, the run passed over both, as the remedy says",
    [skipped.status, skipped.facts.stillQueued, skipped.facts.skipped],
    ["open", 2, one.facts.skipped + 2],
  );

  const sent = await follow(host, [
    ...steps(fix, /force the smallest set/),
    ...steps(fix, /^If it went out, force the others/),
  ]);
  score.equal(
    `stuck-queue: ${commandsOf(sent)}`,
    sent.map(({ ran }) => ran.code),
    [0, 0],
  );
  await at(host, OVER);
  const after = await look(host, score, "the destination is up, the mail was forced");
  const over = refusedIn(after);
  score.equal(
    "stuck-queue: resolved (confirmed), both delivered",
    [over.status, over.basis, over.facts.outcomes.delivered, over.facts.stillQueued],
    ["resolved", "confirmed", 2, 0],
  );
  score.check("stuck-queue: over between the mend and now", between(over.resolvedAt, UP, OVER), over.resolvedAt);
  score.equal(
    "stuck-queue: the same messages since the same time",
    [over.subjects.messages, over.firstSeen],
    [ids, one.firstSeen],
  );
  score.equal("stuck-queue: watch --once says resolved", turned(after, one.key).at(-1), "resolved");
  const proof = await follow(host, verify);
  score.check(
    "stuck-queue: the remedy's checks show Completed and an empty queue",
    /Completed/.test(proof[0]?.ran.stdout ?? "") && /^0 matches/m.test(proof[1]?.ran.stdout ?? ""),
    proof,
  );
}

function refusedIn(seen: Look) {
  const [one, ...others] = findingsBy(seen, "stuck-queue").filter(({ facts }) => /refused/i.test(facts.cause));
  if (one === undefined || others.length > 0)
    throw new Error(`${others.length + (one === undefined ? 0 : 1)} findings about a refused connection`);
  return one;
}
