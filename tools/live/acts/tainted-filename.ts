/** An old template comes back under a new Exim: three file names are tainted. `dsearch`, a reload and `-M` mend it. */
import type { FindingOf } from "../../../src/analyzers/analysis.ts";
import { configureExim, type Host, startExim, stop } from "../host.ts";
import { alerted, between, diagnosisOf, findingsBy, type Look, look, turned } from "../look.ts";
import { at, form, submit } from "../people.ts";
import { idsInQueue } from "../queue.ts";
import { commandsOf, follow, rewriteExim, steps } from "../remedy.ts";
import type { Score } from "../score.ts";

const BROKEN = "2026-03-10T09:05:00Z";
const LAST_RUN = "2026-03-10T11:00:00Z";
const MENDED = "2026-03-10T11:10:00Z";
const OVER = "2026-03-10T11:30:00Z";

export async function taintedFilename(host: Host, score: Score): Promise<void> {
  await provoke(host);
  const before = await look(host, score, "tainted file names, before the mend");
  const found = taintsIn(before);
  await judgeOpen(host, score, before);

  await at(host, MENDED);
  for (const one of found) {
    const replaced = rewriteExim(host, diagnosisOf(before, one.key));
    score.check(`${short(one)}: the remedy's path stands in the configuration and is replaced`, replaced > 0);
  }
  for (const one of found) {
    const { fix } = diagnosisOf(before, one.key);
    const checked = steps(fix, /^Exim reads .*, not the file that you edited/);
    const done = await follow(host, [...checked, ...steps(fix, /make the running daemon read it/)]);
    score.check(
      `${short(one)}: ${commandsOf(done)}`,
      done.every(({ ran }) => ran.code === 0 && !/taint/i.test(ran.stdout + ran.stderr)),
      done,
    );
  }
  const mended = await look(host, score, "tainted file names, mended but nothing sent yet");
  for (const one of taintsIn(mended))
    score.equal(`${short(one)}: open while nothing proves the mend`, one.status, "open");

  for (const one of found.filter(({ facts }) => facts.stillQueued > 0)) {
    const done = await follow(host, steps(diagnosisOf(before, one.key).fix, /^Send what is still held/));
    score.check(`${short(one)}: ${commandsOf(done)}`, done.length === 1 && done[0]?.ran.code === 0, done);
  }
  await form(host, "anna@no-such-shop.example", "info@atelier.example", "Contact form: portrait, once more");
  await at(host, OVER);
  await judgeOver(host, score, before);
}

async function provoke(host: Host): Promise<void> {
  await at(host, "2026-03-10T09:00:00Z");
  await stop(host, "exim");
  configureExim(host, "mixed");
  await startExim(host);
  await at(host, BROKEN);
  await submit(host, "marie@acme.example", "clerk@notary.example", "Procuration signed | two copies");
  await submit(host, "tom@acme.example", "buyer@customer.example", "Frames are ready");
  await submit(host, "jan@studio.example", "meter@energy.example", "Reading of the north wing");
  // this one comes back at once, to a sender that nobody can reach
  await form(host, "anna@no-such-shop.example", "info@atelier.example", "Contact form: portrait");
  await at(host, "2026-03-10T11:05:00Z");
}

async function judgeOpen(host: Host, score: Score, before: Look): Promise<void> {
  const select = (which: string) => idsInQueue(host, which);
  const [acme, studio, frozen] = [await select("-f @acme"), await select("-f @studio"), await select("-z")];
  const found = taintsIn(before);
  const domains = `${host.layout.folder}/etc/exim4/domains/*`;
  const expected = ["ip", "office.conf", "smtp_relay.conf"].map((file) => `${domains}/${file}`);
  score.equal(
    "tainted-filename: the three paths that were provoked, no other",
    found.map((one) => one.subject),
    expected,
  );
  for (const one of found) {
    score.equal(`${short(one)}: open`, [one.status, one.basis, one.resolvedAt], ["open", null, null]);
    score.check(`${short(one)}: since its mail was sent`, between(one.firstSeen, BROKEN, minutesLater(BROKEN, 3)), one);
    score.equal(`${short(one)}: watch --once says opened`, turned(before, one.key), ["opened"]);
  }
  const [ip, office, relay] = [
    named(before, `${domains}/ip`),
    named(before, `${domains}/office.conf`),
    named(before, `${domains}/smtp_relay.conf`),
  ];
  for (const [one, ids] of [
    [relay, acme],
    [ip, studio],
  ] as const) {
    const { outcomes, stillQueued } = one.facts;
    score.equal(
      `${short(one)}: held are those in the queue`,
      [outcomes.held, stillQueued, one.subjects.messages],
      [ids.length, ids.length, ids],
    );
    score.check(
      `${short(one)}: last error in the last queue run`,
      between(one.lastSeen, LAST_RUN, minutesLater(LAST_RUN, 1)),
      one,
    );
  }
  score.equal(
    "office.conf: one message bounced, none waits",
    [office.facts.outcomes.bounced, office.facts.stillQueued, office.affected.messages],
    [1, 0, 1],
  );
  score.equal("watch --once: the alert of taint errors fires", alerted(before, "taint-errors"), ["firing"]);
  const held = findingsBy(before, "stuck-queue").map((one) => [one.causedBy, one.status, ...one.subjects.messages]);
  score.equal("stuck-queue: the held messages, by their causes", held.sort(), [
    [ip.key, "open", ...studio],
    [relay.key, "open", ...acme],
  ]);
  const bounce = findingsBy(before, "frozen-bounce").map((one) => [one.causedBy, one.status, ...one.subjects.messages]);
  score.equal("frozen-bounce: the bounce that nobody took, by its cause", bounce, [[office.key, "open", ...frozen]]);
}

async function judgeOver(host: Host, score: Score, before: Look): Promise<void> {
  const after = await look(host, score, "tainted file names, after the mend");
  for (const was of taintsIn(before)) {
    const one = named(after, was.subject);
    // who was bounced at once cannot confirm it; another message that passes the same place can show it
    const basis = was.facts.outcomes.held > 0 ? "confirmed" : "quiet";
    score.equal(`${short(one)}: resolved (${basis})`, [one.status, one.basis], ["resolved", basis]);
    score.equal(
      `${short(one)}: first and last error as before`,
      [one.firstSeen, one.lastSeen],
      [was.firstSeen, was.lastSeen],
    );
    score.check(`${short(one)}: over between the mend and now`, between(one.resolvedAt, MENDED, OVER), one);
    score.equal(
      `${short(one)}: the same victims, none waits`,
      [one.subjects.messages, one.facts.outcomes, one.facts.stillQueued],
      [was.subjects.messages, was.facts.outcomes, 0],
    );
    score.equal(`${short(one)}: watch --once says resolved`, turned(after, one.key).at(-1), "resolved");
  }
  const held = findingsBy(after, "stuck-queue").map((one) => [one.status, one.basis]);
  score.equal("stuck-queue: what was held is delivered", held, [
    ["resolved", "confirmed"],
    ["resolved", "confirmed"],
  ]);
  const shown = await follow(host, diagnosisOf(after, taintsIn(after)[0]?.key ?? "").verify);
  const lines = shown.flatMap(({ ran }) => ran.stdout.split("\n")).filter((line) => line !== "");
  const mend = MENDED.slice(0, 19).replace("T", " ");
  score.check(
    `tainted-filename: ${commandsOf(shown)}: none after the mend`,
    lines.length > 0 && lines.every((line) => line < mend),
    lines,
  );
}

type Taint = FindingOf<"tainted-filename">;

/** In the order of their paths. */
const taintsIn = (seen: Look) =>
  [...findingsBy(seen, "tainted-filename")].sort((a, b) => (a.subject < b.subject ? -1 : 1));

/** The last part of the path. */
const short = (one: Taint) => one.subject.slice(one.subject.lastIndexOf("/") + 1);

function named(seen: Look, subject: string): Taint {
  const found = taintsIn(seen).find((one) => one.subject === subject);
  if (found === undefined) throw new Error(`no finding about ${subject}`);
  return found;
}

const minutesLater = (iso: string, minutes: number) => new Date(Date.parse(iso) + minutes * 60_000).toISOString();
