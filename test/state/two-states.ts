/** Two states that differ in every part. */
import type { ContinuedTerms } from "../../src/api/continued.ts";
import { readOn } from "../../src/api/continued.ts";
import { nothingKept } from "../../src/state/advance.ts";
import type { Stored } from "../../src/state/file.ts";

const logs = {
  a: ["fixtures/logs/host-down/exim4/mainlog"],
  b: ["fixtures/logs/frozen-bounces/exim4/mainlog", "fixtures/logs/frozen-bounces/dovecot.log"],
};

export async function stateOf(which: keyof typeof logs, how: ContinuedTerms): Promise<Stored> {
  const { advanced } = await readOn(logs[which], nothingKept, how);
  return { terms: how.terms, kept: advanced.kept, told: { by: which } };
}
