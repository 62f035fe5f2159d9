/** `--fix-mojibake`: pasted text whose encoding was taken for another. */
import { recogniseMojibake, repairMojibake } from "../repair/index.ts";
import { visible } from "../report/visible.ts";

const NAMES = { macroman: "Mac Roman", latin1: "ISO 8859-1", "windows-1252": "Windows-1252" } as const;

/** The text as it is to be read, and what the person must know about it. */
export interface Repaired {
  readonly text: string;
  readonly note: string | null;
}

/** @param repair whether it was asked for; otherwise broken text is only recognised. */
export function repaired(text: string, file: string, repair: boolean): Repaired {
  const found = recogniseMojibake(text);
  if (found === null) return { text, note: null };
  const [sample] = found.samples;
  const example =
    sample === undefined ? "" : `, line ${sample.line}: "${visible(sample.text)}" for "${visible(sample.repaired)}"`;
  const what = `${file}: UTF-8 that was read as ${NAMES[found.encoding]} (${found.runs} places${example})`;
  return repair
    ? { text: repairMojibake(text), note: `${what}; repaired` }
    : { text, note: `${what}; --fix-mojibake repairs it` };
}
