/** Which log a file is a member of. */

/** `.gz` and its kin. */
const compressed = /\.(gz|z|bz2|xz|zst|lz4)$/i;
/**
 * What rotation adds: `.1`, `-20260108`, `-20260108-1767830400`, `-1767830400`, `.2026-01-08`, `.old` (logrotate with
 * and without dateext, Exim's `%D`, newsyslog).
 */
const rotation = /(?<=.)(?:\.\d{1,4}|[-._]\d{4}-?\d\d-?\d\d(?:-?\d{2,10})?|-\d{10}|\.old)$/;
/** logrotate's `extension .log`: `dovecot-20260108.log`, `dovecot.1.log`. */
const rotationInside = /(?<=.)(?:\.\d{1,4}|[-._]\d{4}-?\d\d-?\d\d(?:-?\d{2,10})?|-\d{10})(?=\.log$)/;

/**
 * The log that a file is a member of: `mainlog.2.gz` and `old/mainlog-20260108.gz` are `mainlog`. The directory does
 * not count: rotated files are moved to other folders, and two hosts' logs are not to be read as one anyway (the same
 * message id with two arrivals gives that away).
 */
export function logName(path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  let name = path.slice(slash).replace(compressed, "");
  for (;;) {
    const shorter = name.replace(rotation, "").replace(rotationInside, "");
    if (shorter === name) return name;
    name = shorter;
  }
}

/** Of the files of one log: 0 for the one being written, more for each that is older. Numbers and dates do not mix in a set. */
export function rotationAge(path: string): number {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(compressed, "");
  const suffix = (rotation.exec(name) ?? rotationInside.exec(name))?.[0] ?? "";
  const digits = suffix.replace(/\D/g, "");
  if (digits === "") return suffix === "" ? 0 : 1;
  return digits.length <= 4 ? Number(digits) : 1e18 - Number(digits.padEnd(18, "0").slice(0, 18));
}
