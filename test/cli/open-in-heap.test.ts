import { expect, test } from "vitest";
import { openInHeap } from "../../src/cli/open-in-heap.ts";

const MB = 1024 * 1024;

test.each([
  ["what --max-old-space-size=64 comes to", 112 * MB, 6144],
  ["no room at all", 16 * MB, 100],
  ["half a gigabyte", 560 * MB, 63_488],
  ["as much as is kept anyhow", 4144 * MB, undefined],
])("messages that a heap can keep: %s", (_, limit, most) => expect(openInHeap(limit)).toBe(most));
