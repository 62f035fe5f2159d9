import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { own } from "../../src/engine/fold.ts";

it.each(["", "a", "exactly 13 ch", "1vcABC-000abc-2X", "caf\xe9", "\u20ac and more than thirteen"])(
  "%j is kept as it is",
  (text) => {
    expect(own(text)).toBe(text);
  },
);

it("lets go of the chunk that a piece was cut from", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const kept: string[] = [];
  // Strings of a megabyte would be outside of V8's heap.
  const inUse = () => process.memoryUsage().heapUsed;
  const keep = (cut: (chunk: string) => string) => {
    kept.length = 0;
    collect();
    const before = inUse();
    for (let round = 0; round < 20; round++) kept.push(cut(Buffer.alloc(1 << 19, 97 + round).toString("latin1")));
    collect();
    return inUse() - before;
  };
  // Otherwise the second expectation proves nothing.
  expect(keep((chunk) => chunk.slice(1000, 1040))).toBeGreaterThan(8 << 20);
  expect(keep((chunk) => own(chunk.slice(1000, 1040)))).toBeLessThan(2 << 20);
});
