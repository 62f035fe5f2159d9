/** IP addresses in running text, and one spelling for each. */

/** Dotted numbers of four parts or more: an address, an address with a port (`192.0.2.7.25`), or a version. */
export const DOTTED = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3,}(?![\d])/g;

/** What may be an IPv6 address; {@link canonicalIp6} decides. Bounded, so that a megabyte of colons costs no more than its length. */
export const COLONS = /(?<![0-9A-Za-z])[0-9A-Fa-f:]{2,45}(?:(?:\.\d{1,3}){3})?(?![0-9A-Za-z])/g;

/** `192.0.2.7` without leading zeros, or null. */
export function canonicalIp4(text: string): string | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.map(Number).join(".");
}

/** Eight groups in lower case for any spelling (RFC 5952 forms and others), an IPv4 address for a mapped one, or null. */
export function canonicalIp6(text: string): string | null {
  const halves = text.toLowerCase().split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || head === null || tail === null) return null;
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return null;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - given).fill("0"), ...tail];
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff") {
    const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return groups.join(":");
}

/** Groups of one half without zeros in front; null when it is none. */
function groupsOf(half: string): readonly string[] | null {
  if (half === "") return [];
  const groups = half.split(":");
  const last = groups.at(-1) ?? "";
  if (last.includes(".")) {
    const four = canonicalIp4(last)?.split(".").map(Number);
    if (four === undefined) return null;
    const [a = 0, b = 0, c = 0, d = 0] = four;
    groups.splice(-1, 1, (a * 256 + b).toString(16), (c * 256 + d).toString(16));
  }
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => group.replace(/^0+(?=.)/, ""))
    : null;
}

/** One spelling of an address of either family, without brackets; null for anything else. */
export function canonicalIp(text: string): string | null {
  const bare = text.replace(/^\[?(?:IPv6:)?/i, "").replace(/\]$/, "");
  return canonicalIp4(bare) ?? canonicalIp6(bare);
}

/** Loopback and "any": the same on every machine. */
export function saysNothing(canonical: string): boolean {
  return /^127\.|^0\.0\.0\.0$|^(?:0:){7}[01]$/.test(canonical);
}
