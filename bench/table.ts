/** Findings as Markdown, for the terminal, results.md and docs/performance.md. Pure. */
import type { Figure, Finding, Machine, Verdict } from "./figure.ts";

/** `Intel Xeon, 2 cores, 24 GiB, Linux 6.1, Node 20.20.2` */
export function machineText({ cpu, cores, memoryGiB, kernel, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel}, Node ${node}`;
}

/** What each part found, under its name. */
export function tablesByPart(findings: readonly Finding[]): string {
  const parts = [...new Set(findings.map(({ part }) => part))];
  return parts.map((part) => `### ${part}\n\n${tables(findings.filter((one) => one.part === part))}`).join("\n\n");
}

/** Figures, then the promises held against them. */
export function tables(findings: readonly Finding[]): string {
  const figures = findings.filter((one): one is Figure => one.type === "figure");
  const verdicts = findings.filter((one): one is Verdict => one.type === "verdict");
  return [figures.length > 0 ? figureTable(figures) : "", verdicts.length > 0 ? verdictTable(verdicts) : ""]
    .filter((table) => table !== "")
    .join("\n\n");
}

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(
    (figure) =>
      `| \`${figure.what}\`${figure.jobs === null ? "" : ` \`--jobs ${figure.jobs}\``} | ${figure.log}, ${sizeText(figure.bytes)} | ${figure.seconds.toFixed(2)} | ${figure.cpuSeconds.toFixed(2)} | ${(figure.bytes / 1e6 / figure.seconds).toFixed(0)} | ${(figure.lines / 1e6 / figure.seconds).toFixed(2)} | ${figure.peakMB ?? ""} |`,
  );
  return [
    "| what | log | seconds | CPU seconds | MB/s | million lines/s | peak MB |",
    "|---|---|---:|---:|---:|---:|---:|",
    ...rows,
  ].join("\n");
}

function verdictTable(verdicts: readonly Verdict[]): string {
  const word = ({ held }: Verdict) => (held === null ? "not looked at" : held ? "held" : "**not held**");
  return [
    "| promise | log | measured | |",
    "|---|---|---|---|",
    ...verdicts.map((one) => `| ${one.promise} | ${one.log} | ${one.measured} | ${word(one)} |`),
  ].join("\n");
}

function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${Number((bytes / 1e9).toPrecision(3))} GB` : `${Number((bytes / 1e6).toPrecision(3))} MB`;
}
