/** Who analyses again and again in one process keeps nothing of what was analysed before. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { ledger } from "../../../src/analyzers/ledger/fold.ts";
import { run } from "../../../src/engine/run.ts";
import { dialects } from "../../../src/parsers/index.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

async function stateOf(log: string, isEager: boolean): Promise<WeakRef<object>> {
  const request = { inputs: [log], dialects, folds: [ledger], zone: "UTC", isEager };
  const { states } = await run(request as Parameters<typeof run>[0]);
  return new WeakRef(states.get(ledger));
}

it.each([
  ["read", true],
  ["settled", false],
])("a state that nobody needs any more is let go (lines are %s)", async (_, isEager) => {
  const state = await stateOf("fixtures/logs/incident-night/exim4/mainlog", isEager);
  await new Promise((resolve) => setTimeout(resolve, 10));
  collect();
  expect(state.deref()).toBeUndefined();
});
