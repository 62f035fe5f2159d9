import { existsSync } from "node:fs";
import { describe, it } from "vitest";
import type { AnalyzerId } from "../../src/analyzers/analysis.ts";
import type { Analyzer, AnyFold, States, Window } from "../../src/analyzers/analyzer.ts";
import { frozenBounce } from "../../src/analyzers/frozen-bounce/analyzer.ts";
import { ledger, ledgerWith } from "../../src/analyzers/ledger/fold.ts";
import type { LedgerState } from "../../src/analyzers/ledger/state.ts";
import { settled } from "../../src/analyzers/ledger/young.ts";
import { delaysOf } from "../../src/analyzers/mail/delays.ts";
import { figures } from "../../src/analyzers/mail/figures.ts";
import { host, hostOf, restartsOf } from "../../src/analyzers/mail/host.ts";
import { countsBetween } from "../../src/analyzers/mail/minutes.ts";
import { mmapFailure } from "../../src/analyzers/mmap-failure/analyzer.ts";
import { sessions } from "../../src/analyzers/sessions/fold.ts";
import type { SessionState } from "../../src/analyzers/sessions/state.ts";
import { stuckQueue } from "../../src/analyzers/stuck-queue/analyzer.ts";
import { taintedFilename } from "../../src/analyzers/tainted-filename/analyzer.ts";
import { readLocatedEvents } from "../../src/api/read.ts";
import type { LineNumbers } from "../../src/engine/fold.ts";
import { expectFoldLaws, type PlacedEvent } from "../../src/testing/index.ts";

const HOUR = 3_600_000;

/** The findings that an analyzer makes of one fold's state. */
const findings = (analyzers: readonly Analyzer<AnalyzerId>[]) => (state: unknown, lines: LineNumbers) => {
  const states = { get: () => state } as unknown as States;
  const window: Window = {
    from: 0,
    to: Number.POSITIVE_INFINITY,
    since: null,
    until: null,
    stuckAfter: HOUR,
    splitAt: [],
    lines,
  };
  return analyzers.flatMap((analyzer) => analyzer.finish(states, window));
};

async function eventsOf(fold: AnyFold, folder: string): Promise<PlacedEvent<never>[]> {
  const files = ["exim4/mainlog", "exim4/paniclog", "dovecot.log"]
    .map((name) => `${folder}/${name}`)
    .filter(existsSync);
  const events: PlacedEvent<never>[] = [];
  for await (const { event, source } of readLocatedEvents(files, { tz: "UTC", year: 2026 })) {
    const log = source.slice(source.lastIndexOf("/") + 1);
    if (fold.kinds.includes(event.kind)) events.push({ event: event as never, source, log });
  }
  return events;
}

/** As `analyze` runs it: lines of mail that was delivered within the hour are not kept. */
const ofRun = ledgerWith({ stuckAfter: HOUR });

/** What is over is forgotten as in one run, once all parts are in. */
function whatIsKept(state: LedgerState): unknown {
  ofRun.tidy?.(state);
  const { lives, short, proofs, children } = settled(state);
  return [
    [...lives.keys()].sort(),
    [...short].sort(),
    [...proofs].map(([key, hours]) => [key, [...hours].sort(([a], [b]) => a - b)]).sort(),
    [...children.keys()].sort(),
  ];
}

function sessionsKept(state: SessionState): unknown {
  sessions.tidy?.(state);
  const clean = [...state.clean].map(([user, hours]) => [
    user,
    [...hours.values()]
      .flat()
      .map((one) => one.began)
      .sort(),
  ]);
  return [[...state.sessions.keys()].sort(), clean.sort()];
}

const CASES: readonly (readonly [string, string, AnyFold, (state: never, lines: LineNumbers) => unknown])[] = [
  ["frozen-bounces", "ledger", ledger, findings([taintedFilename, stuckQueue, frozenBounce])],
  ["frozen-bounces", "ledger of a run", ofRun, findings([taintedFilename, stuckQueue, frozenBounce])],
  ["incident-night", "ledger", ledger, findings([taintedFilename, stuckQueue, frozenBounce])],
  ["incident-night", "ledger of a run", ofRun, findings([taintedFilename, stuckQueue, frozenBounce])],
  ["clean-day", "ledger", ledger, findings([taintedFilename, stuckQueue, frozenBounce])],
  ["clean-day", "ledger, tidy", ofRun, whatIsKept],
  ["incident-night", "ledger, tidy", ofRun, whatIsKept],
  ["dovecot-mmap", "sessions", sessions, findings([mmapFailure])],
  ["clean-day", "sessions, tidy", sessions, sessionsKept],
  ["dovecot-mmap", "sessions, tidy", sessions, sessionsKept],
  ["dovecot-out-of-memory", "sessions", sessions, findings([mmapFailure])],
  ["incident-night", "delays", ledger, (state) => delaysOf(settled(state), Date.parse("2026-01-08T15:00:05Z"))],
  ["clean-day", "figures", figures, (state) => countsBetween(state, 0, Number.MAX_SAFE_INTEGER)],
  ["incident-night", "host", host, (state, lines) => [hostOf(state, []), restartsOf(state, lines)]],
];

describe("fold laws on recorded logs", () => {
  it.each(CASES)("%s: %s", async (folder, _, fold, view) => {
    const events = await eventsOf(fold, `fixtures/logs/${folder}`);
    expectFoldLaws(fold as never, events, view as never, { rounds: events.length > 1000 ? 3 : 12, seed: 7 });
  });
});
