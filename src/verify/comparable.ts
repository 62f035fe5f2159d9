import { utf8 } from "../parsers/index.ts";
import { maskSecrets } from "../parsers/secrets.ts";
import { visible } from "../report/visible.ts";

/** A text without its white space and with nothing unseen in it: what wrapping, pasting and printing leave of a line. */
export function comparable(text: string): string {
  // a tab that a report shows as such was white space, too
  return visible(text.replace(/\s+/g, "")).replaceAll("\\u{9}", "");
}

/** The same of a line as it stands in a log (latin1); passwords are masked as reports mask them. */
export function comparableLine(latin1: string): string {
  return comparable(utf8(maskSecrets(latin1)));
}
