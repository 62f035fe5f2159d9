import { COLONS, canonicalIp4, canonicalIp6, DOTTED } from "./ip.ts";
import type { Known } from "./known.ts";

/** What stands before a version that has four parts, as Dovecot's have. */
const VERSION_BEFORE = /(?:\bv|\bversion |\bDovecot |\bExim |\bOpenSSL |\bGnuTLS )$/i;
const DASHED = /(?<![\d-])\d{1,3}(?:-\d{1,3}){3}(?![\d-])/g;

/**
 * Replaces addresses of both families: alone, with a port behind them (`192.0.2.7.25`), reversed (`7.2.0.192.in-addr.arpa`),
 * and known ones with dashes in the name of a host.
 *
 * @param versions texts that look like addresses and are none: `2.3.19.1`
 */
export function ipAddresses(
  text: string,
  known: Known,
  versions: ReadonlySet<string>,
  replace: (ip: string) => string,
): string {
  if (!/\d[.-]\d|:[\dA-Fa-f:]/.test(text)) return text;
  return text
    .replace(COLONS, (run) => sixth(run, known, replace))
    .replace(DOTTED, (run, at: number, whole: string) => {
      const isVersion = versions.has(run) || VERSION_BEFORE.test(whole.slice(Math.max(0, at - 10), at));
      return isVersion && !known.ips.has(run) ? run : fourth(run, known, replace);
    })
    .replace(DASHED, (run) => {
      const parts = run.split("-");
      const ip = [parts, [...parts].reverse()].map((one) => one.join(".")).find((one) => isKnown(one, known));
      return ip === undefined ? run : replace(ip);
    });
}

function isKnown(text: string, known: Known): boolean {
  const canonical = canonicalIp4(text);
  return canonical !== null && known.ips.has(canonical);
}

function fourth(run: string, known: Known, replace: (ip: string) => string): string {
  const parts = run.split(".");
  if (parts.length === 4) {
    const reversed = [...parts].reverse().join(".");
    if (!isKnown(run, known) && isKnown(reversed, known)) return replace(reversed);
    return canonicalIp4(run) === null ? run : replace(run);
  }
  const head = parts.slice(0, 4).join(".");
  return isKnown(head, known) ? `${replace(head)}.${parts.slice(4).join(".")}` : run;
}

function sixth(run: string, known: Known, replace: (ip: string) => string): string {
  if (canonicalIp6(run) !== null) {
    const withPort = /^(.*):(\d{1,5})$/.exec(run);
    const canonical = canonicalIp6(run) ?? "";
    const head = withPort?.[1] ?? "";
    if (!known.ips.has(canonical) && known.ips.has(canonicalIp6(head) ?? ""))
      return `${replace(head)}:${withPort?.[2]}`;
    return replace(run);
  }
  // `2001:db8::7: Connection refused`, `ip:2001:db8::7`
  const inner = /^(:?)(.*?)(:?)$/.exec(run);
  const [, before = "", middle = "", after = ""] = inner ?? [];
  return (before !== "" || after !== "") && canonicalIp6(middle) !== null ? `${before}${replace(middle)}${after}` : run;
}
