/** Sets of bytes as 256-bit masks. LF is in none of them: a rule must stop at the line's end. */

export type ByteSet = bigint;

const LF = 10;

/** Every byte but LF. */
export const ANY_BYTE: ByteSet = ((1n << 256n) - 1n) ^ (1n << 10n);

/** The set that holds one byte, given as its character (latin1). */
export function byteOf(character: string): ByteSet {
  return 1n << BigInt(character.charCodeAt(0));
}

/** The bytes that a character class such as `/[^ ]/` matches. */
export function bytesOf(pattern: { test(text: string): boolean }): ByteSet {
  let set = 0n;
  for (let byte = 0; byte < 256; byte++) {
    if (byte !== LF && pattern.test(String.fromCharCode(byte))) set |= 1n << BigInt(byte);
  }
  return set;
}

export function listBytes(set: ByteSet): number[] {
  const bytes: number[] = [];
  for (let byte = 0; byte < 256; byte++) if ((set >> BigInt(byte)) & 1n) bytes.push(byte);
  return bytes;
}

/** A byte of the set that a person can read, if there is one: for witnesses. */
export function sampleByte(set: ByteSet): string {
  const bytes = listBytes(set);
  const readable =
    [0x61, 0x31, 0x41].find((byte) => bytes.includes(byte)) ?? bytes.find((byte) => byte > 32 && byte < 127);
  return String.fromCharCode(readable ?? bytes[0] ?? LF);
}

/** Source of a character class for the set, such as `[\x00-\x09\x0b-\x1f]`. */
export function classSource(set: ByteSet): string {
  const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, "0")}`;
  const ranges: string[] = [];
  const bytes = listBytes(set);
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (bytes[end + 1] === (bytes[end] ?? 0) + 1) end++;
    const [low, high] = [bytes[at] ?? 0, bytes[end] ?? 0];
    ranges.push(low === high ? hex(low) : `${hex(low)}-${hex(high)}`);
    at = end + 1;
  }
  return `[${ranges.join("")}]`;
}
