/** How long messages took: most go at once, and the few that did not are the incident. */
import { scaleLinear } from "d3-scale";
import type { Delays } from "../../analyzers/analysis.ts";
import { count, duration, number } from "../format.ts";
import type { Report } from "../model.ts";
import type { Chart } from "./chart.ts";
import { span } from "./format.ts";
import { COLOUR, heading, MARK, SHEET, sheet } from "./frame.ts";
import { element, label } from "./svg.ts";

const ROW = 24;
const START = 138;

/** Messages by the time from arrival to their end; null when there is no message. */
export function delayChart(report: Report): Chart | null {
  const { delays } = report.analysis.mail;
  const groups = grouped(delays);
  const most = Math.max(0, ...groups.map((group) => group.messages));
  if (most === 0) return null;
  const title = "How long messages took";
  const description = `${figures(delays)} Time is from arrival to the end of a message, or to the end of the logs for one that is still there. A row is the messages that took so long.`;
  const x = scaleLinear([0, most], [START, SHEET.right - 30]);
  const bottom = 26 + groups.length * ROW;
  const bars = groups.flatMap(({ words, messages }, at) => {
    const y = 26 + at * ROW;
    const width = messages === 0 ? 0 : Math.max(2, x(messages) - START);
    return [
      label(words, START - 8, y + 16, { "text-anchor": "end" }),
      ...(width === 0
        ? []
        : [element("rect", { x: START, y: y + 4, width, height: ROW - 8, fill: COLOUR.blue, ...MARK })]),
      label(number(messages), START + width + 6, y + 16),
    ];
  });
  return {
    id: "delays",
    title,
    description,
    svg: sheet("delays", title, description, bottom + 8, [
      heading("Messages by the time from arrival to end", 14),
      ...bars,
      element("path", { d: `M${START},24V${bottom + 2}`, stroke: COLOUR.axis }),
    ]),
    table: {
      columns: ["Time taken", "Messages"],
      align: ["left", "right"],
      rows: groups.map(({ words, messages }) => [words, number(messages)]),
    },
  };
}

interface Group {
  readonly words: string;
  readonly messages: number;
}

/** The histogram in words, without the empty rows behind the longest. */
function grouped({ histogram }: Delays): readonly Group[] {
  const last = histogram.findLastIndex((one) => one.messages > 0);
  return histogram.slice(0, last + 1).map(({ upTo, messages }, at) => {
    const from = histogram[at - 1]?.upTo ?? null;
    return { words: between(from, upTo), messages };
  });
}

function between(from: number | null, upTo: number | null): string {
  if (from === null) return upTo === null ? "any time" : `under ${span(upTo)}`;
  if (upTo === null) return `${span(from)} or more`;
  const [low, high] = [span(from), span(upTo)];
  const sameUnit = low.split(" ")[1]?.slice(0, 3) === high.split(" ")[1]?.slice(0, 3);
  return `${sameUnit ? low.split(" ")[0] : low} to ${high}`;
}

function figures({ messages, p50, p95, max }: Delays): string {
  if (p50 === null || p95 === null || max === null) return `${count(messages, "message")}.`;
  return `${count(messages, "message")}: half took ${atMost(p50)}, 95 of 100 ${atMost(p95)}, the longest ${duration(max)}.`;
}

function atMost(ms: number): string {
  return ms < 1000 ? "under a second" : `at most ${duration(ms)}`;
}
