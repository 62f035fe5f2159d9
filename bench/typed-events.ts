/** The part of our own work that is the grammar's, inside this process. */
import { engineOptions } from "../src/api/read.ts";
import type { Fold } from "../src/engine/fold.ts";
import { run } from "../src/engine/run.ts";
import type { EventOf, Kind, MailEvent } from "../src/parsers/events.ts";
import { kinds } from "../src/parsers/kinds.ts";

/** A fold that asks for every kind and keeps nothing: what is left is the cost of typed events with their instants. */
const everything: Fold<{ events: number; sum: number }, EventOf<Kind>> = {
  id: "bench-everything",
  kinds,
  create: () => ({ events: 0, sum: 0 }),
  observe(state, event) {
    state.events++;
    state.sum += event.at;
  },
  merge(into, other) {
    into.events += other.events;
    into.sum += other.sum;
  },
  toJSON: (state) => state,
  revive: (json) => json as { events: number; sum: number },
};

/** Full typed events, instants included, through the engine: one thread. Returns the number of events. */
export async function typedEvents(path: string): Promise<number> {
  const result = await run<MailEvent>({
    ...engineOptions({ tz: "UTC", year: 2026 }),
    inputs: [path],
    folds: [everything],
  });
  const { events, sum } = result.states.get(everything);
  if (!(sum > 0) || events < result.coverage.lines * 0.99)
    throw new Error(`${path}: only ${events} of ${result.coverage.lines} lines gave events`);
  return events;
}
