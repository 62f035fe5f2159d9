import { expect, test } from "vitest";
import { openInHeap } from "../../src/cli/open-in-heap.ts";

const MB = 1024 * 1024;

test.each([
  ["what --max-old-space-size=64 comes to", 112 * MB, 6144],
  ["no room at all", 16 * MB, 100],
  ["a quarter of a gigabyte", 240 * MB, 22_528],
  ["as much as is kept anyhow", 4144 * MB, undefined],
])("messages that a heap can keep: %s", (_, limit, most) => expect(openInHeap(limit)).toBe(most));
