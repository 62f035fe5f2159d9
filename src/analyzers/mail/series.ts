/** The logs' time in equal steps: what moved in each, and how the queue stood at its end. For charts and alarms. */
import type { Instant } from "../../parsers/events.ts";
import type { Series, SeriesBucket } from "../analysis.ts";
import { messagesEach } from "../estimate.ts";
import { iso } from "../evidence.ts";
import type { LedgerState } from "../ledger/state.ts";
import { type LifeView, livesOf } from "../ledger/view.ts";
import { type Counts, plus, zero } from "./counts.ts";
import type { FiguresState } from "./figures.ts";
import { minutesOf } from "./minutes.ts";

const TEN_MINUTES = 600_000;
const HOUR = 3_600_000;
const MOST_BUCKETS = 400;

/** @param from first and `to` last instant, ms; NaN gives nothing. */
export function seriesOf(ledger: LedgerState, figures: FiguresState, from: Instant, to: Instant): Series {
  const step = stepFor(to - from);
  if (Number.isNaN(from) || Number.isNaN(to) || to < from) return { step, buckets: [] };
  const first = Math.floor(from / step);
  const counts = countsByStep(figures, step, first, Math.floor(to / step));
  const queue = new QueueAtEnds(livesOf(ledger), messagesEach(ledger));
  return {
    step,
    buckets: counts.map((count, at): SeriesBucket => {
      const start = (first + at) * step;
      const { arrived, delivered, sent, deferrals, skipped, failed, logins, loginsFailed, authFailed } = count;
      const flow = { arrived, delivered, sent, deferrals, skipped, failed, logins, loginsFailed, authFailed };
      return { at: iso(start), ...flow, ...queue.at(Math.min(start + step, to + 1000)) };
    }),
  };
}

/** Ten minutes while that gives few enough buckets, else the least number of whole hours that does. */
function stepFor(length: number): number {
  if (!(length > TEN_MINUTES * (MOST_BUCKETS - 2))) return TEN_MINUTES;
  return HOUR * Math.max(1, Math.ceil(length / HOUR / (MOST_BUCKETS - 2)));
}

function countsByStep(figures: FiguresState, step: number, first: number, last: number): readonly Counts[] {
  const counts = Array.from({ length: last - first + 1 }, zero);
  for (const [at, minute] of minutesOf(figures)) {
    const bucket = Math.floor(at / step) - first;
    const held = counts[bucket];
    if (held !== undefined) counts[bucket] = plus(held, minute);
  }
  return counts;
}

/** The queue at instants that only grow. */
class QueueAtEnds {
  readonly #lives: readonly Stay[];
  readonly #each: number;
  #oldest = 0;

  /** @param each what one of them stands for. */
  constructor(views: readonly LifeView[], each: number) {
    this.#lives = views.map(stayOf);
    this.#each = each;
  }

  /** Just before `at`. */
  at(at: Instant): Pick<SeriesBucket, "waiting" | "frozen" | "oldest"> {
    // lives are in the order of arrival: who left before an instant has left before every later one
    while ((this.#lives[this.#oldest]?.unfrozenUntil ?? Number.POSITIVE_INFINITY) < at) this.#oldest++;
    let waiting = 0;
    let frozen = 0;
    let oldest: Instant | null = null;
    for (const stay of this.#lives) {
      if (stay.from >= at) break;
      if (stay.unfrozenUntil >= at) {
        waiting += this.#each;
        oldest ??= stay.from;
      } else if (stay.until >= at) frozen += this.#each;
    }
    return { waiting, frozen, oldest: oldest === null ? null : iso(oldest) };
  }
}

interface Stay {
  readonly from: Instant;
  /** First freezing, or `until`. */
  readonly unfrozenUntil: Instant;
  readonly until: Instant;
}

/** A message out of sight is taken to have left with its last line; thawing and freezing again is not told apart. */
function stayOf(view: LifeView): Stay {
  const until = view.endedAt ?? (view.waiting ? Number.POSITIVE_INFINITY : view.life.last);
  return { from: view.arrivedAt, unfrozenUntil: Math.min(until, view.life.frozen?.first ?? until), until };
}
