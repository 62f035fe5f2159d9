/**
 * Whether a run is broken text, or correct text that happens to look like it: `"«CAFÉ»"` holds the two bytes of a letter
 * of the IPA, and a French apostrophe before é those of an Armenian one. In doubt the text stays as it is.
 */
import { decoded, endOf, type Run, type Sequence } from "./sequences.ts";
import type { Reading } from "./tables.ts";

/** `sure`; `company`: only in a text that has a sure run as well; `no`. */
export type Credit = "sure" | "company" | "no";

export function creditOf(run: Run, text: string, reading: Reading): Credit {
  const credits = run.map((sequence) => creditOfOne(sequence, text, reading));
  if (credits.includes("sure") || (run.length > 1 && WORDS.test(decoded(run)))) return "sure";
  return credits.includes("company") ? "company" : "no";
}

/**
 * Two letters of one script. Correct text sets two such sequences beside each other by no chance; Armenian is left out,
 * whose first byte is the apostrophe in Mac Roman.
 */
const SCRIPTS = "Greek Cyrillic Hebrew Arabic Devanagari Bengali Thai Georgian Hangul Han Hiragana Katakana".split(" ");
const WORDS = new RegExp(SCRIPTS.map((script) => `\\p{Script=${script}}{2}`).join("|"), "u");

function creditOfOne(sequence: Sequence, text: string, reading: Reading): Credit {
  const around = { before: text.slice(Math.max(0, sequence.start - 2), sequence.start), after: text[endOf(sequence)] };
  switch (sequence.bytes.length) {
    case 2:
      return reading === "macroman" ? ofTwoInMac(sequence, text, around) : ofTwoInWestern(sequence, text, around);
    case 3:
      return ofThree(sequence, text, around) ? "sure" : "no";
    default:
      // F0 9F: pictures. Other planes hold scripts that nobody writes one letter of.
      return sequence.bytes[0] === 0xf0 && sequence.bytes[1] === 0x9f ? "sure" : "no";
  }
}

interface Around {
  /** Two characters at most. */
  readonly before: string;
  readonly after: string | undefined;
}

const LETTER = /\p{L}/u;
const isLetter = (character: string | undefined) => character !== undefined && LETTER.test(character);
const isUpper = (character: string) => LETTER.test(character) && character !== character.toLowerCase();

/** Not sign, root, florin, almost equal: first bytes of Latin letters and signs, up to U+017F. */
const MATHEMATICS = "∂∑∏π∫Ω∞µ≠≤≥±";

/** Other first bytes are quotes and dashes, which correct text puts before a letter with an accent. */
function ofTwoInMac({ start, bytes: [lead = 0] }: Sequence, text: string, { before, after }: Around): Credit {
  if (lead > 0xc5) return "no";
  // `2√π` may be mathematics; `sch√∂n` is not
  const isFormula = lead !== 0xc2 && MATHEMATICS.includes(text.charAt(start + 1));
  const inWord = isLetter(before.at(-1)) && (isLetter(after) || isLetter(before.at(-2)));
  return isFormula && !inWord ? "company" : "sure";
}

/** Whether correct text may write it behind the last letter of a word: a quote, a sign, no letter and no control. */
const endsWords = (character: string) =>
  !/[\u0080-\u009F]/.test(character) && (/[ªº]/.test(character) || !isLetter(character));

/** First bytes above C5 are capital letters, which correct text puts before a closing quote: `É»`. */
function ofTwoInWestern({ start, bytes: [lead = 0] }: Sequence, text: string, { before, after }: Around): Credit {
  if (lead > 0xc5) return "no";
  if (lead === 0xc2 || isLetter(after) || !endsWords(text.charAt(start + 1))) return "sure";
  const last = before.at(-1) ?? "";
  // "AMANHÃ»"; "A–Å»", where no word ends
  return isUpper(last) || (lead !== 0xc3 && !isLetter(last)) ? "company" : "sure";
}

/** What stands alone in ordinary text: punctuation, arrows and signs (E2), the variation selector, the byte order mark. */
function ofThree({ start, bytes: [lead, second, third] }: Sequence, text: string, { before }: Around): boolean {
  // `â€`: every dash and quote of ours begins so
  if (lead === 0xe2) return second === 0x80 || !(isLetter(before.at(-1)) && endsWords(text.charAt(start + 1)));
  return lead === 0xef && ((second === 0xb8 && third === 0x8f) || (second === 0xbb && third === 0xbf));
}
