/** How everything that was read was counted: a sum that a reader can add up, for every line and every byte. */
import type { Coverage } from "../analyzers/analysis.ts";
import { list, number } from "./format.ts";

/** One or two plain sentences; there is no text of a log in them. */
export function accountText({ account: { lines, bytes } }: Pick<Coverage, "account">): string {
  const parts = [
    `${number(lines.recognised)} understood`,
    `${number(lines.continuation)} continuations`,
    `${number(lines.other)} of other programs`,
    `${number(lines.unrecognised)} not understood`,
  ];
  const inLines =
    bytes.leftOut === 0
      ? `all ${number(bytes.read)} in these lines`
      : `${number(bytes.inLines)} in these lines and ${number(bytes.leftOut)} behind the cut of lines that are too long make ${number(bytes.sum)} of ${number(bytes.read)}`;
  const stored = bytes.stored === bytes.read ? "" : ` (stored as ${number(bytes.stored)})`;
  return `Lines: ${list(parts)} make ${number(lines.sum)} of ${number(lines.read)}. Bytes: ${inLines}${stored}.`;
}
