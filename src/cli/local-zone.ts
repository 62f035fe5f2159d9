/** This machine's zone, when that can be told without `Intl`: its tables take longer to load than a small log to read. */
import { realpathSync } from "node:fs";

/**
 * `UTC`, which most servers keep, as `Intl` calls it; undefined for all else, and where only `Intl` can tell.
 *
 * @param stated by the environment: `TZ`
 * @param file the system's link into its data of zones
 */
export function localZone(stated = process.env.TZ, file = "/etc/localtime"): "UTC" | undefined {
  const name = stated ?? linked(file);
  return name === "UTC" || name === "Etc/UTC" ? "UTC" : undefined;
}

/** `Etc/UTC` for a link to `/usr/share/zoneinfo/Etc/UTC`. */
function linked(file: string): string | undefined {
  try {
    return realpathSync(file).split("/zoneinfo/").at(1);
  } catch {
    return undefined;
  }
}
