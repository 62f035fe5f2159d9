/** Fields are slices of a chunk decoded as latin1; what a person reads is decoded late, here. */

/** Strict, so that text which is not UTF-8 stays as it was logged. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A logged text re-read as UTF-8 where its bytes are valid UTF-8; otherwise the text as it stands (latin1). */
export function utf8(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return decoded(text);
  }
  return text;
}

function decoded(text: string): string {
  try {
    return decoder.decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

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
