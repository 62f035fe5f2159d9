import { expect, test } from "vitest";
import { fixed, mailmortem } from "./spawned.ts";

const utc = fixed.slice(0, 4);
const explain = (line: string, ...more: string[]) => mailmortem(["explain", line, ...utc, ...more]);

test("a known line: its fields, one a line", () => {
  const { code, out } = explain(
    "2026-01-08 13:18:54 1vdpup-000CfU-1V => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1]",
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^exim\.delivery: known whole\n {2}at +2026-01-08T13:18:54Z\n {2}messageId +1vdpup-000CfU-1V\n/);
  expect(out).toMatch(/\n {2}peer\n {4}name +mx\.b\.example\n {4}ip +192\.0\.2\.1\n/);
  expect(out).not.toContain("null");
});

test("a line with a field that nobody knows: the caret stands where it begins", () => {
  const line = "2026-01-08 13:18:54 1vdpup-000CfU-1V <= ann@a.example H=(c.example) [192.0.2.7] P=esmtp NEW=thing S=10";
  const { out } = explain(line);
  const lines = out.split("\n");
  const caret = lines.findIndex((text) => text.includes("^ column"));
  const column = Number(/column (\d+)/.exec(lines[caret] ?? "")?.[1]);
  // "…P=esmtp" could go on; the blank before NEW= could begin a known field.
  expect(line.slice(0, column - 1)).toMatch(/P=esmtp ?$/);
  expect(lines[caret - 1]?.slice((lines[caret] ?? "").indexOf("^"))).toMatch(/^ ?NEW=thing/);
  expect(out).toContain(`expected at column ${column}: one of the fields A=, CV=, `);
  // The grammar, the rule and its sample lines.
  expect(out).toMatch(
    /the reading that came furthest: exim-mainlog, rule arrival \(grammars\/exim-flagged\.ne:\d+\)\n/,
  );
  expect(out).toContain("\narrival reads what looks like\n  <= ann@a.example H=mx.a.example ");
});

test.each([
  // no free text that runs to the line's end has read more than the fields did
  ["2026-01-08 13:18:54 H=mx.a.example [192.0.2.7] F=<a@b.example> ", "rejectd RCPT <q@r.example>: foo", "session"],
  ["2026-01-08 13:18:54 1vdpup-000CfU-1V == bob@b.example R=dnslookup T=remote_smtp ", "defr (-44): foo", "deferral"],
  ["Jan 08 15:00:00 lmtp(ann)<1><x>: Info: msgid=<a@b.example>: ", "saved mailx to INBOX", "delivery"],
  ["Jan 08 15:00:00 imap(ann)<1><x>: Info: Logged out in=1 out=", "x2", ""],
])("a misspelt word: %s<here>%s", (known, unknown, rule) => {
  const { out } = explain(known + unknown);
  const column = Number(/\^ column (\d+)/.exec(out)?.[1]);
  expect(column).toBeGreaterThan(known.length - 2);
  expect(column).toBeLessThan(known.length + 12);
  expect(out).toContain(`, rule ${rule}`);
});

test("a text that nobody knows is not one of Sieve's", () => {
  const { out } = explain("Jan 08 15:00:00 imap(ann)<1><x>: Info: Something new happened: to you");
  expect(Number(/\^ column (\d+)/.exec(out)?.[1])).toBeLessThan(46);
  expect(out).not.toContain("scripted");
});

test("a cut line: it ends too early", () => {
  const { code, out } = explain("Jan 08 15:00:00 imap-login: Info: Login: user=<ann>, metho");
  expect(code).toBe(0);
  expect(out).toContain('the line ends here, too early; expected next: ", method="');
  expect(out).toMatch(/\^ column 59\n/);
});

test("a line of another program", () => {
  const { code, out } = explain("Jan  8 15:00:00 mx1 sshd[12]: Accepted password for ann");
  expect([code, out]).toEqual([4, "a line of another program than Exim and Dovecot; it is counted apart\n"]);
});

test("a custom prefix: from where on the line is known", () => {
  const { code, out } = explain("[mail7] Jan 08 15:00:00 imap(ann)<1><x>: Info: Logged out in=1 out=2");
  expect(code).toBe(4);
  expect(out).toContain("\n          ^ column 9\nfrom column 9 on it is known (dovecot.logout): ");
});

test("a wrong stamp, and none", () => {
  expect(explain("2026/01/08 15:00:00 1vdqk6-0003Yx-1R Completed").out).toContain(
    "from column 21 on it would be known (exim.completed) with a time stamp before it such as 2026-01-08 13:18:54",
  );
  expect(explain("1vdqk6-0003Yx-1R Completed").out).toContain(
    "with a time stamp before it it would be known (exim.completed)",
  );
});

test("a line that belongs to the record above it", () => {
  const { code, out } = explain("  Envelope-from: <ann@a.example>");
  expect(code).toBe(0);
  expect(out).toContain("below one of Exim's it belongs to that");
});

test("in an envelope it is the program's own text that is asked about", () => {
  const text = "1vdpup-000CfU-1V <= ann@a.example H=(c) [192.0.2.7] P=esmtp NEW=thing S=10";
  const line = `Jan  8 13:18:54 mx1 exim[42]: ${text}`;
  const { out } = explain(line);
  expect(out).toContain(`^ column ${line.indexOf("NEW=") + 1}\n`);
  expect(out).toContain("rule arrival (grammars/exim-flagged.ne:");
});

test("of a text that JSON encodes the place is shown in the text", () => {
  const log = "Jan 08 15:00:00 imap-login: Info: Login: user=<x>, metho";
  const { out } = explain(JSON.stringify({ log: `${log}\n`, stream: "stderr", time: "2026-01-08T15:00:00Z" }));
  expect(out).toContain(
    `the text that the envelope carries:\n\n  ${log}\n${" ".repeat(log.length + 2)}^ column ${log.length + 1}\n`,
  );
});

test("another program's entry of a journal", () => {
  const entry = { SYSLOG_IDENTIFIER: "sshd", MESSAGE: "hello", __REALTIME_TIMESTAMP: "1767884400000000" };
  expect(explain(JSON.stringify(entry)).out).toMatch(/^a line of another program/);
});

test("an empty line, and too many", () => {
  expect(explain("").err).toContain("an empty line says nothing by itself");
  expect(explain("x y\n".repeat(51)).err).toContain("these are 51 lines; explain takes up to 50");
});

test("several lines pasted: each in its turn", () => {
  const pasted = "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\r\n\n2026-01-08 14:18:55 nonsense\n";
  const { code, out } = explain(pasted);
  expect(code).toBe(0);
  expect(out).toMatch(/^line 1: 2026-.* Completed\nexim\.completed: known whole\n/);
  expect(out).toMatch(/\n\nline 2: 2026-.* nonsense\nexim\.other: /);
  const all = JSON.parse(explain(pasted, "--json").out);
  expect(all.map(({ known }: { known: string }) => known)).toEqual(["whole", "stamp"]);
});

test("no line of a mail log: exit 4, and what could have begun one", () => {
  const { code, out } = explain("hello world");
  expect(code).toBe(4);
  expect(out).toMatch(/^not a line of Exim or Dovecot that mailmortem knows\n\n {2}hello world\n {2}\^ column 1\n/);
});

test("JSON has the same", () => {
  const known = JSON.parse(explain("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed", "--json").out);
  expect(known).toEqual({
    known: "whole",
    event: { kind: "exim.completed", at: "2026-01-08T14:18:54Z", messageId: "1vdqk6-0003Yx-1R" },
    stops: [],
    hint: null,
  });
  const unknown = JSON.parse(explain("2026-01-08 14:18:54 something else", "--json").out);
  expect(unknown).toMatchObject({
    known: "stamp",
    event: { kind: "exim.other" },
    stops: expect.arrayContaining([
      {
        column: expect.any(Number),
        grammar: "exim-mainlog",
        start: expect.any(String),
        expected: expect.any(Array),
        within: expect.any(Array),
      },
    ]),
  });
});

test("a long line of unknown text is explained without delay or much memory", () => {
  const { code, out } = explain(`2026-01-08 14:18:54 ${"x".repeat(60_000)} y`);
  expect(code).toBe(0);
  expect(out).toContain("column 60022");
});

test("what cannot be seen is shown as such", () => {
  const { out } = explain("2026-01-08 14:18:54 evil \x1b[2J\u202e text");
  expect(out).not.toContain("\x1b");
  expect(out).toContain("\\u{1B}[2J\\u{202E}");
});

test.each(["tainted-filename", "mmap-failure", "stuck-queue", "frozen-bounce"])(
  "%s: the remedy, every step classed",
  (id) => {
    const { code, out } = mailmortem(["explain", id]);
    expect(code).toBe(0);
    for (const heading of ["Symptom", "Cause", "Fix", "Verify", "Prevent", "Often advised, and harmful", "References"])
      expect(out).toContain(`\n${heading}\n`);
    expect(out).toMatch(/\[(safe|disruptive|destructive)\]/);
    expect(out).toMatch(/https:\/\//);
    const { analyzer, fix } = JSON.parse(mailmortem(["explain", id, "--json"]).out);
    expect(analyzer).toBe(id);
    for (const step of fix)
      expect(step).toMatchObject({
        text: expect.any(String),
        risk: expect.stringMatching(/^(safe|disruptive|destructive)$/),
      });
  },
);
