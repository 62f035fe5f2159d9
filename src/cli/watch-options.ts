/** The options of `watch`, as data. */
import type { Options } from "yargs";
import type { ArgumentsOf } from "./command.ts";
import { failOnOption } from "./fail-on.ts";
import { judgingOptions, single } from "./options.ts";

const { since: _since, until: _until, ...shared } = judgingOptions;
/** Nothing is coloured here, and no bar is shown: who gives it all the same is not refused. */
const idle = { type: "boolean", hidden: true } as const;

export const watchOptions = {
  ...shared,
  "no-progress": idle,
  color: idle,
  only: { ...shared.only, describe: "Print findings of this detector only, all alerts still; may repeat" },
  interval: { ...single("How often the logs are looked at: 0.1s to 1d"), default: "5s" },
  once: {
    type: "boolean",
    default: false,
    describe: "Look once, print all that there is, and end; a file that is named must be there",
  },
  format: {
    choices: ["text", "ndjson"] as const,
    default: "text" as const,
    requiresArg: true,
    describe: "How to print it",
  },
  prometheus: single("Write figures to this file, for node_exporter's textfile collector (ends in .prom)"),
  config: single(
    "Thresholds of alerts (default: ./mailmortem.yaml, ~/.config/mailmortem/config.yaml, /etc/mailmortem.yaml)",
  ),
  "fail-on": {
    ...failOnOption,
    describe: "With --once: exit 1 if an alert fires, or a finding is not over, that is this grave or graver",
  },
} as const satisfies Record<string, Options>;

/** What `watch` was asked for. */
export type WatchArguments = ArgumentsOf<typeof watchOptions, "live-files">;
