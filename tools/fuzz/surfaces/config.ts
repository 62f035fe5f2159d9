/** `watch --config`: a changed configuration is refused with its place, or its thresholds are numbers. */
import { durationOf } from "../../../src/cli/time.ts";
import { loadConfig } from "../../../src/watch/config.ts";
import { alertNames } from "../../../src/watch/thresholds.ts";
import { mutateDocument } from "../document-mutate.ts";
import { mistakeFaults } from "../mistakes.ts";
import type { Surface } from "../surface.ts";

const whole = `# thresholds of alerts
alerts:
  oldest-queued: { warning: 30m, critical: 2h }
  queued:
    warning: 200
    critical: 1000
  frozen: { warning: 20, critical: off }
  paniclog-lines: { warning: 1 }
  taint-errors: { critical: off }
  auth-failures-per-hour:
    warning: off
`;

export const surface: Surface = {
  make: (random) => ({ yaml: mutateDocument(whole, random) }),
  judge({ yaml = "" }) {
    try {
      const thresholds = loadConfig(yaml, "c.yaml", durationOf);
      const values = alertNames.flatMap((name) => [thresholds[name].warning, thresholds[name].critical]);
      const strange = values.filter((value) => value !== null && !(Number.isSafeInteger(value) && value >= 1));
      return strange.map((value) => `threshold that is no amount: ${value}`);
    } catch (error) {
      return mistakeFaults(error, "c.yaml");
    }
  },
};
