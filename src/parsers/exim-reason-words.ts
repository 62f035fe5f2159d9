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
  if (!text.includes("\\n")) {
    const words = wordsOf(text);
    return words.count === 0 ? UNKNOWN : words;
  }
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
  return used === 0 ? UNKNOWN : { key: keys.join("; "), said: read.join("; ") };
}

const UNKNOWN: Words = { key: "unknown", said: "unknown" };

/** Joined as it goes: texts are many, and lists of words would be made for nothing else. */
function wordsOf(line: string): Words & { readonly count: number } {
  let [key, said, count] = ["", "", 0];
  let isLeftOut = false;
  for (let from = 0, to = 0; from < line.length; from = to + 1) {
    to = line.indexOf(" ", from);
    if (to < 0) to = line.length;
    if (to === from) continue;
    const one = line.slice(from, to);
    const word = wordOf(one);
    if (count === KEY_WORDS || word === undefined) {
      // what stands before the first word is an address or a code that the caller shows
      if (said !== "" && !isLeftOut) said += ` ${LEFT_OUT}`;
      isLeftOut = true;
      if (count === KEY_WORDS) break;
      continue;
    }
    const at = one.indexOf(word);
    // "550-No": the code of a further line
    const shown = at > 3 ? one.slice(at) : one;
    key = count === 0 ? word.toLowerCase() : `${key} ${word.toLowerCase()}`;
    said = said === "" ? shown : `${said} ${shown}`;
    isLeftOut = false;
    count++;
  }
  return { key, said, count };
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
