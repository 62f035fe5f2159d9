/** Lines that no program's source holds: a site's configuration wrote them, or they are no log lines at all. */
import { readFileSync } from "node:fs";

interface Listed {
  /** Folders of the corpora whose name begins so. */
  readonly source: string;
  readonly is: "site" | "no-log";
  readonly reason: string;
  /** Regular expressions over the text behind the stamp and the id. */
  readonly patterns: readonly string[];
}

/** Only for measuring: nothing of it is used to read a log. */
export const siteList = JSON.parse(
  readFileSync(new URL("site-written.json", import.meta.url), "utf8"),
) as readonly Listed[];
const compiled = siteList.map((listed) => ({ ...listed, any: listed.patterns.map((pattern) => new RegExp(pattern)) }));

/** `body` is the text behind stamp and id; undefined when Exim or Dovecot may have written it. */
export function siteWritten(source: string, body: string): "site" | "no-log" | undefined {
  return compiled.find((one) => source.startsWith(one.source) && one.any.some((pattern) => pattern.test(body)))?.is;
}
