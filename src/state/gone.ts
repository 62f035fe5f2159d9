/** Logs of which there is no file any more, and files that are not what they were. */
import { logName, rotationAge } from "../engine/log-name.ts";
import type { Source } from "../engine/source.ts";
import { openFile } from "../engine/source-open.ts";
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

/** The end of a file that is gone, as a file. */
export function restOf(log: StoredLog): KnownLog | undefined {
  if (log.rest === null || log.rest === "" || log.isWhole) return undefined;
  const rest = Buffer.from(log.rest, "base64");
  const { name, dev, ino, id } = log;
  const file = { path: name, dev, ino, compressed: false, rest };
  const source = {
    id,
    name,
    log: logName(name),
    forced: log.forced ?? undefined,
    size: log.position + rest.length,
    time: null,
    head: rest,
    file,
    open: (notes: Parameters<Source["open"]>[0]) => openFile(file, notes),
  };
  return { source, stored: log };
}

/** Whether another text stands in the very file of a log: what was there comes back under no name. */
export function isReplaced({ source }: Pick<KnownLog, "source">, logs: readonly KnownLog[]): boolean {
  return logs.some(({ source: { file } }) => file?.ino === source.file?.ino && file?.dev === source.file?.dev);
}

/** Said once: by the run that notices it. That rotation removes what is old, and was read to its end, is nothing to say. */
export function disappearance({ name, isGone, isWhole, rest, account }: StoredLog): readonly string[] {
  if (isGone || account.lines + (rest?.length ?? 0) === 0) return [];
  if (rotationAge(name) > 0 && (isWhole || rest === "")) return [];
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
