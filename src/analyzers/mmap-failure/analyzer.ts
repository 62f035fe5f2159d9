import type { Instant } from "../../parsers/events.ts";
import type { EvidenceLine, FindingOf } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { type Evidence, iso, mergeEvidence, newEvidence, quote, quoteAll } from "../evidence.ts";
import type { MmapFacts } from "../facts.ts";
import { addTo } from "../group.ts";
import { largest, smallest } from "../numbers.ts";
import { cleanSessions } from "../sessions/clean.ts";
import { sessions } from "../sessions/fold.ts";
import type { CleanSession, Kill, MapErrors, SessionState } from "../sessions/state.ts";
import { copyTally, mergeTally, newTally, type Tally, total } from "../tally.ts";
import { verdict } from "../verdict.ts";
import { belongsTo, killsOf, sessionsOf } from "./kills.ts";
import { binarySize, CACHE_HARD_MAXIMUM, enoughCacheMax, enoughVszLimit } from "./sizing.ts";

const MIB = 1024 ** 2;

/** Dovecot's default_vsz_limit up to 2.4.0 (master-settings.c); imap inherits it. */
const DEFAULT_VSZ_LIMIT = 256 * MIB;

/**
 * `Mailbox Logs: mmap(size=1395104500) failed with file …/dovecot.index.cache: Cannot allocate memory`: one mapped
 * file is larger than the service's vsz_limit. Neither corruption nor a host without memory. The error alone leaves
 * the session working, slower; only error 83 or a Fatal of the same session killed it.
 */
export const mmapFailure: Analyzer<"mmap-failure"> = {
  id: "mmap-failure",
  title: "Dovecot cannot map an index file: vsz_limit",
  sample:
    "Jan 08 14:00:37 imap(marie@acme.example)<50811><jcVQ1eBHRMF/AAAB>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /home/acme/mail/acme.example/marie/.Logs/dovecot.index.cache: Cannot allocate memory",
  folds: [sessions],
  finish(states, window) {
    const state = states.get(sessions);
    const all = killsOf(state);
    const explained = new Set<Kill>();
    const maps = [...state.errors.values()].sort((a, b) => a.first - b.first || (keyOf(a) < keyOf(b) ? -1 : 1));
    const findings = maps.map((errors) => {
      const kills = all.filter((kill) => belongsTo(state, kill, errors));
      for (const kill of kills) explained.add(kill);
      return mapFinding(state, errors, kills, window);
    });
    const alone = all.filter((kill) => !explained.has(kill));
    return [...findings, ...killFindings(state, alone, window)];
  },
};

const keyOf = (errors: MapErrors): string => [errors.user, errors.file ?? errors.mailbox ?? "?"].join(":");

interface Judged {
  readonly user: string;
  readonly first: Instant;
  readonly last: Instant;
  readonly evidence: Evidence;
  readonly occurrences: number;
}

function mapFinding(
  state: SessionState,
  errors: MapErrors,
  kills: readonly Kill[],
  window: Window,
): FindingOf<"mmap-failure"> {
  const evidence = newEvidence();
  for (const part of [errors.evidence, ...kills.map((kill) => kill.evidence)]) mergeEvidence(evidence, part);
  const sum = merged([errors.tally, ...kills.map((kill) => kill.tally)]);
  const vszLimit = limitOf(kills);
  const facts: Omit<MmapFacts, "proofAt"> = {
    user: errors.user,
    mailbox: errors.mailbox,
    file: errors.file,
    size: errors.size,
    sizeText: errors.size === null ? null : binarySize(errors.size),
    service: errors.service,
    effect: kills.length > 0 ? "killed" : "degraded",
    sessions: sessionsOf(errors),
    killedSessions: kills.length,
    vszLimit,
    vszLimitText: vszLimit === null ? null : `${vszLimit / MIB} MB`,
    enoughVszLimit: errors.size === null ? null : enoughVszLimit(errors.size),
    enoughCacheMax: enoughCacheMax(vszLimit ?? DEFAULT_VSZ_LIMIT),
    overHardMaximum: errors.size !== null && errors.size > CACHE_HARD_MAXIMUM,
  };
  const subject = errors.mailbox === null ? facts.user : `${facts.user}, mailbox ${facts.mailbox}`;
  const judged = {
    user: errors.user,
    first: Math.min(errors.first, ...kills.map((kill) => kill.first)),
    last: Math.max(errors.last, ...kills.map((kill) => kill.last)),
    evidence,
    occurrences: total(sum),
  };
  return finding(state, keyOf(errors), subject, judged, facts, window);
}

/** Kills that no mapped file explains: one finding for each user. */
function killFindings(state: SessionState, kills: readonly Kill[], window: Window): FindingOf<"mmap-failure">[] {
  const users = new Map<string, Kill[]>();
  for (const kill of kills) {
    const user = kill.user ?? "";
    addTo(users, user, kill);
  }
  return [...users]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([user, mine]) => {
      const evidence = newEvidence();
      for (const kill of mine) mergeEvidence(evidence, kill.evidence);
      const vszLimit = limitOf(mine);
      const facts: Omit<MmapFacts, "proofAt"> = {
        user,
        mailbox: null,
        file: null,
        size: null,
        sizeText: null,
        service: mine[0]?.service ?? "",
        effect: "killed",
        sessions: mine.length,
        killedSessions: mine.length,
        vszLimit,
        vszLimitText: vszLimit === null ? null : `${vszLimit / MIB} MB`,
        enoughVszLimit: null,
        enoughCacheMax: null,
        overHardMaximum: false,
      };
      const judged = {
        user,
        first: smallest(mine.map((kill) => kill.first)),
        last: largest(mine.map((kill) => kill.last)),
        evidence,
        occurrences: total(merged(mine.map((kill) => kill.tally))),
      };
      const who = user === "" ? `service ${facts.service}` : facts.user;
      return finding(state, `${who}:out of memory`, `${who}, out of memory`, judged, facts, window);
    });
}

function finding(
  state: SessionState,
  key: string,
  subject: string,
  judged: Judged,
  facts: Omit<MmapFacts, "proofAt">,
  window: Window,
): FindingOf<"mmap-failure"> {
  const clean = cleanSessions(state, judged.user);
  // a session that began after the last error and ended without one; before it, one that began between two errors
  const proofs = clean.map((session) => session.began);
  const result = verdict({
    firstError: judged.first,
    lastError: judged.last,
    victimSuccesses: proofs,
    victimsWaiting: 0,
    proofs: [],
  });
  const proofAt = result.proofAt;
  return {
    analyzer: "mmap-failure",
    key: `mmap-failure:${key}`,
    severity: facts.effect === "killed" ? "critical" : "warning",
    subject,
    status: result.status,
    basis: result.basis,
    firstSeen: iso(judged.first),
    lastSeen: iso(judged.last),
    // the fault is gone from the first good session on; later ones add nothing
    resolvedAt: result.status === "resolved" && proofAt !== null ? iso(proofAt) : null,
    occurrences: judged.occurrences,
    affected: { messages: 0, recipients: 0, users: judged.user === "" ? 0 : 1, sessions: facts.sessions },
    subjects: { messages: [], recipients: [], users: judged.user === "" ? [] : [facts.user] },
    facts: { ...facts, proofAt: proofAt === null ? null : iso(proofAt) },
    causedBy: null,
    evidence: [...quoteAll(judged.evidence, window.lines), ...proofLine(clean, proofAt, window)],
  };
}

/** The login of the first session that worked again. */
function proofLine(clean: readonly CleanSession[], proofAt: Instant | null, window: Window): EvidenceLine[] {
  const line = clean.find((session) => session.began === proofAt)?.line ?? null;
  return line === null ? [] : [quote(line, "first session without the error", window.lines)];
}

function limitOf(kills: readonly Kill[]): number | null {
  const limits = kills.flatMap((kill) => (kill.vszLimit === null ? [] : [kill.vszLimit]));
  return limits.length === 0 ? null : smallest(limits) * MIB;
}

function merged(tallies: readonly Tally[]): Tally {
  const sum = newTally();
  for (const tally of tallies) mergeTally(sum, copyTally(tally));
  return sum;
}
