/** Lines, one of which in some rounds has what the planted surfaces cannot take. */
import type { Random } from "../../../src/grammar/random.ts";
import type { Material } from "../../../tools/fuzz/surface.ts";

export function texts(random: Random): Material {
  const lines = Array.from({ length: 30 }, () => `line ${random.below(1000)}`);
  if (random.chance(20)) lines[random.below(lines.length)] = "so a\tb it is";
  return { text: lines.join("\n") };
}
