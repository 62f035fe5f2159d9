/**
 * The one form of an IP address: `192.0.2.7` (also for `::ffff:192.0.2.7`), `2001:db8::7`; undefined when it is none.
 * A scope (`fe80::7%eth0`) is left out.
 */
export function canonicalIp(text: string): string | undefined {
  const [plain = ""] = text.split("%", 1);
  if (plain.includes(":")) return canonicalV6(plain.toLowerCase());
  return isV4(plain) ? plain.split(".").map(Number).join(".") : undefined;
}

function isV4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function canonicalV6(text: string): string | undefined {
  const groups = groupsOf(text);
  if (groups === undefined) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return groups.map((group) => group.toString(16)).join(":");
}

/** Eight numbers; a dotted tail is the last two, `::` as many zeros as are left out. */
function groupsOf(text: string): readonly number[] | undefined {
  const lastColon = text.lastIndexOf(":");
  const tail = text.slice(lastColon + 1);
  if (tail.includes(".")) {
    if (!isV4(tail)) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = tail.split(".").map(Number);
    return groupsOf(`${text.slice(0, lastColon + 1)}${(256 * a + b).toString(16)}:${(256 * c + d).toString(16)}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const all = [...left, ...right];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  const missing = 8 - all.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array<string>(missing).fill("0"), ...right].map((group) => Number.parseInt(group, 16));
}
