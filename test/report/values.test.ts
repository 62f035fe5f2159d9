import { describe, expect, it } from "vitest";
import { bytes, capital, count, duration, list, utc } from "../../src/report/format.ts";
import { local } from "../../src/report/local-time.ts";
import { fillProse, prosePlain } from "../../src/report/prose.ts";
import { holds } from "../../src/report/remedy-view.ts";
import { escapeForShell, ShellCommand, shellWord, UNPRINTABLE } from "../../src/report/shell.ts";
import { capped, hasUnseen, visible } from "../../src/report/visible.ts";

describe("duration", () => {
  const rows = [
    [-5, "under a second"],
    [0, "under a second"],
    [999, "under a second"],
    [9_000, "9 s"],
    [725_000, "12 min 5 s"],
    [11_100_000, "3 h 5 min"],
    [86_400_000, "1 day 0 h 0 min"],
    [174_404_000, "2 days 0 h 26 min"],
  ] as const;
  for (const [ms, text] of rows) it(`${ms} ms`, () => expect(duration(ms)).toBe(text));
});

describe("figures", () => {
  const rows = [
    [bytes(1_395_104_500), "1,395,104,500 bytes (1.30 GiB)"],
    [bytes(7_340_032), "7,340,032 bytes (7.00 MiB)"],
    [bytes(12), "12 bytes"],
    [count(1, "message"), "1 message"],
    [count(2_000, "address", "addresses"), "2,000 addresses"],
    [list([]), ""],
    [list(["a"]), "a"],
    [list(["a", "b", "c"]), "a, b and c"],
    [utc("2026-01-08T14:18:56.120Z"), "2026-01-08 14:18:56.120 UTC"],
    [capital("mail held"), "Mail held"],
    [local("2026-07-08T14:18:56Z", "Europe/Brussels"), "2026-07-08 16:18:56"],
    [local("2026-01-08T23:30:00.5Z", "+0130"), "2026-01-09 01:00:00.500"],
  ] as const;
  for (const [observed, expected] of rows) it(expected || "nothing", () => expect(observed).toBe(expected));
});

describe("visible", () => {
  const rows = [
    ["a\tb\r\nc", "a\\u{9}b\\u{D}\\u{A}c"],
    ["\u202eabc\u2069", "\\u{202E}abc\\u{2069}"],
    ["\u{e0041}", "\\u{E0041}"],
    ["\ud800x", "\\u{D800}x"],
    ["\u001b[2J\u0007\u007f\u009b", "\\u{1B}[2J\\u{7}\\u{7F}\\u{9B}"],
    ["a\u00a0b\u3000c", "a b c"],
    ["日本 é ❤️", "日本 é ❤️"],
  ] as const;
  for (const [value, shown] of rows) it(JSON.stringify(shown), () => expect(visible(value)).toBe(shown));
  it("leaves nothing unseen", () => {
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const shown = visible(String.fromCodePoint(point));
      if (hasUnseen(shown)) throw new Error(`U+${point.toString(16)} stays unseen`);
    }
  });
  it("caps by code points", () => {
    expect([capped("abc", 3), capped("abcd", 3), capped("😀😀😀😀", 3), capped("😀😀😀", 3)]).toEqual([
      "abc",
      "ab…",
      "😀😀…",
      "😀😀😀",
    ]);
  });
});

describe("shellWord", () => {
  const rows = [
    ["1vd7Tn-000CbC-2W", "1vd7Tn-000CbC-2W"],
    ["marie@acme.example", "marie@acme.example"],
    ["Sent Mail", "'Sent Mail'"],
    ["it's", "'it'\\''s'"],
    ["$(reboot)", "'$(reboot)'"],
    ["-A", UNPRINTABLE],
    ["", UNPRINTABLE],
    ["a\nb", UNPRINTABLE],
    ["\u202ea", UNPRINTABLE],
    ["*", "'*'"],
    ["~root", "'~root'"],
  ] as const;
  for (const [value, word] of rows) it(JSON.stringify(value), () => expect(shellWord(value)).toBe(word));
  it("lets commands of ours through", () =>
    expect(escapeForShell(new ShellCommand("systemctl reload exim4"))).toBe("systemctl reload exim4"));
});

describe("fillProse", () => {
  it("cuts code from text, also around values", () => {
    expect(fillProse("Run `{{exim}} -M`, then\n  {{what}}.", { exim: "exim4", what: "wait" })).toEqual([
      { text: "Run " },
      { code: "exim4 -M" },
      { text: ", then wait." },
    ]);
  });
  it("keeps a value's backticks and marks inside the value", () => {
    expect(fillProse("a {{x}} `{{x}}` b", { x: "`\ue000 c`" })).toEqual([
      { text: "a `\\u{E000} c` " },
      { code: "`\\u{E000} c`" },
      { text: " b" },
    ]);
    expect(prosePlain(fillProse("{{x}}", { x: "{{y}}" }))).toBe("{{y}}");
  });
  it("refuses unescaped tags and names that nobody defined", () => {
    expect(() => fillProse("{{{x}}}", { x: 1 })).toThrow(/unescaped/);
    expect(() => fillProse("{{#a}}{{x}}{{/a}}", { a: { b: 1 } })).toThrow(/names x/);
  });
});

describe("when", () => {
  const view = { is: { open: true }, facts: { stillQueued: 2, none: 0, text: "x" } };
  it("asks for truth", () => {
    expect(
      [["is.open"], ["!is.open"], ["facts.stillQueued"], ["facts.none"], ["is.open", "!facts.none"], []].map((names) =>
        holds(names, view),
      ),
    ).toEqual([true, false, true, false, true, true]);
  });
  it("refuses what is neither true nor false", () => {
    for (const name of ["is.opne", "facts.text", "is"]) expect(() => holds([name], view)).toThrow(name);
  });
});
