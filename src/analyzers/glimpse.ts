/** Asks a glimpse for its fields. Slots: src/parsers/glimpse.ts. */
import type { Glimpse } from "../engine/fold.ts";
import { glimpseHead } from "../parsers/glimpse.ts";

/** What of a glimpse is asked for: one of another record is as good while its batch lasts. */
export type Fields = Pick<Glimpse, "words" | "bytes" | "record">;

export function hasField({ words, record }: Fields, slot: number): boolean {
  return words[record + slot] !== 0;
}

/** Offset of the first byte in `bytes`. */
export function fieldBegin({ words, record }: Fields, slot: number): number {
  return words[record + slot] ?? 0;
}

/** Offset behind the last byte. */
export function fieldEnd({ words, record }: Fields, slot: number): number {
  return words[record + slot + 1] ?? 0;
}

/** A field's text as latin1: a copy. */
export function fieldText({ words, bytes, record }: Fields, slot: number): string {
  return bytes.toString("latin1", words[record + slot], words[record + slot + 1]);
}

/** The same; null for a field that is not there. */
export function fieldTextOrNull(fields: Fields, slot: number): string | null {
  return hasField(fields, slot) ? fieldText(fields, slot) : null;
}

/** The number in a field; null for a field that is not there. */
export function fieldNumberOrNull(fields: Fields, slot: number): number | null {
  return hasField(fields, slot) ? Number(fieldText(fields, slot)) : null;
}

/** Whether a field that is there begins with these bytes. */
export function fieldBegins({ words, bytes, record }: Fields, slot: number, start: Uint8Array): boolean {
  const from = words[record + slot] ?? 0;
  const to = words[record + slot + 1] ?? 0;
  if (to - from < start.length) return false;
  for (let at = 0; at < start.length; at++) if (bytes[from + at] !== start[at]) return false;
  return true;
}

/** Offset of the line's first byte. */
export function lineBegin({ words, record }: Fields): number {
  return words[record + glimpseHead.begin] ?? 0;
}

/** Offset of the line's LF. */
export function lineEnd({ words, record }: Fields): number {
  return words[record + glimpseHead.end] ?? 0;
}

/** The whole line, without its LF, as latin1: a copy. */
export function lineText(fields: Fields): string {
  return fields.bytes.toString("latin1", lineBegin(fields), lineEnd(fields));
}

/** Offset of the last `@` of an address; -1 when there is none. */
export function atSign(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (bytes[at] === 64) return at;
  return -1;
}
