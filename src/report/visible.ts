/**
 * Log text is written by strangers: what the eye cannot see must not reach it as such. Controls, bidirectional marks,
 * zero-width and other ignorable characters, line and paragraph separators and lone surrogates become `\u{…}`.
 *
 * U+FE0E and U+FE0F only choose between text and picture form of an emoji; they stay.
 */
export const UNSEEN = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** No-break space, em space, ideographic space and their kin: a plain space, so that tables and words stay as they look. */
const ODD_SPACE = /\p{Zs}/gu;

/** `\u{202E}` for each character of `text` that has no glyph of its own; every odd space as a plain one. */
export function visible(text: string): string {
  return text.replace(UNSEEN, codepoint).replace(ODD_SPACE, " ");
}

/** True if `visible` would change more than spaces: the value cannot be shown as it is. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

function codepoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/** At most `max` code points of `text`; the last one is "…" when something was cut. */
export function capped(text: string, max: number): string {
  // code units bound code points from above, so short texts and 1 MB lines alike are settled without a full walk
  if (text.length <= max) return text;
  const points = [...text.slice(0, 2 * max + 2)];
  return points.length <= max ? text : `${points.slice(0, max - 1).join("")}…`;
}
