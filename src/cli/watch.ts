import { defineCommand } from "./command.ts";
import { watchOptions } from "./watch-options.ts";

/** `watch`: follows live logs and says what opens, changes and is over. */
export const watchCommand = defineCommand({
  name: "watch",
  takes: "files",
  describe: "Follow live logs and print what opens, changes and is over; executes nothing",
  options: watchOptions,
  examples: [
    ["watch", "The logs in their usual places, every five seconds"],
    ["watch --once --fail-on critical --state /var/lib/mailmortem/state", "For cron or Nagios: reads what is new"],
  ],
  run: async (args, signal) => {
    const { runWatch } = await import("./watch-run.ts");
    return runWatch(args, signal);
  },
});
