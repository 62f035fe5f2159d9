/** What is promised (CHANGELOG, docs/performance.md), held against figures. Pure. */
import type { Figure, Verdict } from "./figure.ts";

/** Times as fast as the others, wall time on the same file. */
const ratios: ReadonlyMap<string, number> = new Map([
  ["eximstats", 20],
  ["exigrep nosuchid", 5],
]);
export const mostMB = 400;
/** Growth of processor time over growth of size: ten times the log may take eleven times as long. */
const mostGrowth = 1.1;

const ours = ["analyze --format json", "report -o r.md"];

/** What verdicts are about. */
type Subject = Pick<Verdict, "part" | "log">;

/** Each command of ours beside each of theirs. */
export function ratioVerdicts(
  of: Subject,
  figures: readonly Figure[],
  skipped: ReadonlyMap<string, string>,
): readonly Verdict[] {
  return ours.flatMap((what) =>
    [...ratios].map(([other, least]) => {
      const promise = `\`${what}\` is at least ${least} times as fast as \`${other}\``;
      const [own, their] = [figure(figures, what), figure(figures, other)];
      if (own === undefined || their === undefined)
        return verdict(of, promise, skipped.get(other) ?? "not measured", null);
      const ratio = their.seconds / own.seconds;
      return verdict(of, promise, `${ratio.toFixed(1)} times`, ratio >= least);
    }),
  );
}

/** The largest resident set of all runs of ours. */
export function memoryVerdict(of: Subject, figures: readonly Figure[]): Verdict {
  const peaks = figures.flatMap(({ what, peakMB }) => (ours.includes(what) && peakMB !== null ? [peakMB] : []));
  const most = Math.max(...peaks);
  const promise = `peak memory is below ${mostMB} MB`;
  return peaks.length === 0
    ? verdict(of, promise, "not measured", null)
    : verdict(of, promise, `${most} MB`, most < mostMB);
}

/** From each size to the next larger one, and to the one that is ten times as large. */
export function growthVerdicts(of: Subject, figures: readonly Figure[]): readonly Verdict[] {
  return ours.flatMap((what) => {
    const sizes = figures.filter((figure) => figure.what === what).sort((a, b) => a.bytes - b.bytes);
    const pairs = sizes.flatMap((smaller, at) =>
      sizes
        .slice(at + 1)
        .filter((larger, behind) => behind === 0 || Math.round(larger.bytes / smaller.bytes) === 10)
        .map((larger) => [smaller, larger] as const),
    );
    return pairs.map(([smaller, larger]) => {
      const [size, cpu] = [larger.bytes / smaller.bytes, larger.cpuSeconds / smaller.cpuSeconds];
      const promise = `\`${what}\`: ${gigabytes(larger)} GB take at most ${(size * mostGrowth).toFixed(1)} times the processor time of ${gigabytes(smaller)} GB`;
      return verdict(of, promise, `${cpu.toFixed(1)} times`, cpu <= size * mostGrowth);
    });
  });
}

function figure(figures: readonly Figure[], what: string): Figure | undefined {
  return figures.find((one) => one.what === what);
}

function gigabytes({ bytes }: Figure): string {
  return String(Number((bytes / 1e9).toPrecision(2)));
}

function verdict(of: Subject, promise: string, measured: string, held: boolean | null): Verdict {
  return { type: "verdict", ...of, promise, measured, held };
}
