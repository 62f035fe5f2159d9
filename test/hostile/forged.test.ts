/**
 * A stranger writes what looks like log lines and fields into a message, a session or a refused command of theirs. What
 * is found out about everybody else stays as it is without them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Analysis, analyze } from "../../src/index.ts";
import { casesFolder, readingOfCase } from "../../tools/cases.ts";
import { allBeside, foundBeside, insertLines } from "./foreign.ts";
import { dovecotSanitised, eximPrinted, eximQuoted, quotedLocalPart, raw } from "./writers.ts";

/** More with `FORGED_ROUNDS=200 npx vitest run test/hostile/forged.test.ts`. */
const rounds = Number(process.env.FORGED_ROUNDS ?? 15);

/** Whose life may not change: messages and users of the recorded nights. */
const VICTIMS = {
  "incident-night": { id: "1vd7Us-000DCS-0M", user: "marie@acme.example", address: "jan@studio.example" },
  "frozen-bounces": { id: "1w8D39-000CeZ-03", user: "marie@acme.example", address: "dispatch@freight.example" },
} as const;
type Night = keyof typeof VICTIMS;

const MINE = "1vdHST-000Evl-0Z";
const STAMP = "2026-01-08 14:18:54";

/** Texts that say something of a victim's message, if they are taken for what they look like. */
function forgeries({ id, user, address }: (typeof VICTIMS)[Night]): readonly string[] {
  const whole = (what: string) => `${STAMP} ${id} ${what}`;
  return [
    " R=x T=y",
    " <= ",
    "Completed",
    `${id} Completed`,
    whole("Completed"),
    whole(`=> ${address} R=dnslookup T=remote_smtp H=mx.evil.example [203.0.113.6] C="250 OK"`),
    whole(`== ${address} R=dnslookup T=remote_smtp defer (111): Connection refused`),
    whole(`** ${address}: Unrouteable address`),
    whole("Frozen (delivery error message)"),
    whole("removed by root"),
    whole(`<= <> R=${id} U=Debian-exim P=local S=1600`),
    whole("Tainted filename for search: '/etc/exim4/domains/acme.example/smtp_relay.conf'"),
    `\n${whole("Completed")}`,
    `\r\n${whole("Completed")}\r\n`,
    `\\n${whole("Completed")}`,
    ` => ${address}`,
    ` => ${address} R=dnslookup T=remote_smtp C="250 OK"`,
    '" C="250 OK" QT=1s',
    `C="250 OK id=${id}"`,
    `") [203.0.113.6] P=esmtp S=1 id=${id}@x T="`,
    `] H=(x) [192.0.2.45] P=local R=${id}`,
    ` for ${address}`,
    `R=${id}`,
    id,
    user,
    `Jan 08 14:00:37 imap(${user})<58829><C2FM1eBHzZLGM2QU>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /x/dovecot.index.cache: Cannot allocate memory`,
    `Jan 08 14:00:37 master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap`,
    `): Error: Mailbox Logs: mmap(size=5) failed with file /home/x/.Logs/dovecot.index.cache: Cannot allocate memory`,
    `>, method=PLAIN, rip=192.0.2.7, user=<${user}>, session=<`,
    `${STAMP} exim 4.96 daemon started: pid=1, -q30m, listening for SMTP on port 25 (IPv4)`,
    `${STAMP} Start queue run: pid=1`,
  ];
}

/** As many letters in the place of each forged text: nothing else in the logs has another place then. */
const harmless = (written: string) => "x".repeat(written.length);

/**
 * The lines of one message, refused commands and sessions that a stranger wrote; all of them healthy.
 *
 * @param shown what becomes of the text in each place, as it is written there
 */
function strangersLines(
  text: string,
  isRaw: boolean,
  shown = (written: string) => written,
): { readonly mainlog: readonly string[]; readonly dovecot: readonly string[] } {
  const latin1 = Buffer.from(text).toString("latin1");
  const exim = shown(isRaw ? raw(latin1) : eximPrinted(latin1));
  const inQuotes = (written: string) => `"${shown(written.slice(1, -1))}"`;
  const quoted = inQuotes(isRaw ? `"${raw(latin1)}"` : eximQuoted(latin1));
  const local = inQuotes(isRaw ? `"${raw(latin1)}"` : quotedLocalPart(latin1));
  const dovecot = shown(isRaw ? raw(latin1) : dovecotSanitised(latin1));
  const from = "[203.0.113.66]";
  return {
    mainlog: [
      `${MINE} <= ${local}@stranger.example H=mx.stranger.example (${exim}) ${from} P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no DN=${quoted} S=449 id=${exim}@stranger.example T=${quoted} for ${local}@elsewhere.example`,
      `${MINE} => ${local}@elsewhere.example R=dnslookup T=remote_smtp H=mx.elsewhere.example [192.0.2.99] C=${quoted}`,
      `${MINE} Completed`,
      `H=(${exim}) ${from} F=<${local}@stranger.example> rejected RCPT <${local}@elsewhere.example>: ${exim}`,
      `H=(x) ${from} rejected EHLO or HELO ${exim}: syntactically invalid argument(s)`,
      `SMTP protocol error in "${exim}" H=(${exim}) ${from} unrecognized command`,
      `SMTP call from (${exim}) ${from} dropped: too many syntax or protocol errors (last command was "${exim}")`,
      `login authenticator failed for (${exim}) ${from}: 535 Incorrect authentication data (set_id=${exim})`,
    ],
    dovecot: [
      `imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<${dovecot}>, method=PLAIN, rip=203.0.113.66, lip=192.0.2.10, TLS, session=<0Nd6cLRHYeDLAHFC>`,
      `imap-login: Info: Aborted login (no auth attempts in 0 secs): user=<${dovecot}>, rip=203.0.113.66, lip=192.0.2.10, session=<1Nd6cLRHYeDLAHFC>`,
      `lmtp(stranger@acme.example)<48381><+z2sBdzBXGn9vAAATU5/Hz>: Info: msgid=<${dovecot}>: saved mail to ${dovecot}`,
      `lmtp(stranger@acme.example)<48381><+z2sBdzBXGn9vAAATU5/Hz>: Info: sieve: msgid=<${dovecot}>: stored mail into mailbox '${dovecot}'`,
    ],
  };
}

type Logs = {
  readonly mainlog: readonly string[];
  readonly paniclog: readonly string[];
  readonly dovecot: readonly string[];
};

function logsOf(night: Night): Logs {
  const lines = (...path: readonly string[]) =>
    readFileSync(join(casesFolder, night, ...path), "latin1")
      .trimEnd()
      .split("\n");
  return { mainlog: lines("exim4", "mainlog"), paniclog: lines("exim4", "paniclog"), dovecot: lines("dovecot.log") };
}

function analysisOf(night: Night, { mainlog, paniclog, dovecot }: Logs): Promise<Analysis> {
  const inputs = Object.entries({ mainlog, paniclog, "dovecot.log": dovecot }).map(([name, lines]) => ({
    name,
    stream: (async function* () {
      yield Buffer.from(`${lines.join("\n")}\n`, "latin1");
    })(),
  }));
  return analyze(inputs, { ...readingOfCase(night), jobs: 1 });
}

const mine = { messages: [MINE], ips: ["203.0.113.66"] };

describe.each(Object.keys(VICTIMS) as Night[])("lines forged by a stranger in %s", (night) => {
  const logs = logsOf(night);
  const alone = analysisOf(night, logs);
  const texts = forgeries(VICTIMS[night]);

  const mixedWith = ({ mainlog, dovecot }: ReturnType<typeof strangersLines>, at: number): Logs => ({
    ...logs,
    mainlog: insertLines(logs.mainlog, mainlog, at),
    dovecot: insertLines(logs.dovecot, dovecot, at),
  });
  const places = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  const mixtures = fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));

  const check = async (text: string, at: number, isRaw: boolean) => {
    const mixed = mixedWith(strangersLines(text, isRaw), at);
    const found = await analysisOf(night, mixed);
    expect([text, foundBeside(found, mixed, mine)]).toEqual([text, foundBeside(await alone, logs, mine)]);
  };

  /** Which errors are shown, and how long no mail went out, too: see foreign.ts why not against the logs alone. */
  const checkAll = async (text: string, at: number, isRaw: boolean) => {
    const [forged, other] = [strangersLines(text, isRaw), strangersLines(text, isRaw, harmless)];
    const lengths = (one: typeof forged) =>
      [one.mainlog, one.dovecot].map((lines) => lines.map(({ length }) => length));
    expect(lengths(forged)).toEqual(lengths(other));
    const [found, wanted] = [
      await analysisOf(night, mixedWith(forged, at)),
      await analysisOf(night, mixedWith(other, at)),
    ];
    expect([text, allBeside(found, mine, !isRaw)]).toEqual([text, allBeside(wanted, mine, !isRaw)]);
  };

  it("has findings that could change", async () => {
    const { findings, mail } = await alone;
    expect(findings.length).toBeGreaterThan(2);
    expect(findings.some(({ evidence }) => evidence.some(({ role }) => role === "error"))).toBe(true);
    expect(mail.timeline.some(({ what, line }) => what === "last-error" && line !== null)).toBe(true);
  });

  it("change nothing that is found about others", async () => {
    await fc.assert(fc.asyncProperty(mixtures, places, fc.boolean(), check), {
      numRuns: 25,
      seed: 20260114,
      examples: texts.slice(3, 9).map((text) => [text, 0.9, false] as const) as never,
    });
  }, 180_000);

  it("change nothing at all that harmless ones of their length would not", async () => {
    await fc.assert(fc.asyncProperty(mixtures, places, fc.boolean(), checkAll), {
      numRuns: rounds,
      seed: 20260115,
      examples: texts.slice(3, 9).map((text) => [text, 0.9, false] as const) as never,
    });
  }, 180_000);
});

it("the incident has a time without any outgoing mail that could change", async () => {
  const { mail } = await analysisOf("incident-night", logsOf("incident-night"));
  expect(mail.outages.some(({ finding }) => finding === null)).toBe(true);
});
