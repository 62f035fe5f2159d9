import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Analysis, Finding } from "../src/index.ts";
import { expectedFolder } from "../tools/golden.ts";

/**
 * What a careful reader of the recorded logs finds: who waited or was hurt, and whether it is over. Whoever changes a
 * golden has to make true what stands here, or to say in the case's README why the reader was wrong.
 */
type Truth = readonly [about: string, status: "open" | "resolved", messages: number];

const waitsForDefer: Truth = ["stuck-queue waiting@acme.example", "open", 1];
const ghost: Truth = ["frozen-bounce ghost@no-such-shop.example", "open", 1];

const truths: readonly (readonly [name: string, found: readonly Truth[]])[] = [
  ["selectors-all", [waitsForDefer, ghost]],
  ["selectors-cpanel", [waitsForDefer, ghost]],
  ["selectors-zoned", [waitsForDefer, ghost]],
  [
    "host-down",
    [
      ["stuck-queue dispatch2@freight.example dispatch@freight.example", "resolved", 2],
      ["stuck-queue info2@silent.example info@silent.example", "resolved", 2],
      ["stuck-queue a@tlsnone.example", "resolved", 1],
      ["stuck-queue b@tlsrefused.example", "resolved", 1],
      ["stuck-queue c@tlsbroken.example", "resolved", 1],
      ["stuck-queue d@busy.example", "resolved", 1],
      ["stuck-queue e@closed.example", "resolved", 1],
      ["stuck-queue f@full.example", "resolved", 1],
      ["stuck-queue g@older.example", "resolved", 1],
      ["stuck-queue h@modern.example", "resolved", 1],
      ["stuck-queue i@servfail.example", "resolved", 1],
      ["stuck-queue j@dnssilent.example", "resolved", 1],
      ["stuck-queue n@self.example", "open", 1],
      ["stuck-queue o@auth.example", "resolved", 1],
    ],
  ],
  ["rejects", [["frozen-bounce abused@acme.example", "open", 1]]],
  [
    "lmtp-sieve-quota",
    [
      ["stuck-queue billing@acme.example", "resolved", 1],
      ["stuck-queue marie@acme.example", "open", 1],
      ["stuck-queue marie@acme.example", "resolved", 1],
    ],
  ],
  ["mail-log-mixture", [["stuck-queue dispatch@freight.example", "open", 2]]],
  ["repeated-hour", [["stuck-queue dispatch@freight.example", "open", 1]]],
  [
    "new-year",
    [
      ["mmap-failure marie@acme.example", "resolved", 0],
      ["stuck-queue dispatch@freight.example", "open", 1],
    ],
  ],
];

function told(finding: Finding): Truth {
  const { recipients, users, messages } = finding.subjects;
  const who = recipients.length > 0 ? recipients : users;
  return [[finding.analyzer, ...[...who].sort()].join(" "), finding.status as Truth[1], messages.length];
}

describe.each(truths)("%s", (name, found) => {
  const analysis: Analysis = JSON.parse(readFileSync(join(expectedFolder(name), "findings.json"), "utf8"));

  it("is told as a careful reader would", () => {
    expect(analysis.findings.map(told).sort()).toEqual([...found].sort());
  });

  it("is read nearly whole", () => {
    const { lines, unrecognised } = analysis.coverage;
    expect(unrecognised / lines).toBeLessThan(0.01);
  });
});
