/** What nobody in Node can do without who looks at every line. */
import { closeSync, openSync, readSync } from "node:fs";

/** The floor: reading, decoding as latin1 and finding line ends, nothing else. Returns the number of lines. */
export function readOnly(path: string): number {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  let lines = 0;
  for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) {
    const text = buffer.toString("latin1", 0, got);
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  }
  closeSync(file);
  return lines;
}
