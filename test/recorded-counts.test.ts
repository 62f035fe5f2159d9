import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readLocatedEvents } from "../src/api/read.ts";
import type { Kind } from "../src/index.ts";
import { caseNames, casesFolder, logsOfCase } from "../tools/cases.ts";

/**
 * What a grep counts in the recorded logs, by patterns that know nothing of the grammars, beside what their READMEs
 * say and what the program reads. The patterns are good for these logs only: whoever wants to fool them, can.
 */
const id = "[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}";
const stamp = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})? (?:[+-]\d{4} )?(?:\[\d+\] )?`;
/** In its own file, or behind rsyslog's prefix with or without a stamp; of a split entry the first piece. */
const exim = String.raw`^(?:${stamp}|\S.{14,31} mail exim\[\d+\]: (?:\[1[\\/]\d+\] )?(?:${stamp})?)`;
const dovecot = String.raw`^(?:\w{3} \d\d \d\d:\d\d:\d\d |\S.{14,31} mail dovecot: )`;

const patterns: Readonly<Partial<Record<Kind, RegExp>>> = {
  "exim.arrival": new RegExp(`${exim}${id} (?:<=|\\(=) `),
  "exim.delivery": new RegExp(`${exim}${id} (?:=>|->|>>|\\*>)`),
  "exim.deferral": new RegExp(`${exim}${id} == `),
  "exim.failure": new RegExp(`${exim}${id} \\*\\* `),
  "exim.completed": new RegExp(`${exim}${id} Completed`),
  "exim.frozen": new RegExp(`${exim}${id} (?:Frozen|frozen by)`),
  "exim.unfrozen": new RegExp(`${exim}${id} [Uu]nfrozen by`),
  "exim.still-frozen": new RegExp(`${exim}${id} Message is frozen`),
  "exim.auth-failed": new RegExp(`${exim}\\w+ authenticator failed for `),
  "exim.reject": new RegExp(
    `${exim}(?:${id} )?H=.* (?:temporarily )?rejected (?:(?:RCPT|MAIL) <|EHLO |connection in |after DATA:|DATA:|during MIME |VRFY |EXPN |ETRN )`,
  ),
  "exim.discarded": new RegExp(`${exim}H=.* RCPT <.*>: discarded by RCPT ACL`),
  "exim.sender-verify": new RegExp(`${exim}H=.* sender verify (?:fail|defer) for <`),
  "exim.queue-run": new RegExp(`${exim}(?:Start|End) queue run: `),
  "exim.daemon": new RegExp(`${exim}exim 4\\.96 daemon started`),
  "dovecot.login": new RegExp(`${dovecot}(?:imap|pop3)-login: (?:Info: )?Login: user=<`),
  "dovecot.login-failed": new RegExp(`${dovecot}(?:imap|pop3)-login: .*auth failed, `),
  "dovecot.logout": new RegExp(`${dovecot}(?:imap|pop3)\\(.*>: (?:Info: )?Disconnected: `),
  "dovecot.lmtp-connection": new RegExp(`${dovecot}lmtp\\(\\d+\\): (?:Info: )?(?:Connect|Disconnect) from `),
};

function linesOf(file: string): readonly string[] {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1").split("\n");
}

/** The rows "| `exim.arrival` | 12 |" of a case's README. */
function countsOfReadme(name: string): ReadonlyMap<string, number> {
  const file = join(casesFolder, name, "README.md");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return new Map(
    [...text.matchAll(/^\| `((?:exim|dovecot)\.[a-z-]+)` \| (\d+) \|$/gm)].map(([, kind, n]) => [
      kind ?? "",
      Number(n),
    ]),
  );
}

async function countsOfEvents(name: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { event } of readLocatedEvents(logsOfCase(name), { tz: "UTC", year: 2026 }))
    counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
  return counts;
}

const counted = caseNames().filter((name) => countsOfReadme(name).size > 0);

it("some cases tell their counts", () => expect(counted.length).toBeGreaterThan(5));

describe.each(counted)("%s", (name) => {
  const readme = countsOfReadme(name);
  const lines = logsOfCase(name).flatMap(linesOf);
  const grep = new Map(
    Object.entries(patterns).map(([kind, pattern]) => [kind, lines.filter((line) => pattern.test(line)).length]),
  );

  it("has the lines that its README counts", () => {
    const found = new Map([...grep].filter(([, count]) => count > 0));
    expect([...found].sort()).toEqual([...readme].filter(([kind]) => kind in patterns).sort());
  });

  it("is read as a grep reads it", async () => {
    const events = await countsOfEvents(name);
    for (const [kind, count] of grep) expect([kind, events.get(kind) ?? 0]).toEqual([kind, count]);
  });
});
