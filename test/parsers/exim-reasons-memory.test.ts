/** What a reason means is remembered, and not the log that it stood in. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { classifyReason } from "../../src/parsers/exim-reasons.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const SIZE = 500_000;
const CHUNKS = 100;

/** A reason that stands in a large text, as a piece of it: V8 keeps the whole of that as long as the piece. */
function pieceOfChunk(number: number): string {
  const word = `unheardofthing${String.fromCharCode(97 + (number % 26), 97 + Math.floor(number / 26))}`;
  const text = `${word} ${word} ${word}`;
  const chunk = Buffer.alloc(SIZE, 32);
  chunk.write(text, "latin1");
  return chunk.toString("latin1").slice(0, text.length);
}

it("a text that comes again holds nothing of the chunks that it was in", () => {
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 3; round++)
    for (let number = 0; number < CHUNKS; number++) {
      // Nobody looks at its words: that would write them out in one piece.
      expect(classifyReason(null, null, pieceOfChunk(number)).family).toBe("other");
    }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * SIZE);
}, 30_000);
