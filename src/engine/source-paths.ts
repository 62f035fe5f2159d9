/** Paths as they are given on Windows: everything behind this door sees slashes, which Node opens there as well. */

/** `C:/logs/mainlog` for `C:\logs\mainlog`; elsewhere a backslash is part of a name, or quotes a mark of a pattern. */
export function slashed(path: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" ? path.replaceAll("\\", "/") : path;
}

/** Whether a path with slashes names its place from the root, or from a drive's, on. */
export function isAbsolutePath(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return path.startsWith("/") || (platform === "win32" && /^[A-Za-z]:\//.test(path));
}

/**
 * What tells a file from all others, whatever it is called; undefined on Windows, where a file's number is longer than
 * JavaScript's are exact (Node rounds it): two files could seem to be one.
 */
export function identityOf(
  { dev, ino }: { readonly dev: number; readonly ino: number },
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return platform === "win32" ? undefined : `inode ${dev} ${ino}`;
}
