/** How the daemons write a stranger's text into a line. A line feed would end the line: neither lets one through. */

const EXIM: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\v": "\\v",
  "\f": "\\f",
};

/** Exim's string_printing(): everything outside of printable ASCII as an escape in octal, with few letters. */
export function eximPrinted(bytes: string): string {
  return bytes.replace(/[^ -~]/g, (byte) => EXIM[byte] ?? `\\${byte.charCodeAt(0).toString(8).padStart(3, "0")}`);
}

/** A text of Exim's in double quotes: T=, C=, DN=. */
export function eximQuoted(bytes: string): string {
  return `"${eximPrinted(bytes.replace(/["\\]/g, "\\$&"))}"`;
}

/** The local part of an address that only quotes allow (RFC 5321). */
export function quotedLocalPart(bytes: string): string {
  return `"${eximPrinted(bytes.replace(/["\\]/g, "\\$&"))}"`;
}

/** Dovecot's str_sanitize(): controls as `?`; other bytes as they came. */
export function dovecotSanitised(bytes: string): string {
  return bytes.replace(/[\u0000-\u001f\u007f]/g, "?");
}

/** Bytes as they came, but for those that would end the line: other builds, syslog and the next version may write them. */
export function raw(bytes: string): string {
  return bytes.replace(/[\n\r]/g, "?");
}
