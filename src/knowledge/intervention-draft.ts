/** An intervention.yaml before the logs are read: its findings are names that nobody has met yet. */
import type { Intervention, StatedPlace } from "./intervention.ts";

/** A finding as it was named, and where. */
export interface FindingReference {
  readonly name: string;
  readonly at: StatedPlace;
}

/** An intervention.yaml as it was read, before its names of findings are bound to the findings of logs. */
export interface InterventionDraft {
  /** All that was stated; `issues[].findings` and `actions[].resolves` as they were written. */
  readonly stated: Intervention;
  /** Each finding that is named in it, in the order of the lists. */
  readonly references: readonly FindingReference[];
}
