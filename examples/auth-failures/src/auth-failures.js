/**
 * Hosts that fail to log in at Exim again and again:
 *
 *     2026-01-08 13:18:54 plain authenticator failed for (user) [192.0.2.7]: 535 Incorrect authentication data (set_id=ann)
 *
 * A full analyzer in one file: the fold, the judgement, the remedy and the words.
 */
import {
  countLine,
  fromPlain,
  iso,
  mergeEvidence,
  mergeTally,
  newEvidence,
  newTally,
  own,
  quoteAll,
  toPlain,
  totalOf,
  witness,
} from "mailmortem/analyzers";

/** Fewer failures than this are people who mistype. */
const least = 10;
/** A host that was silent for so long at the end of the log has given up, or was stopped; ms. */
const quiet = 3_600_000;

/**
 * What is kept of one host. Only what merges in any order: sums, sets, first and last.
 *
 * @typedef {object} Host
 * @property {import("mailmortem/analyzers").Tally} failures
 * @property {Set<string>} logins names that were tried
 * @property {import("mailmortem/analyzers").Evidence} evidence
 */

/**
 * By IP. A Map, not an object: its keys come from a log.
 *
 * @type {import("mailmortem/analyzers").Fold<Map<string, Host>, import("mailmortem").EventOf<"exim.auth-failed">>}
 */
export const fold = {
  id: "example/auth-failures",
  kinds: ["exim.auth-failed"],
  create: () => new Map(),
  observe(hosts, { at, peer, login }, line) {
    if (peer.ip === null) return;
    let host = hosts.get(peer.ip);
    if (host === undefined) {
      host = { failures: newTally(), logins: new Set(), evidence: newEvidence() };
      // own() copies: a piece of a line would keep a whole chunk of the log in memory
      hosts.set(own(peer.ip), host);
    }
    countLine(host.failures, line.log, at);
    if (login !== null) host.logins.add(own(login));
    witness(host.evidence, line, at);
  },
  merge(into, other) {
    for (const [ip, host] of other) {
      const held = into.get(ip);
      if (held === undefined) {
        into.set(ip, host);
        continue;
      }
      mergeTally(held.failures, host.failures);
      for (const login of host.logins) held.logins.add(login);
      mergeEvidence(held.evidence, host.evidence);
    }
  },
  toJSON: toPlain,
  revive: (json) => /** @type {Map<string, Host>} */ (fromPlain(json)),
};

/** @type {import("mailmortem").ExternalAnalyzer} */
export const authFailures = {
  id: "example/auth-failures",
  title: "A host fails to log in again and again",
  sample:
    "2026-01-08 13:18:54 plain authenticator failed for (user) [192.0.2.7]: 535 Incorrect authentication data (set_id=ann)",
  folds: [fold],

  finish(states, window) {
    return [...states.get(fold)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([ip, { failures, logins, evidence }]) => {
        const { first, last } = evidence;
        const occurrences = totalOf(failures);
        if (first === null || last === null || occurrences < least) return [];
        const isOver = window.to - last.at >= quiet;
        return [
          {
            analyzer: "example/auth-failures",
            key: `example/auth-failures:${ip}`,
            severity: isOver ? "notice" : "warning",
            subject: `${occurrences} failed logins from ${ip}`,
            status: isOver ? "resolved" : "open",
            basis: isOver ? "quiet" : null,
            firstSeen: iso(first.at),
            lastSeen: iso(last.at),
            resolvedAt: isOver ? iso(last.at + quiet) : null,
            occurrences,
            affected: { messages: 0, recipients: 0, users: logins.size, sessions: occurrences },
            subjects: { messages: [], recipients: [], users: [...logins].sort() },
            facts: { ip, logins: logins.size },
            causedBy: null,
            evidence: quoteAll(evidence, window.lines),
          },
        ];
      });
  },

  remedy: {
    title: "Failed logins from `{{facts.ip}}`",
    symptom: "Exim refuses the password of a host again and again, for {{names}}.",
    rootCause:
      "{{#is.guessing}}Somebody tries many names: passwords are being guessed.{{/is.guessing}}{{^is.guessing}}One account's program has an old password, or somebody guesses the password of one account.{{/is.guessing}}",
    impact: "No login succeeded by these lines. Whether another one did is not in them.",
    notShown: ["The passwords that were tried; Exim does not log them."],
    fix: [
      {
        text: "Look at what else this host did, and whether it ever logged in.",
        commands: ["exigrep {{facts.ip}} {{host.mainlog}}*"],
        config: [],
        risk: "safe",
        when: [],
      },
      {
        text: "Keep it from the submission ports for as long as it goes on.",
        commands: ["fail2ban-client set exim banip {{facts.ip}}"],
        config: [],
        risk: "disruptive",
        when: ["is.open", "is.guessing"],
      },
    ],
    verify: [
      {
        text: "Nothing new comes from it.",
        commands: ["tail -n 1000 {{host.mainlog}} | grep -F {{facts.ip}}"],
        config: [],
        risk: "safe",
        when: [],
      },
    ],
    prevention: [{ text: "Let fail2ban watch Exim's log.", commands: [], config: [], risk: "safe", when: [] }],
    dangerous: [{ folk: "Turning off AUTH on port 587.", why: "Nobody could send mail any more.", when: [] }],
    references: [
      {
        url: "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-smtp_authentication.html",
        about: "SMTP authentication",
      },
    ],
  },

  wording: {
    words: ({ facts, affected }) => ({
      names: affected.users === 1 ? "one name" : `${affected.users} names`,
      is: { guessing: Number(facts.logins) > 3 },
    }),
    measured: ({ facts, evidence }) => [
      {
        label: "Names tried",
        value: [{ text: String(facts.logins) }],
        seen: evidence[0] === undefined ? null : { source: evidence[0].source, line: evidence[0].line },
      },
    ],
    proof: {
      confirmed: "the host logged in after its last failure",
      quiet: "nothing came from this host for an hour",
    },
  },
};
