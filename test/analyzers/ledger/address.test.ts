import { expect, it } from "vitest";
import { domainOf, instantOfId, localPartOf } from "../../../src/analyzers/ledger/address.ts";

it.each([
  ["marie@ACME.example", "acme.example", "marie"],
  ['"a@b"@acme.example', "acme.example", '"a@b"'],
  ["|/bin/cat", null, "|/bin/cat"],
  ["trailing@", null, "trailing"],
])("splits %s", (address, domain, local) => {
  expect([domainOf(address), localPartOf(address)]).toEqual([domain, local]);
});
it("reads the time of reception off a message id", () => {
  // 1vd7Us-000DCS-0M arrived 2026-01-06 13:53:18 UTC (fixtures/logs/incident-night)
  expect(new Date(instantOfId("1vd7Us-000DCS-0M")).toISOString()).toBe("2026-01-06T13:53:18.000Z");
});
