import { refuseWindows } from "../watch/platform.ts";
import { defineCommand } from "./command.ts";
import { watchOptions } from "./watch-options.ts";

/** `watch`: follows live logs and says what opens, changes and is over. */
export const watchCommand = defineCommand({
  name: "watch",
  takes: "live-files",
  describe: "Follow live logs and print what opens, changes and is over; executes nothing",
  options: watchOptions,
  examples: [
    ["watch", "The logs in their usual places, every five seconds"],
    ["watch --state /var/lib/mailmortem/watch", "As a service: goes on from there, and tells nothing twice"],
    ["watch --once --fail-on critical", "For cron or Nagios: prints all that there is, exit 1 if it is critical"],
  ],
  run: async (args, signal) => {
    refuseWindows();
    const { runWatch } = await import("./watch-run.ts");
    return runWatch(args, signal);
  },
});
