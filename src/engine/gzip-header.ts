/** The header of a gzip member, RFC 1952. */

/** `short`: more bytes are needed; `none`: no gzip member begins here. */
export type HeaderLength = number | "short" | "none";

const hasChecksum = 2;
const hasExtra = 4;
const hasName = 8;
const hasComment = 16;

/** How many bytes of `bytes` are the header of a member that begins with the first one. */
export function gzipHeaderLength(bytes: Uint8Array): HeaderLength {
  const magic = [0x1f, 0x8b, 8];
  if (magic.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return "none";
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & hasExtra) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [hasName, hasComment]) {
    if ((flags & flag) === 0) continue;
    const end = at < bytes.length ? bytes.indexOf(0, at) : -1;
    if (end < 0) return "short";
    at = end + 1;
  }
  if ((flags & hasChecksum) !== 0) at += 2;
  return at <= bytes.length ? at : "short";
}
