import { describe, expect, it } from "vitest";
import type { HostState } from "../../../src/analyzers/mail/host.ts";
import { host, restartsOf } from "../../../src/analyzers/mail/host.ts";
import type { LineRef } from "../../../src/engine/fold.ts";
import type { MailEvent } from "../../../src/parsers/events.ts";
import { parseLine } from "../../../src/parsers/index.ts";

const exim = "2026-01-08 13:18:54 exim 4.96 daemon started: pid=811, -q30m, listening for SMTP on port 25 (IPv4)";
const dovecot = "Jan 08 13:18:54 master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap, lmtp";

function stateOf(...lines: readonly (readonly [source: string, text: string])[]): HostState {
  const state = host.create();
  for (const [source, text] of lines) {
    const line: LineRef = { source, log: source, offset: 0, rangeStart: 0, lineInRange: 1, text: () => text };
    host.observe(state, parseLine(text, { tz: "UTC", year: 2026 }) as MailEvent as never, line);
  }
  return state;
}

const told = (state: HostState) => restartsOf(state, { lineOf: () => 1 }).map(({ daemon }) => daemon);

describe("restarts of one second", () => {
  it("come in the same order whichever log was read first", () => {
    const one = stateOf(["mainlog", exim], ["dovecot.log", dovecot]);
    const other = stateOf(["dovecot.log", dovecot], ["mainlog", exim]);
    expect(told(one)).toEqual(["dovecot", "exim"]);
    expect(told(other)).toEqual(told(one));
  });
});
