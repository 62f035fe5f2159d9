/** Logs of which there is no file any more, and files that are not what they were. */
import type { StoredLog } from "./log.ts";
import { hasNews, type KnownLog } from "./match.ts";

/** A log of which there is no file. */
export function goneLog(stored: StoredLog): KnownLog {
  const { id, name, forced } = stored;
  const open = (): never => {
    throw new Error("a file that is gone cannot be opened");
  };
  const source = {
    id,
    name,
    log: name,
    forced: forced ?? undefined,
    size: null,
    time: null,
    head: null,
    file: null,
    open,
  };
  return { source, stored };
}

/** Said once: by the run that notices it. */
export function disappearance({ name, isGone, isWhole, rest, account }: StoredLog): readonly string[] {
  if (isGone || account.lines + (rest?.length ?? 0) === 0) return [];
  const unread = isWhole || rest !== null ? "" : "; lines at its end that may have belonged to a later one are lost";
  return [
    `${name}: the file that was read before is gone, and none beside it holds the same; what was read of it still counts${unread}`,
  ];
}

/** A compressed file that was read whole, and is another one now. */
export function changes({ source, stored }: KnownLog): readonly string[] {
  const { file, size, name } = source;
  if (stored === null || hasNews(source, stored) || file?.ino !== stored.ino || size === stored.size) return [];
  return [`${name}: the compressed file has changed since it was read; what was added to it is left out`];
}
