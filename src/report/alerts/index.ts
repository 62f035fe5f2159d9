/** When this night would have been noticed: what each alarm would have said, and when somebody saw it. */
import type { Analysis } from "../../analyzers/analysis.ts";
import type { Intervention } from "../../knowledge/intervention.ts";
import type { HostNames } from "../host.ts";
import { inputsOf } from "../inputs.ts";
import type { Alert, Detection, Issue } from "../model.ts";
import type { Scene } from "./alert.ts";
import { anyMapFailure, anyTaint, authFailures, diskSpace, dovecotMemory, panicLog } from "./faults.ts";
import { ofMessages } from "./kept.ts";
import { noticed } from "./noticed.ts";
import { anyFrozen, queueAge, queueLength } from "./queue.ts";

/** Those that tell trouble early first, then those that people usually have. */
const ALERTS: readonly ((scene: Scene) => Alert)[] = [
  ofMessages(queueAge),
  panicLog,
  ofMessages(anyTaint),
  ofMessages(anyFrozen),
  anyMapFailure,
  authFailures,
  ofMessages(queueLength, "an estimate"),
  dovecotMemory,
  diskSpace,
];

/** Judged by the logs alone; the operator's word counts only for when somebody noticed. */
export function detectionOf(
  analysis: Analysis,
  issues: readonly Issue[],
  intervention: Intervention | null,
  host: HostNames,
): Detection {
  const scene: Scene = { analysis, host, ...inputsOf(analysis) };
  return { ...noticed(analysis, issues, intervention), alerts: ALERTS.map((alert) => alert(scene)) };
}
