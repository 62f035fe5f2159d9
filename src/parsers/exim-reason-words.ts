/** What an error text says, as a grouping key and for a reader, without what differs from message to message. */
import { scanString } from "../grammar/runtime.ts";
import { keyword } from "./generated/exim-reasons.ts";

/** More words do not tell more causes apart. */
const KEY_WORDS = 12;

/** A text as a key, and for a reader. */
export interface Words {
  readonly key: string;
  readonly said: string;
}

/**
 * The words of a text, the key's in lower case; whatever holds digits, dots or signs (ids, addresses, hosts, paths) is
 * left out. Of a reply of several lines (`550-5.1.1 No such user.\n550 5.1.1 See …`; string_printing writes `\n`) as
 * many as fit whole.
 */
export function wordsIn(text: string): Words {
  const keys: string[] = [];
  const read: string[] = [];
  let used = 0;
  for (const line of text.split("\\n")) {
    const { key, said, count } = wordsOf(line);
    if (count === 0) continue;
    if (used > 0 && used + count > KEY_WORDS) break;
    used += count;
    keys.push(key);
    read.push(said);
  }
  return used === 0 ? { key: "unknown", said: "unknown" } : { key: keys.join("; "), said: read.join("; ") };
}

function wordsOf(line: string): Words & { readonly count: number } {
  const keys: string[] = [];
  const read: string[] = [];
  for (const one of line.split(" ")) {
    if (one === "") continue;
    const word = wordOf(one);
    if (keys.length === KEY_WORDS || word === undefined) {
      // what stands before the first word is an address or a code that the caller shows
      if (read.length > 0 && read.at(-1) !== LEFT_OUT) read.push(LEFT_OUT);
      if (keys.length === KEY_WORDS) break;
    } else {
      keys.push(word.toLowerCase());
      // "550-No": the code of a further line
      const at = one.indexOf(word);
      read.push(at > 3 ? one.slice(at) : one);
    }
  }
  return { key: keys.join(" "), said: read.join(" "), count: keys.length };
}

const LEFT_OUT = "…";

/** Words that were met: texts are made of the same few. */
const met = new Map<string, string>();
const MET = 2048;
const LONGEST_MET = 32;

function wordOf(one: string): string | undefined {
  const known = met.get(one);
  if (known !== undefined) return known;
  // log text holds no LF, but a caller's may: such a word is left out
  const word = one.includes("\n") ? undefined : (scanString(keyword, one) as string | undefined);
  if (word !== undefined && one.length <= LONGEST_MET && met.size < MET)
    met.set(` ${one}`.slice(1), ` ${word}`.slice(1));
  return word;
}
