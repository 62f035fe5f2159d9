import { describe, expect, it } from "vitest";
import { type Kept, newEvidence, quote, quoteAll } from "../../src/analyzers/evidence.ts";

const lines = { lineOf: () => 7 };
const kept = (text: string): Kept => ({
  source: "dovecot.log",
  log: "dovecot.log",
  offset: 0,
  rangeStart: 0,
  lineInRange: 0,
  at: Date.parse("2026-01-08T14:00:39Z"),
  text,
});

describe("a quoted line", () => {
  it.each([
    ["auth: Info: sql(u@d.example,192.0.2.7): Password mismatch (given password: hunter2)", "given password: ***"],
    ['SMTP protocol error in "AUTH PLAIN AGFubgBodW50ZXIy" H=(x) [192.0.2.7]', '"AUTH PLAIN ***" H=(x) [192.0.2.7]'],
    ['{"MESSAGE":"rejected \\"AUTH PLAIN AGFubgBodW50ZXIy\\" H=(x) [192.0.2.7]"}', "AUTH PLAIN ***"],
  ])("holds no password: %s", (text, masked) => {
    const evidence = { ...newEvidence(), first: kept(text) };
    for (const shown of [quote(kept(text), "error", lines).text, quoteAll(evidence, lines)[0]?.text]) {
      expect(shown).toContain(masked);
      expect(shown).not.toMatch(/hunter2|AGFubgBodW50ZXIy/);
    }
  });

  it("without one is as logged", () => {
    const text = "imap(u@d.example): Error: Mailbox Logs: mmap(size=5) failed";
    expect(quote(kept(text), "error", lines).text).toBe(text);
  });
});
