import { DateTime, IANAZone } from "luxon";

/** The zone to print beside UTC: an IANA name or "+01:00"; null when it is UTC or not a zone. */
export function localZone(name: string): string | null {
  if (/^(?:UTC|GMT|Z|Etc\/(?:UTC|GMT|Zulu)|[+-]00:?00)$/i.test(name)) return null;
  return luxonName(name) === null ? null : name;
}

/** "2026-01-08 15:18:56" on the clocks of `zone`. */
export function local(iso: string, zone: string): string {
  const time = DateTime.fromISO(iso, { zone: luxonName(zone) ?? "utc" });
  return time.isValid ? time.toFormat(time.millisecond === 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.SSS") : iso;
}

function luxonName(name: string): string | null {
  const offset = /^(?:UTC|GMT)?([+-]\d{1,2}(?::?\d\d)?)$/i.exec(name)?.[1];
  if (offset !== undefined) return `UTC${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`;
  return IANAZone.isValidZone(name) ? name : null;
}
