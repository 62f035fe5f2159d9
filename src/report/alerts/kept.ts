/** Alarms on single messages, when only a share of them was kept: none is said to have been silent. */
import { isSampled } from "../kept.ts";
import type { Alert } from "../model.ts";
import { prose } from "../prose.ts";
import type { Scene } from "./alert.ts";

type Alarm = (scene: Scene) => Alert;

/**
 * The same alarm, which does not deny what it cannot know.
 *
 * @param doubt what to say behind one that would have spoken.
 */
export function ofMessages(
  alarm: Alarm,
  doubt = "the first among the messages that were kept; there may be an earlier one",
): Alarm {
  return (scene) => {
    const alert = alarm(scene);
    if (!isSampled(scene.analysis) || alert.result === "unseen") return alert;
    return alert.result === "fired"
      ? { ...alert, says: [...alert.says, { text: ` (${doubt})` }] }
      : { ...alert, result: "unknown", says: prose("Nothing among the messages that were kept.") };
  };
}
