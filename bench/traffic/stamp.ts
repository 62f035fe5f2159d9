/** Stamps as the daemons write them by default. */
import type { Daemon } from "./recorded.ts";

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** With the blank behind it. Exim writes the year, Dovecot's own file does not. @param second since the epoch, shown as UTC */
export function stampOf(daemon: Daemon, second: number): string {
  const iso = new Date(second * 1000).toISOString();
  if (daemon === "exim") return `${iso.slice(0, 10)} ${iso.slice(11, 19)} `;
  return `${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(8, 10)} ${iso.slice(11, 19)} `;
}
