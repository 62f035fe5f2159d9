/** Lines that the module settles leave the states that their events leave: random lives, state against state. */
import { describe, expect, it } from "vitest";
import { ledgerWith } from "../../src/analyzers/ledger/fold.ts";
import { figures } from "../../src/analyzers/mail/figures.ts";
import { host } from "../../src/analyzers/mail/host.ts";
import { unjudged } from "../../src/analyzers/mail/unjudged.ts";
import { type Input, run } from "../../src/engine/run.ts";
import { Random } from "../../src/grammar/random.ts";
import { dialects } from "../../src/parsers/index.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const START = Date.UTC(2026, 2, 28, 22, 0, 0);

/** How a log is written, and what happens in it. */
interface Manner {
  readonly seed: number;
  readonly lines: number;
  /** Messages that are under way at once. */
  readonly ids: number;
  readonly domains: number;
  /** Behind the second: `.123`, ` +0100`. */
  readonly tail?: (random: Random) => string;
  /** Milliseconds from a line to the next; negative: back. */
  readonly step?: (random: Random) => number;
}

const usual = (random: Random): number => (random.below(400) === 0 ? random.below(400_000) : random.below(3_000));

function logOf(manner: Manner): string {
  const { tail = () => "", step = usual, domains } = manner;
  const random = new Random(manner.seed);
  const long = random.below(2) === 0;
  const id = (number: number): string => {
    const six = (value: number) => value.toString(36).padStart(6, "0").slice(-6);
    return long
      ? `1${six(number)}-0000000${six(number * 7).slice(-4)}-${six(number).slice(-4)}`
      : `1${six(number).slice(-5)}-${six(number * 3)}-${six(number).slice(-2)}`;
  };
  const under = Array.from({ length: manner.ids }, (_, at) => at);
  let next = manner.ids;
  let at = START;
  const address = () =>
    `${random.pick(["ann", "bob", "cy", "x".repeat(300)])}@${random.pick(["a", "B", "mail.c"])}${random.below(domains)}.example`;
  const lines: string[] = [];
  for (let line = 0; line < manner.lines; line++) {
    at += step(random);
    const place = random.below(under.length);
    const message = id(under[place] ?? 0);
    const says = lineOf(random, message, address, () => id(random.below(next)));
    if (says.endsWith("Completed") && random.below(20) > 0) under[place] = next++;
    lines.push(`${new Date(at).toISOString().slice(0, 19).replace("T", " ")}${tail(random)} ${says}`);
  }
  return `${lines.join("\n")}\n`;
}

function lineOf(random: Random, id: string, address: () => string, other: () => string): string {
  const peer = () =>
    random.pick(["H=mx.far.example [192.0.2.9]", "H=localhost [127.0.0.1]", "H=(x) [::1]", "H=[192.0.2.8]"]);
  const way = random.below(100);
  if (way < 30) {
    const from = random.pick([address(), address(), "<>", `<> R=${other()}`]);
    const how = random.pick([
      `${peer()} P=esmtp`,
      `${peer()} P=esmtpsa A=plain:${address()}`,
      "U=root P=local",
      "U=Debian-exim P=local",
    ]);
    return `${id} <= ${from} ${how} S=1234 ${random.below(30) === 0 ? `T="${"long ".repeat(220)}"` : 'T="hello"'} for ${address()}`;
  }
  if (way < 60) {
    const flag = random.pick(["=>", "=>", "=>", "->", "*>", ">>"]);
    const to = random.below(4) === 0 ? `ann <${address()}>` : address();
    const how = random.pick([
      `R=dnslookup T=remote_smtp ${peer()} C="250 OK"`,
      `R=send_via_smtp_relay T=smtp_relay ${peer()} X=TLS1.3:TLS_AES_256_GCM_SHA384:256`,
      "R=local_user T=maildir_home",
      `R=virtual T=dovecot_${random.below(4)}`,
    ]);
    return `${id} ${flag} ${to} ${how}`;
  }
  if (way < 88) return `${id} Completed`;
  if (way < 91)
    return `${id} == ${address()} R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host`;
  if (way < 94) return `${id} == ${address()} R=dnslookup T=remote_smtp defer (111): Connection refused`;
  if (way < 96)
    return `${id} ** ${address()} R=dnslookup T=remote_smtp H=mx.far.example [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<x@y.example>: 550 no`;
  if (way === 96) return "no host name found for IP address 192.0.2.7";
  if (way === 97) return "SMTP connection from [192.0.2.7] lost";
  if (way === 98)
    return `plain authenticator failed for (x) [192.0.2.7]: 535 Incorrect authentication data (set_id=ann)`;
  return "Message abandoned: Spool write error (No space left on device) while receiving message from <a@b.example>";
}

/** Everything that a run leaves of the folds, as text; lists that are sets are sorted. */
async function statesOf(
  inputs: readonly Input[],
  isEager: boolean,
  more: { readonly rangeSize?: number; readonly zone?: string; readonly maxOpen?: number } = {},
) {
  const { maxOpen, zone = "UTC", ...cut } = more;
  const ledger = ledgerWith(maxOpen === undefined ? {} : { maxOpen });
  const folds = [ledger, figures, host, unjudged];
  const { states, coverage, sources } = await run({
    inputs,
    dialects,
    folds,
    zone,
    isEager,
    year: 2026,
    now: START,
    ...cut,
  });
  const whole = states.get(ledger);
  ledger.tidy?.(whole);
  const told = folds.map((fold) => sorted(fold.toJSON(states.get(fold as typeof ledger) as never)));
  return { told, coverage, sources };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
}

async function expectSame(name: string, log: string, more: Parameters<typeof statesOf>[2] = {}): Promise<void> {
  const path = folder.file(name, log, "2026-04-02T00:00:00Z");
  expect(await statesOf([path], false, more)).toStrictEqual(await statesOf([path], true, more));
}

const small: Manner = { seed: 1, lines: 4_000, ids: 40, domains: 3 };

/** `SETTLING_SEEDS=200 npx vitest run test/engine/settling.test.ts` tries more of them. */
const seeds = Array.from({ length: Number(process.env.SETTLING_SEEDS ?? 6) }, (_, at) => at + 1);

describe("what the module settles", () => {
  it.each(seeds)("leaves what events leave (seed %d)", async (seed) => {
    const log = logOf({ ...small, seed });
    await expectSame(`usual-${seed}`, log);
    await expectSame(`ranges-${seed}`, log, { rangeSize: 20_000 });
  });

  it("also of stamps with fractions, zones and both", async () => {
    const part = (random: Random) => `.${String(random.below(1000)).padStart(3, "0")}`;
    const zone = (random: Random) => random.pick([" +0100", " +0100", " +0100", " -0530"]);
    await expectSame("fractions", logOf({ ...small, seed: 11, tail: part }));
    await expectSame("zones", logOf({ ...small, seed: 12, tail: zone }));
    await expectSame("both", logOf({ ...small, seed: 13, tail: (random) => part(random) + zone(random) }));
    await expectSame(
      "any",
      logOf({ ...small, seed: 14, tail: (random) => random.pick([part, zone, () => ""])(random) }),
    );
  });

  it("also over the hour that the clocks show twice, and the one that they leave out", async () => {
    const step = (random: Random) => random.below(9_000);
    await expectSame("spring", logOf({ ...small, seed: 21, step }), { zone: "Europe/Berlin" });
    const autumn = logOf({ ...small, seed: 22, step }).replaceAll("2026-03-2", "2026-10-2");
    await expectSame("autumn", autumn, { zone: "Europe/Berlin" });
  });

  it("also where a log goes back in time, and where it is a stream of several", async () => {
    const step = (random: Random) => (random.below(300) === 0 ? -random.below(9_000_000) : usual(random));
    const log = logOf({ ...small, seed: 31, step });
    await expectSame("back", log);
    const stream = () => [{ name: "a-stream", stream: pieces(Buffer.from(log), 5_000) }];
    expect(await statesOf(stream(), false)).toStrictEqual(await statesOf(stream(), true));
  });

  it("also where what is read, not settled, shows that a stream is another log", async () => {
    const step = (random: Random) => (random.below(40) === 0 ? -4_000_000 - random.below(9_000_000) : usual(random));
    for (let seed = 35; seed < 45; seed++) {
      const log = logOf({ ...small, seed, step, lines: 800 });
      const stream = () => [{ name: "a-stream", stream: pieces(Buffer.from(log), 5_000) }];
      expect(await statesOf(stream(), false)).toStrictEqual(await statesOf(stream(), true));
    }
  });

  it("also where a stream goes far ahead and some way back, and nothing is read in between", async () => {
    const refused = "SMTP connection from [192.0.2.7] lost";
    const log = `2026-03-01 00:00:00 exim 4.96 daemon started: pid=1
2026-03-20 12:00:00 ${refused}
2026-03-20 12:00:01 1w0000-000001-AA <= ann@a1.example H=mx.far.example [192.0.2.9] P=esmtp S=1
2026-03-20 09:00:00 ${refused}
2026-03-20 09:00:01 1w0000-000001-AA => ann@a1.example R=local_user T=maildir_home
2026-03-20 09:00:02 1w0000-000001-AA Completed
`;
    const stream = () => [{ name: "a-stream", stream: pieces(Buffer.from(log), 5_000) }];
    expect(await statesOf(stream(), false)).toStrictEqual(await statesOf(stream(), true));
  });

  it("also where lines of Dovecot stand in the same stream, which are of another log of it", async () => {
    const step = (random: Random) => (random.below(40) === 0 ? -4_000_000 - random.below(9_000_000) : usual(random));
    const random = new Random(61);
    const login =
      "imap-login: Info: Login: user=<ann>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1, session=<a>";
    const log = logOf({ ...small, seed: 61, step })
      .split("\n")
      .flatMap((line) => (random.below(5) > 0 ? [line] : [line, `Mar 2${random.below(9)} 12:00:00 ${login}`]))
      .join("\n");
    const stream = () => [{ name: "a-stream", stream: pieces(Buffer.from(log), 5_000) }];
    expect(await statesOf(stream(), false)).toStrictEqual(await statesOf(stream(), true));
  });

  it("also of more messages at once, and more domains, than there is room for", async () => {
    await expectSame("many", logOf({ ...small, seed: 41, lines: 30_000, ids: 9_000, domains: 20_000 }));
  }, 60_000);

  it.each([51, 52, 53])("also where a share of the messages is kept (seed %d)", async (seed) => {
    await expectSame(`share-${seed}`, logOf({ ...small, seed, lines: 8_000 }), { maxOpen: 50 });
  });
});
