/** Two index caches outgrow Dovecot's memory limit. One is purged, for the other the limit is raised. */
import { truncateSync } from "node:fs";
import { join } from "node:path";
import type { FindingOf } from "../../../src/analyzers/analysis.ts";
import { fillMailbox } from "../accounts.ts";
import type { Host } from "../host.ts";
import { between, diagnosisOf, findingsBy, type Look, look, turned } from "../look.ts";
import { at, imap } from "../people.ts";
import { commandsOf, follow, steps } from "../remedy.ts";
import type { Score } from "../score.ts";

const MARIE = { user: "marie@acme.example", mailbox: "Logs", size: 1395104500, sessions: 2 };
const EVA = { user: "eva@studio.example", mailbox: "Summer", size: 318767104, sessions: 1 };
const BROKEN = "2026-03-10T18:30:00Z";
const PURGED = "2026-03-10T19:00:00Z";
const RAISED = "2026-03-10T19:20:00Z";
const OVER = "2026-03-10T19:30:00Z";

export async function mmapFailure(host: Host, score: Score): Promise<void> {
  for (const { user, mailbox } of [MARIE, EVA]) fillMailbox(host.layout, user, mailbox, 40);
  await at(host, "2026-03-10T18:00:00Z");
  for (const one of [MARIE, EVA]) await reads(host, one);
  // stand-in for months of growth: the cache that Dovecot wrote gets a sparse tail, as in the recorder
  for (const one of [MARIE, EVA]) truncateSync(cacheOf(host, one), one.size);
  await at(host, BROKEN);
  for (const one of [MARIE, EVA]) for (let n = 0; n < one.sessions; n++) await reads(host, one);
  await at(host, "2026-03-10T18:40:00Z");

  const before = await look(host, score, "two caches over the limit");
  score.equal("mmap-failure: two findings", findingsBy(before, "mmap-failure").length, 2);
  for (const one of [MARIE, EVA]) {
    const found = of(before, one);
    score.equal(
      `${one.user}: open, mailbox, size and sessions as provoked`,
      [found.status, found.basis, found.facts.mailbox, found.facts.size, found.facts.sessions],
      ["open", null, one.mailbox, one.size, one.sessions],
    );
    score.equal(`${one.user}: the file that has grown`, found.facts.file, cacheOf(host, one));
    score.equal(
      `${one.user}: degraded, nothing was cut off`,
      [found.facts.effect, found.facts.killedSessions],
      ["degraded", 0],
    );
    score.check(
      `${one.user}: within the minute of its sessions`,
      between(found.firstSeen, BROKEN, "2026-03-10T18:31:00Z") &&
        between(found.lastSeen, BROKEN, "2026-03-10T18:31:00Z"),
      [found.firstSeen, found.lastSeen],
    );
    score.equal(`${one.user}: watch --once says opened`, turned(before, found.key), ["opened"]);
  }

  await at(host, PURGED);
  const purge = await follow(
    host,
    steps(diagnosisOf(before, of(before, MARIE).key).fix, /^Let Dovecot itself rewrite the cache/),
  );
  score.equal(
    `${MARIE.user}: ${commandsOf(purge)}`,
    purge.map(({ ran }) => ran.code),
    [0],
  );
  score.equal(
    `${MARIE.user}: not over while nothing proves it`,
    of(await look(host, score, "one cache purged, nobody has read yet"), MARIE).status,
    "open",
  );
  for (const one of [MARIE, EVA]) await reads(host, one);
  await at(host, "2026-03-10T19:10:00Z");
  const half = await look(host, score, "one cache purged");
  over(score, half, MARIE, PURGED, "2026-03-10T19:10:00Z");
  score.equal(
    `${EVA.user}: still open, a session more`,
    [of(half, EVA).status, of(half, EVA).facts.sessions],
    ["open", EVA.sessions + 1],
  );

  await at(host, RAISED);
  const raise = await follow(
    host,
    steps(diagnosisOf(half, of(half, EVA).key).fix, /vsz_limit|limit of/).filter(({ config }) => config.length > 1),
  );
  score.equal(
    `${EVA.user}: ${commandsOf(raise)}`,
    raise.map(({ ran }) => ran.code),
    [0],
  );
  await reads(host, EVA);
  await at(host, OVER);
  const after = await look(host, score, "the limit raised for the other");
  over(score, after, EVA, RAISED, OVER);
  const { verify } = diagnosisOf(after, of(after, MARIE).key);
  const shown = await follow(host, steps(verify, /^The mailbox answers/));
  score.check(`${MARIE.user}: the remedy's check shows 40 messages`, /\b40\b/.test(shown[0]?.ran.stdout ?? ""), shown);
}

type Provoked = typeof MARIE;

function over(score: Score, seen: Look, one: Provoked, from: string, to: string): void {
  const found = of(seen, one);
  score.equal(`${one.user}: resolved (confirmed)`, [found.status, found.basis], ["resolved", "confirmed"]);
  score.check(`${one.user}: over between the mend and now`, between(found.resolvedAt, from, to), found.resolvedAt);
  score.equal(`${one.user}: watch --once says resolved`, turned(seen, found.key), ["resolved"]);
}

const reads = (host: Host, { user, mailbox }: Provoked) =>
  imap(host, user, `SELECT ${mailbox}`, "FETCH 1:* (FLAGS ENVELOPE BODYSTRUCTURE)");

function cacheOf({ layout }: Host, { user, mailbox }: Provoked): string {
  const [local = "", domain = ""] = user.split("@");
  return join(layout.folder, "home", "mail", domain, local, `.${mailbox}`, "dovecot.index.cache");
}

function of(seen: Look, { user }: Provoked): FindingOf<"mmap-failure"> {
  const found = findingsBy(seen, "mmap-failure").find(({ facts }) => facts.user === user);
  if (found === undefined) throw new Error(`no finding about ${user}`);
  return found;
}
