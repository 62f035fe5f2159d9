/** The surfaces by name, in the order in which they are fuzzed. Each is a module that is loaded by the judging process. */
const names = [
  "explain",
  "markdown",
  "html",
  "terminal",
  "json",
  "init",
  "intervention",
  "templates",
  "verify",
  "state",
  "config",
] as const;

/** Modules by name. */
export const surfaces: ReadonlyMap<string, string> = new Map(
  names.map((name) => [name, new URL(`./surfaces/${name}.ts`, import.meta.url).href]),
);
