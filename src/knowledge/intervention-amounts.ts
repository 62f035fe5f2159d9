/** Counts and sizes as an operator writes them. */
import type { Read } from "./intervention-times.ts";

const UNITS = "kmgt";

/**
 * A size in bytes: `173 MB`, `1.3 GB`, `1.3 GiB`, `76M`, `1,395,104,500 bytes`, `1395104500`.
 *
 * KB, MB and GB are read as powers of 1024, like KiB, MiB and GiB: operators copy them from `ls -h` and `du -h`, and
 * Dovecot's settings (`vsz_limit = 2G`) mean them so.
 */
export function readSize(text: string): Read<number> {
  const parts = /^~?\s*(\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:([kmgt])(?:i?b)?|b|bytes?)?$/i.exec(text.trim());
  const bytes =
    Number((parts?.[1] ?? "x").replaceAll(",", "")) * 1024 ** (UNITS.indexOf(parts?.[2]?.toLowerCase() ?? "-") + 1);
  return Number.isSafeInteger(Math.round(bytes))
    ? { value: Math.round(bytes) }
    : { problem: `"${text}" is not a size; write 173 MB, 1.3 GB or a number of bytes` };
}

/** A whole number: `4`, `1,204`. */
export function readCount(text: string): Read<number> {
  return /^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})$/.test(text)
    ? { value: Number(text.replaceAll(",", "")) }
    : { problem: `"${text}" is not a whole number` };
}
