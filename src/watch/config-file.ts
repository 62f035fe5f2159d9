/** Where the configuration of `watch` is. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { readDocumentText } from "../knowledge/read-intervention.ts";
import { type DurationReader, loadConfig } from "./config.ts";
import { defaultThresholds, type Thresholds } from "./thresholds.ts";

/** What of the surroundings tells where a configuration may be. */
export interface Surroundings {
  readonly folder: string;
  readonly home: string;
  /** `$XDG_CONFIG_HOME`. */
  readonly config: string | undefined;
  readonly system: string;
}

const present = (): Surroundings => ({
  folder: process.cwd(),
  home: homedir(),
  config: process.env.XDG_CONFIG_HOME,
  system: "/etc",
});

/** The places that are looked at, in this order. */
export function configPlaces({ folder, home, config, system }: Surroundings = present()): readonly string[] {
  const own = config === undefined || config === "" ? join(home, ".config") : config;
  return [join(folder, "mailmortem.yaml"), join(own, "mailmortem", "config.yaml"), join(system, "mailmortem.yaml")];
}

/**
 * The thresholds of the file that was named, else of the first that is in one of the usual places, else the default.
 *
 * @throws ToolError `usage` when the named file cannot be read, `document` with every mistake in one
 */
export async function readConfig(
  named: string | undefined,
  durationOf: DurationReader,
  surroundings: Surroundings = present(),
): Promise<Thresholds> {
  const file = named ?? configPlaces(surroundings).find((path) => existsSync(path));
  if (file === undefined) return defaultThresholds;
  return loadConfig(await readDocumentText(file), file, durationOf);
}
