/** A refused path as a configuration writes it, and as it is written so that Exim trusts it. */
import type { TaintFacts } from "../../analyzers/facts.ts";

/**
 * `/etc/exim4/domains/${lookup{$sender_address_domain}dsearch{/etc/exim4/domains}}/ip` for a pattern with one variable
 * segment; null when the pattern is not of that kind.
 */
export function throughDsearch(facts: TaintFacts): string | null {
  const around = aroundVariable(facts);
  if (around === null) return null;
  const [directory, rest] = around;
  return `${directory}/\${lookup{${variableOf(facts)}}dsearch{${directory}}}${rest}`;
}

/** What stands before and after the one variable segment of the pattern. */
function aroundVariable(facts: TaintFacts): readonly [directory: string, rest: string] | null {
  const parts = /^(\/[^*<>]+)\/(?:\*|<[a-z]+>)(\/[^*<>]*)?$/.exec(facts.pattern ?? "");
  return parts?.[1] === undefined ? null : [parts[1], parts[2] ?? ""];
}

/** How a configuration writes the pattern: its text holds the variable, never the names that the log shows. */
export function writtenPaths(facts: TaintFacts): readonly string[] {
  const [directory, rest] = aroundVariable(facts) ?? [facts.pattern ?? "", ""];
  const variable = variableOf(facts);
  const named = facts.variables.includes(variable) || variable === "$domain" ? [variable] : [variable, "$domain"];
  const forms = named.flatMap((one) => (one.startsWith("${") ? [one] : [one, `\${${one.slice(1)}}`]));
  return forms.map((one) => `${directory}/${one}${rest}`);
}

/** The variable that Exim named, else the one that the panel's macro uses for this file. */
function variableOf(facts: TaintFacts): string {
  const named = facts.variables[0];
  if (named !== undefined && /^\$[a-z_]+$/.test(named)) return named;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Exim's own language
  if (/dkim/.test(facts.pattern ?? "")) return "${lc:${domain:$h_from:}}";
  return /smtp_relay|\/ip$/.test(facts.pattern ?? "") ? "$sender_address_domain" : "$domain";
}
