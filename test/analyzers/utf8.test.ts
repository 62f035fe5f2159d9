/** Names that are UTF-8 in the log are so in everything that an analysis says; those that are not stay as they stand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { ExternalFinding, Finding } from "../../src/analyzers/analysis.ts";
import { legible } from "../../src/analyzers/legible.ts";
import { analyze } from "../../src/index.ts";
import { buildReport } from "../../src/report/build.ts";
import { renderMarkdown } from "../../src/report/index.ts";
import { judge, of } from "./judge.ts";

const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

/** Of as many bytes, so that lines stand where they stood; one ends in the byte 0xa0, which many take for a blank. */
const asUtf8 = [
  ["marie", "maré"],
  ["clerk", "clék"],
  ["curator", "curaör"],
  ["acme", "açe"],
  ["gallery", "gallëy"],
  ["notary", "notày"],
  ["freight", "freiñt"],
  ["jan", "jà"],
  ["tom", "tö"],
  ["Logs", "Lös"],
] as const;
/** Bytes that are no UTF-8. */
const asLatin1 = [
  ["marie", "mari\xe9"],
  ["acme", "acm\xea"],
  ["gallery", "g\xe0llery"],
  ["jan", "j\xc3n"],
] as const;

function respelled(text: string, names: readonly (readonly [string, string])[]): string {
  const spelled = new Map<string, string>(names);
  return text.replace(/[0-9A-Za-z]+/g, (word) => spelled.get(word) ?? word);
}

function analysisOf(folder: string, files: readonly string[], spell: (text: string) => string) {
  const inputs = files.map((file) => {
    const text = readFileSync(join("fixtures", "logs", folder, file), "latin1");
    return { name: file, stream: Readable.from([Buffer.from(spell(text), "latin1")]) };
  });
  return analyze(inputs, { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12) });
}

describe.each([
  ["incident-night", ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"]],
  ["frozen-bounces", ["exim4/mainlog", "exim4/paniclog", "dovecot.log"]],
  ["host-down", ["exim4/mainlog"]],
  ["lmtp-sieve-quota", ["exim4/mainlog", "exim4/rejectlog", "dovecot.log"]],
  ["dovecot-out-of-memory", ["dovecot.log"]],
])("%s, with other names", (folder, files) => {
  test.each([
    ["UTF-8", asUtf8, latin1],
    ["latin1", asLatin1, (text: string) => text],
  ] as const)("in %s: the same analysis with these names", async (_, names, encoded) => {
    const original = await analysisOf(folder, files, (text) => text);
    const other = await analysisOf(folder, files, (text) =>
      respelled(
        text,
        names.map(([from, to]) => [from, encoded(to)]),
      ),
    );
    const wanted = respelled(JSON.stringify(original), names);
    expect(wanted).toMatch(/[\xc0-\xff]/);
    expect(other).toEqual(JSON.parse(wanted));
  });
});

test("a report has the names, too", async () => {
  const analysis = await analysisOf("incident-night", ["exim4/mainlog", "dovecot.log"], (text) =>
    respelled(
      text,
      asUtf8.map(([from, to]) => [from, latin1(to)]),
    ),
  );
  const markdown = renderMarkdown(buildReport(analysis, { now: Date.UTC(2026, 0, 12) }));
  for (const name of ["maré@açe.example", "clék@notày.example", "Lös"]) expect(markdown).toContain(name);
  expect(markdown).not.toMatch(/[ÃÂ]/);
});

describe("a line that is cut to be quoted", () => {
  const deferral = (reason: string) => [
    "2026-01-06 10:00:00 1vd7Tp-000CbQ-2u <= a@b.example H=h [192.0.2.1] P=esmtp S=1",
    `2026-01-06 10:00:01 1vd7Tp-000CbQ-2u == jan@customer.example R=r T=t defer (-45): ${reason}`,
    "2026-01-06 14:00:00 End queue run: pid=1",
  ];
  test.each([0, 1, 2, 3])("in the midst of a character (%d bytes on) is UTF-8 up to there", async (shift) => {
    const reason = `SMTP error: ${"x".repeat(shift)}${"Größe € 😀 ".repeat(60)}`;
    const [finding] = of(await judge({ mainlog: deferral(reason) }), "stuck-queue");
    const text = finding?.evidence[0]?.text ?? "";
    expect(Buffer.byteLength(text)).toBeGreaterThan(590);
    expect(deferral(reason)[1]?.startsWith(text)).toBe(true);
  });
});

describe("capital letters in the bytes of a domain", () => {
  test("are none of ASCII's: 0xc3 of É stays", async () => {
    const lines = ["a", "b", "c"].flatMap((letter, at) => [
      `2026-01-06 10:0${at}:00 1vd7T${letter}-000CbQ-2u <= a@b.example H=h [192.0.2.1] P=esmtp S=1`,
      `2026-01-06 10:0${at}:01 1vd7T${letter}-000CbQ-2u == jan@École.EXAMPLE R=r T=t defer (-53): Connection refused`,
    ]);
    const [finding] = of(
      await judge({ mainlog: [...lines, "2026-01-06 14:00:00 End queue run: pid=1"] }),
      "stuck-queue",
    );
    expect(finding?.facts.destinations).toEqual([{ domain: "École.example", messages: 3 }]);
    expect(finding?.key).toBe("stuck-queue:connection refused (École.example)");
  });
});

describe("legible", () => {
  const finding = (key: string, causedBy: string | null = null) =>
    ({ analyzer: "stuck-queue", key, subject: key, causedBy, evidence: [{ text: latin1("é") }] }) as unknown as Finding;

  test("keys stay unique, and what names them still does", () => {
    const [asBytes, asLetter] = [`tainted-filename:/${latin1("é")}`, "tainted-filename:/é"];
    for (const order of [
      [asBytes, asLetter],
      [asLetter, asBytes],
    ]) {
      const { findings, keyOf } = legible([...order.map((key) => finding(key)), finding("s", asLetter)]);
      const keys = new Map(findings.map((one, at) => [order[at] ?? "s", one.key]));
      expect([keys.get(asBytes), keys.get(asLetter)]).toEqual(["tainted-filename:/é", "tainted-filename:/é (2)"]);
      expect(findings[2]?.causedBy).toBe("tainted-filename:/é (2)");
      expect([keyOf(asBytes), keyOf(asLetter), keyOf(null)]).toEqual([keys.get(asBytes), keys.get(asLetter), null]);
    }
  });

  test("evidence was read when it was quoted, and an outside analyzer's finding is its author's", () => {
    const outside = { ...finding(latin1("é")), analyzer: "me/mine" } as unknown as ExternalFinding;
    const { findings } = legible([finding("k"), outside]);
    expect(findings[0]?.evidence[0]?.text).toBe(latin1("é"));
    expect(findings[1]).toBe(outside);
  });
});
