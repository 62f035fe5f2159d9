/** What a version of Dovecot can do, as far as settings depend on it. `null` is a version that the logs do not show. */

type Triple = readonly [major: number, minor: number, patch: number];

/** True if the version is known and older than `other`. */
export function dovecotVersionBefore(version: string | null, other: Triple): boolean {
  const parts = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(version ?? "");
  if (parts === null) return false;
  for (const [at, wanted] of other.entries()) {
    const have = Number(parts[at + 1] ?? 0);
    if (have !== wanted) return have < wanted;
  }
  return false;
}

/** mail_cache_max_size came with 2.3.11; Dovecot does not start with a setting that it does not know. */
export function dovecotKnowsCacheMax(version: string | null): boolean {
  return !dovecotVersionBefore(version, [2, 3, 11]);
}
