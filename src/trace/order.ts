import type { KeptLine } from "./collect.ts";

/** By time; lines of one source at the same instant as they stand there. */
export function inTime(lines: readonly KeptLine[]): KeptLine[] {
  const bySource = new Map<string, KeptLine[]>();
  for (const line of lines) {
    const there = bySource.get(line.source);
    if (there === undefined) bySource.set(line.source, [line]);
    else there.push(line);
  }
  const queues = [...bySource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, queue]) => queue.sort(byPlace));
  const heads = queues.map(() => 0);
  const sorted: KeptLine[] = [];
  while (sorted.length < lines.length) {
    let first = -1;
    let firstLine: KeptLine | undefined;
    queues.forEach((queue, at) => {
      const head = queue[heads[at] ?? 0];
      if (head === undefined || (firstLine !== undefined && !isBefore(head, firstLine))) return;
      first = at;
      firstLine = head;
    });
    if (firstLine === undefined) break;
    heads[first] = (heads[first] ?? 0) + 1;
    sorted.push(firstLine);
  }
  return sorted;
}

function byPlace(a: KeptLine, b: KeptLine): number {
  return instantOf(a) - instantOf(b) || a.offset - b.offset;
}

/** Most stamps are of a second: of two logs' lines, mail arrives, Dovecot files it, Exim hears so. */
function isBefore(a: KeptLine, b: KeptLine): boolean {
  const difference = instantOf(a) - instantOf(b);
  return difference === 0 ? rank(a) < rank(b) : difference < 0;
}

function rank({ event }: KeptLine): number {
  if (event === null) return 3;
  return event.kind === "exim.arrival" ? 0 : event.kind.startsWith("dovecot.") ? 1 : 2;
}

/** Finite, so that differences are numbers. */
function instantOf({ at }: KeptLine): number {
  return at ?? -Number.MAX_SAFE_INTEGER;
}
