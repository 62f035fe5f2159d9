/** Names of hosts and domains: what looks like one, and where the organisation's part begins. */
import { LOCAL_NAMES, VENDORS } from "./words.ts";

/** A run of characters that may hold a name; Exim and Dovecot log internationalised ones as they came. */
export const TOKEN = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu;

const GENERIC = new Set(
  "com net org edu gov mil int info biz name pro coop arpa example test invalid local lan internal intranet home corp cloud online shop site app dev email store tech xyz".split(
    " ",
  ),
);
/** Endings of files that are countries as well. */
const FILES = new Set("gz sh pl py md so db rb js ts cc cf in ps st id sql".split(" "));
const SECOND_LEVEL = new Set("co com net org ac gov edu or ne go".split(" "));

/** `name` in lower case without the dot of the root. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.+$/, "");
}

/** Whether a word of a log is a host name by its last label; `dovecot.index.cache` and `2.3.19.1` are none. */
export function looksLikeHost(token: string): boolean {
  const labels = token.toLowerCase().split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || labels.some((label) => label === "")) return false;
  if (/^xn--/.test(last) || GENERIC.has(last)) return true;
  return (
    /^\p{Ll}{2}$/u.test(last) && !FILES.has(last) && labels.slice(0, -1).every((label) => /\p{L}\p{L}/u.test(label))
  );
}

/** How many labels at the end belong to the organisation: two, or three below `co.uk` and its kin. */
export function organisationLabels(labels: readonly string[]): number {
  const [second = "", last = ""] = labels.slice(-2);
  return last.length === 2 && SECOND_LEVEL.has(second) && labels.length > 2 ? 3 : 2;
}

/** A name that stays at every level: this machine's own, the sites of Exim, Dovecot and the panels, our pseudonyms. */
export function staysAsItIs(name: string): boolean {
  const canonical = canonicalName(name);
  if (LOCAL_NAMES.has(canonical)) return true;
  return VENDORS.has(canonical.split(".").slice(-2).join("."));
}
