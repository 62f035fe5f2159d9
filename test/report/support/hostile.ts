import * as fc from "fast-check";
import type { Analysis } from "../../../src/analyzers/analysis.ts";

/** What strangers write: each fragment has broken out of some Markdown cell, span or fence somewhere. */
export const FRAGMENTS: readonly string[] = [
  "|",
  "x | y",
  "\\",
  "trail\\",
  "\\|",
  "\\\\|",
  "`",
  "``",
  "```",
  "````text",
  "~~~",
  "\r",
  "\n",
  "\r\n# forged",
  "\n| a | b |\n",
  "\u2028",
  "\u2029",
  "\u000b",
  "\u000c",
  "\u0085",
  "\u0000",
  "\u001b[31m",
  "\u001b]0;x\u0007",
  "\u202e",
  "\u2066",
  "\u2069",
  "\u200b",
  "\u200d",
  "\ufeff",
  "\u00ad",
  "\u061c",
  "\u{e0041}",
  "\ud800",
  "\u00a0",
  "\u3000",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "-->",
  "</details>",
  "<script>",
  "&lt;b&gt;",
  "&#124;",
  "[c](javascript:alert(1))",
  "![p](http://evil.example/p.png)",
  "[x]: http://evil.example",
  "http://evil.example/a_b",
  "www.evil.example",
  "mailto:a@b.example",
  "a@b.example",
  "@maintainers",
  "#1",
  "!12",
  ":smile:",
  "$x$",
  "$`x`$",
  "**bold**",
  "__a__",
  "*a*",
  "_a_",
  "~~gone~~",
  "# heading",
  "- item",
  "+ item",
  "1. item",
  "2)",
  "> quote",
  "===",
  "---",
  "    code",
  "\t",
  "- [ ] task",
  "[^1]",
  "{{issue}}",
  "{{{x}}}",
  "{{&x}}",
  "{{#rows}}",
  "{{/rows}}",
  "{{>partial}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as attackers write it
  "${jndi:ldap://x}",
  "$(reboot)",
  "'; reboot; '",
  "\ue000",
  "\ue001",
  "__proto__",
  "constructor",
  "/etc/*",
  "Ünï",
  "日本",
  "é",
  " ",
  "  ",
  "",
];

/** Texts made of such fragments, and of anything at all. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** Fields whose text comes from a log. Everything else of an analysis is this program's own vocabulary. */
const FROM_LOG = new Set([
  "subject",
  "text",
  "messageId",
  "sender",
  "recipient",
  "host",
  "tls",
  "pattern",
  "example",
  "macro",
  "user",
  "mailbox",
  "file",
  "service",
  "cause",
  "said",
  "domain",
  "id",
  "parent",
  "parentReason",
  "shape",
  "sample",
  "source",
  "name",
  "role",
  "eximVersion",
  "basis",
  "sizeText",
  "vszLimitText",
  "enoughVszLimit",
  "enoughCacheMax",
  "zone",
  "dialect",
]);
const LISTS_FROM_LOG = new Set([
  "options",
  "routers",
  "transports",
  "variables",
  "disguises",
  "recipients",
  "parentRecipients",
  "messages",
  "users",
  "warnings",
  "wordings",
]);

/** The analysis with `change` applied to every text that a log can choose. */
export function tampered(analysis: Analysis, change: (text: string) => string): Analysis {
  const walk = (value: unknown, key: string, inside: string): unknown => {
    if (typeof value === "string") return logText(key, inside) ? change(value) : value;
    if (Array.isArray(value))
      return value.map((item) =>
        typeof item === "string" ? (LISTS_FROM_LOG.has(key) ? change(item) : item) : walk(item, key, inside),
      );
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name, key)]));
  };
  return walk(analysis, "", "") as Analysis;
}

function logText(key: string, inside: string): boolean {
  if (key === "basis" || key === "name") return inside === "zone" || inside === "sources";
  // the tool's own name, and the zone's name, which is checked against the zone database
  return FROM_LOG.has(key) && inside !== "tool";
}
