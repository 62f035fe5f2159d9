import type { Report } from "./model.ts";

/**
 * The report with each place naming its file as briefly as can be told apart: `mainlog:12` for
 * `/var/log/exim4/mainlog:12`, unless two inputs are called mainlog. The list of sources keeps the names as given.
 */
export function withShortNames(report: Report): Report {
  const names = shortNames(report.analysis.sources.map((source) => source.name));
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === "source" && typeof item === "string" ? (names.get(item) ?? item) : walk(item),
      ]),
    );
  };
  return walk(report) as Report;
}

/** How a source is called in prose: "-" is what a shell user types for standard input. */
export function sourceLabel(name: string): string {
  return name === "-" ? "standard input" : name;
}

/** Each name's shortest ending, cut at slashes, that no other name has. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)];
  return new Map(distinct.map((name) => [name, name === "-" ? "stdin" : shortest(name, distinct)]));
}

function shortest(name: string, names: readonly string[]): string {
  const parts = name.split("/");
  for (let kept = 1; kept < parts.length; kept++) {
    const ending = parts.slice(-kept).join("/");
    const others = names.filter((other) => other !== name && (other === ending || other.endsWith(`/${ending}`)));
    if (ending !== "" && others.length === 0) return ending;
  }
  return name;
}
