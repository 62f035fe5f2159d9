import type { Taint } from "../../parsers/events.ts";
import { lowerCase } from "../../parsers/text.ts";
import { domainOf, localPartOf } from "./address.ts";
import type { Life } from "./state.ts";

/** Wordings whose value is a command or an argument: what was run is the configuration's, the value a stranger's. */
const RUNS = new Set<Taint["wording"]>(["argument", "command"]);

/** A key before folding: the path as logged, or the use and the variable; never a tainted value alone. */
export function rawTaintKey(taint: Taint): string {
  if (taint.path !== null && !RUNS.has(taint.wording)) return `path\n${taint.path}`;
  return `use\n${useOf(taint)}\n${taint.variable ?? ""}`;
}

function useOf(taint: Taint): string {
  if (RUNS.has(taint.wording)) return `exec:${firstWord(taint.use)}`;
  if (taint.use !== null) return taint.use;
  return taint.wording === "string" || taint.wording === "other" ? "" : taint.wording;
}

/** "t1 transport command" and "transport filter command": the driver's name stands first. */
function firstWord(use: string | null): string {
  if (use === null) return "?";
  if (use.startsWith("transport filter")) return "transport filter";
  const word = use.startsWith("exec:") ? use.slice("exec:".length) : use;
  const blank = word.indexOf(" ");
  return blank < 0 ? word : word.slice(0, blank);
}

/** What folding needs to know: the domains of the logs, and the local parts of one message. */
export interface Variables {
  readonly domains: ReadonlySet<string>;
  /** Domains and local parts of the message itself. */
  readonly ownDomains: ReadonlySet<string>;
  readonly localParts: ReadonlySet<string>;
}

export function variablesOf(domains: ReadonlySet<string>, life: Life | null): Variables {
  const localParts = new Set<string>();
  const ownDomains = new Set<string>();
  const learn = (address: string | null) => {
    if (address === null || address === "") return;
    localParts.add(localPartOf(address));
    const domain = domainOf(address);
    if (domain !== null) ownDomains.add(domain);
  };
  learn(life?.arrival?.sender ?? null);
  for (const listed of life?.arrival?.recipients ?? []) learn(listed);
  for (const address of life?.recipients.keys() ?? []) learn(address);
  return { domains, ownDomains, localParts };
}

/** `/etc/exim4/domains/acme.example/ip` becomes `/etc/exim4/domains/<any>/ip`, where "<any>" is `*`. */
export function foldPath(path: string, variables: Variables): string {
  const segments = path.split("/");
  return segments
    .map((segment, index) => {
      const inLastTwo = index >= segments.length - 2;
      return foldSegment(segment, (text) => isDomain(variables, text) || (inLastTwo && variables.localParts.has(text)));
    })
    .join("/");
}

function isDomain({ domains, ownDomains }: Variables, text: string): boolean {
  const lower = lowerCase(text);
  return domains.has(lower) || ownDomains.has(lower);
}

/** The longest beginning of a segment, up to a dot or its end, that is variable becomes `*`; the suffix is kept. */
function foldSegment(segment: string, variable: (text: string) => boolean): string {
  if (segment === "") return segment;
  for (let end = segment.length; end > 0; end = segment.lastIndexOf(".", end - 1)) {
    if (variable(segment.slice(0, end))) return `*${segment.slice(end)}`;
  }
  return segment;
}

/** The key of the finding that a refusal belongs to; `context` is the option that hid a value without a use. */
export function taintKey(taint: Taint, variables: Variables, context: string | null): string {
  if (taint.path !== null && !RUNS.has(taint.wording)) return foldPath(taint.path, variables);
  const use = useOf(taint);
  const parts = [use, taint.variable].filter((part) => part !== null && part !== "");
  if (parts.length > 0) return parts.join(":");
  return context ?? "(value)";
}

/**
 * A path that a log which begins too late could not fold (its sender's arrival is not in it) is folded like its
 * siblings: `/etc/exim4/domains/acme.example/ip` where another message gave `/etc/exim4/domains/<any>/ip`.
 */
export function likeSibling(path: string, patterns: ReadonlySet<string>): string {
  if (!path.startsWith("/") || path.includes("*")) return path;
  const segments = path.split("/");
  for (const pattern of patterns) {
    const others = pattern.split("/");
    if (others.length === segments.length && others.every((other, at) => fits(segments[at] ?? "", other)))
      return pattern;
  }
  return path;
}

/** A variable segment is a whole name, or a name and a kept suffix; a folder that is always there is not one. */
function fits(segment: string, pattern: string): boolean {
  if (!pattern.startsWith("*")) return segment === pattern;
  return segment.length >= pattern.length && segment.endsWith(pattern.slice(1));
}
