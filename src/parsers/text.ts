/** Fields are slices of a chunk decoded as latin1; what a person reads is decoded late, here. */

/** Strict, so that text which is not UTF-8 stays as it was logged. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A logged text re-read as UTF-8 where its bytes are valid UTF-8; otherwise the text as it stands (latin1). */
export function utf8(text: string): string {
  return isAscii(text) ? text : decoded(text);
}

function decoded(text: string): string {
  // A sign of this program's own ("…") stands between logged texts.
  return isBytes(text) ? decodedBytes(text) : text.replace(/[\0-\xff]+/g, decodedBytes);
}

function isBytes(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}

function decodedBytes(text: string): string {
  try {
    return decoder.decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

/** A logged text that was cut at `cap` bytes, without the character of UTF-8 that the cut went through. */
export function untorn(text: string, cap: number): string {
  if (text.length < cap) return text;
  // Of up to four bytes; all but the first are 10xxxxxx, and the first says how many there are.
  for (let from = text.length - 1; from >= Math.max(0, text.length - 3); from--) {
    const byte = text.charCodeAt(from);
    if (byte >= 0x80 && byte < 0xc0) continue;
    const length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf8 ? 4 : 1;
    return length > text.length - from ? text.slice(0, from) : text;
  }
  return text;
}

/** A logged text in lower case: of ASCII letters only. Among latin1's are bytes of UTF-8, which would be others then. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower === text) return text;
  return isAscii(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** A logged text without the blanks around it. What `trim` takes for one (0xa0) may be a byte of UTF-8. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13);

const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", v: "\v", f: "\f" };

/**
 * Undoes Exim's escapes (string_printing(): `\n`, `\t`, `\ooo` in octal; subjects and C= also `\"` and `\\`) and
 * decodes the bytes as UTF-8. Outside of subjects and C= Exim does not double a backslash: `\\` stays ambiguous there.
 */
export function unescaped(text: string): string {
  if (!text.includes("\\")) return utf8(text);
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character !== "\\") {
      out += character;
      continue;
    }
    const octal = text.slice(at + 1, at + 4);
    const next = text.charAt(at + 1);
    if (isOctalByte(octal)) {
      out += String.fromCharCode(Number.parseInt(octal, 8));
      at += 3;
    } else if (next === "\\" || next === '"') {
      out += next;
      at += 1;
    } else if (Object.hasOwn(CONTROLS, next)) {
      out += CONTROLS[next];
      at += 1;
    } else out += character;
  }
  return utf8(out);
}

function isOctalByte(digits: string): boolean {
  const byte = [...digits].every((digit) => digit >= "0" && digit <= "7") ? Number.parseInt(digits, 8) : 256;
  return digits.length === 3 && byte < 256;
}
