/** Logins, users of the system and local parts that stand without a domain. */
import type { Known } from "./known.ts";
import type { Mode } from "./mode.ts";
import { ORDINARY_WORDS } from "./words.ts";

const WORD = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.+-]*[\p{L}\p{N}_])?/gu;
const PARTS = /[.+_-]/;
/** Shorter names are replaced only where a name must stand. */
const LONG = 3;

/** In front of a name that cannot be a word of the log's: `imap(`, `user=<`, `A=plain:`, `=> `. */
const BEFORE_NAME =
  /(?:\w\(|<|\b(?:U|user|login|logname|ruser|set_id|username)=<?|\bA=[\w-]+:|(?:=>|->|==|\*\*|>>|\*>) )$/;
const AFTER_NAME = /^(?:[)>,;:"']|\s|$)/;
/** In front of a folder that is somebody's: a domain (a stand-in where it is replaced) or the homes of users. */
const BEFORE_FOLDER = /(?:\uE101|\/(?:home|users|vmail|vhosts)|\/[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)\/$/u;
const AFTER_FOLDER = /^(?:[/'"`)>,;:]|\s|$)/;
/** In our own sentences a name is a value that is told: "by marie", "(marie)". */
const BEFORE_VALUE = /(?:^|[('"`]|\b(?:by|user|users|for) )$/;
const AFTER_VALUE = /^(?:[)'"`.,;:]|\s|$)/;

export function bareNames(text: string, known: Known, mode: Mode, replace: (name: string) => string): string {
  if (known.users.size === 0) return text;
  const isName = (word: string) => known.users.has(word.toLowerCase());
  return text.replace(WORD, (word, at: number) => {
    const around = () =>
      [text.slice(Math.max(0, at - 40), at), text.slice(at + word.length, at + word.length + 1)] as const;
    if (isName(word)) return isMeant(word, mode, around) ? replace(word) : word;
    if (mode === "own" || !PARTS.test(word)) return word;
    return word
      .split(/([.+_-])/)
      .map((part) => (part.length >= LONG && isName(part) && !isWord(part) ? replace(part) : part))
      .join("");
  });
}

const isWord = (name: string) => ORDINARY_WORDS.has(name.toLowerCase()) || /^\d+$/.test(name);

function isMeant(name: string, mode: Mode, around: () => readonly [before: string, after: string]): boolean {
  const isSure = !isWord(name) && name.length >= LONG;
  if (mode !== "own" && isSure) return true;
  const [before, after] = around();
  if (BEFORE_FOLDER.test(before) && AFTER_FOLDER.test(after)) return true;
  if (BEFORE_NAME.test(before) && AFTER_NAME.test(after)) return true;
  return isSure && BEFORE_VALUE.test(before) && AFTER_VALUE.test(after);
}
