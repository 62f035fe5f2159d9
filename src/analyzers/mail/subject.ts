import { decoded } from "../evidence.ts";

const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", v: "\v", f: "\f" };
const isOctal = (c: string | undefined): c is string => c !== undefined && c >= "0" && c <= "7";

/**
 * A quoted field as its sender wrote it: Exim logs `\"`, `\\`, `\n` and `\303\251` (string.c: string_printing). The
 * last escape may be cut (receive.c logs 100 bytes of a subject): it is shown as logged.
 */
export function unescaped(text: string): string {
  let bytes = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    const next = text[i + 1];
    if (c !== "\\" || next === undefined) bytes += c;
    else if (isOctal(next) && isOctal(text[i + 2]) && isOctal(text[i + 3])) {
      bytes += String.fromCharCode(Number.parseInt(text.slice(i + 1, i + 4), 8) & 0xff);
      i += 3;
    } else {
      bytes += LETTERS[next] ?? next;
      i += 1;
    }
  }
  return decoded(bytes);
}
