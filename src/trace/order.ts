import type { KeptLine } from "./collect.ts";

/** A line, and the instant that it counts at among others. */
interface Placed {
  readonly line: KeptLine;
  readonly at: number;
}

/** What clocks skip or repeat when summer time begins or ends. */
const hour = 3_600_000;

/** By time; lines of one source at the same instant as they stand there. */
export function inTime(lines: readonly KeptLine[]): KeptLine[] {
  const bySource = new Map<string, KeptLine[]>();
  for (const line of lines) {
    const there = bySource.get(line.source);
    if (there === undefined) bySource.set(line.source, [line]);
    else there.push(line);
  }
  const queues = [...bySource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, queue]) => placed(queue).sort(byPlace));
  const heads = queues.map(() => 0);
  const sorted: KeptLine[] = [];
  while (sorted.length < lines.length) {
    let first = -1;
    let firstLine: Placed | undefined;
    queues.forEach((queue, at) => {
      const head = queue[heads[at] ?? 0];
      if (head === undefined || (firstLine !== undefined && !isBefore(head, firstLine))) return;
      first = at;
      firstLine = head;
    });
    if (firstLine === undefined) break;
    heads[first] = (heads[first] ?? 0) + 1;
    sorted.push((firstLine as Placed).line);
  }
  return sorted;
}

/**
 * The lines of one source. An instant of an hour that the clocks skipped or showed twice is a guess, so such a line does
 * not come behind the one below it: `02:30 =>` was written before `03:00 Completed`, though it is read as 03:30.
 */
function placed(queue: readonly KeptLine[]): Placed[] {
  const all: Placed[] = [];
  let below = Number.NaN;
  for (const line of [...queue].sort((a, b) => b.offset - a.offset)) {
    let at = instantOf(line);
    if (line.odd && below < at && at - below <= hour) at = below;
    below = at;
    all.push({ line, at });
  }
  return all;
}

function byPlace(a: Placed, b: Placed): number {
  return a.at - b.at || a.line.offset - b.line.offset;
}

/** Most stamps are of a second: of two logs' lines, mail arrives, Dovecot files it, Exim hears so. */
function isBefore(a: Placed, b: Placed): boolean {
  const difference = a.at - b.at;
  return difference === 0 ? rank(a.line) < rank(b.line) : difference < 0;
}

function rank({ event }: KeptLine): number {
  if (event === null) return 3;
  return event.kind === "exim.arrival" ? 0 : event.kind.startsWith("dovecot.") ? 1 : 2;
}

/** Finite, so that differences are numbers. */
function instantOf({ at }: KeptLine): number {
  return at ?? -Number.MAX_SAFE_INTEGER;
}
