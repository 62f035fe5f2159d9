/** Words of the file: the meaning of a key, and the report's prose as plain text. */
import { type InterventionKey, keyMeanings } from "../knowledge/intervention-keys.ts";
import type { LogPlace } from "../report/model.ts";
import type { Prose } from "../report/prose.ts";
import { visible } from "../report/visible.ts";
import { comment } from "./yaml-lines.ts";

/** The comment that explains a key. */
export function about(key: InterventionKey): readonly string[] {
  return comment(keyMeanings[key]);
}

/** Prose without markup, nothing unseen in it. */
export function plain(prose: Prose): string {
  return visible(prose.map((span) => ("code" in span ? span.code : span.text)).join(""));
}

/** "mainlog:1699": the file's own name, for its folder is of no use to the reader. */
export function placeName(place: LogPlace): string {
  return `${visible(place.source.split("/").at(-1) ?? place.source)}:${place.line}`;
}
