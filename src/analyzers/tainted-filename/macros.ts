/**
 * Which macro of HestiaCP's Exim template builds a path. The names are those of the templates in HestiaCP's
 * install/deb/exim; the last segment of the path tells them apart.
 */
const HESTIA: readonly (readonly [segment: string, macro: string])[] = [
  ["ip", "OUTGOING_IP"],
  ["smtp_relay.conf", "SMTP_RELAY_FILE"],
  ["dkim.pem", "DKIM_FILE"],
];

/** The macro of Hestia's template behind `/etc/exim4/domains/<any>/ip`, or null. */
export function hestiaMacro(pattern: string): string | null {
  if (!pattern.startsWith("/etc/exim4/domains/")) return null;
  const last = pattern.slice(pattern.lastIndexOf("/") + 1);
  return HESTIA.find(([segment]) => segment === last)?.[1] ?? null;
}
