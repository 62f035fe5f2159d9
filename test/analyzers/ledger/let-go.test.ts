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

/**
 * Asked more than once: while a thread of V8 optimizes a function, it holds the objects that the
 * function was seen with, for a moment that has nothing to do with what we keep.
 */
async function isLetGo(state: WeakRef<object>): Promise<boolean> {
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    if (state.deref() === undefined) {
      return true;
    }
  }
  return false;
}

it.each([
  ["read", true],
  ["settled", false],
])("a state that nobody needs any more is let go (lines are %s)", async (_, isEager) => {
  const state = await stateOf("fixtures/logs/incident-night/exim4/mainlog", isEager);
  expect(await isLetGo(state)).toBe(true);
});
