const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** mail_cache_max_size cannot exceed 1 GB (Dovecot 2.3.11, mail-cache-private.h: MAIL_CACHE_MAX_SIZE). */
export const CACHE_HARD_MAXIMUM = GIB;

/** "1.30 GiB", "721 MiB": the unit that the limits are counted in. */
export function binarySize(bytes: number): string {
  if (bytes >= GIB) return `${(bytes / GIB).toFixed(2)} GiB`;
  return `${(bytes / MIB).toFixed(bytes < 10 * MIB ? 2 : 0)} MiB`;
}

/** A `vsz_limit` that maps a file of this size: one and a half times, rounded up to 256 MB. Dovecot reads M as MiB. */
export function enoughVszLimit(bytes: number): string {
  return `${Math.ceil((bytes * 1.5) / (256 * MIB)) * 256}M`;
}

/** A `mail_cache_max_size` whose file fits a `vsz_limit`: two thirds of it, rounded down to 16 MB, at most 1 GB. */
export function enoughCacheMax(vszLimit: number): string {
  const fitting = Math.min((vszLimit * 2) / 3, CACHE_HARD_MAXIMUM);
  return `${Math.max(16, Math.floor(fitting / (16 * MIB)) * 16)}M`;
}
