/** What it means that only a share of the messages was kept: one text, printed by warnings and by reports. */

/** One message in `oneIn` was kept, for more than `maxOpen` were open or in trouble at once. */
export interface Sampled {
  readonly oneIn: number;
  readonly maxOpen: number;
}

/**
 * A fault that hurt fewer messages may be missing. Of three times as many as one stands for none is kept in one case of
 * twenty: (1 - 1/n)^3n is 0.05.
 */
const mayMiss = ({ oneIn }: Sampled): number => 3 * oneIn;

/** What the reader must know before believing figures, lists, or that there is no other fault. */
export function sampledText(sampled: Sampled): string {
  const [kept, most, missed] = [sampled.oneIn, sampled.maxOpen, mayMiss(sampled)].map((n) => n.toLocaleString("en-US"));
  return [
    `More than ${most} ${sampled.maxOpen === 1 ? "message was" : "messages were"} open or in trouble at once: 1 in ${kept} of them was kept.`,
    `Numbers of messages are estimates, what was kept times ${kept}; lists, and what is counted in a list, are of those that were kept.`,
    `A fault that hurt fewer than about ${missed} messages may be missing altogether, and so may the worst one; first errors and longest waits are those of messages that were kept.`,
    "A larger --max-open keeps more of them, at some 4 kB of memory each.",
  ].join(" ");
}
