/** The night at a glance: how long each fault lasted, and which restart or action stands where it ended. */
import { count } from "../format.ts";
import type { Report } from "../model.ts";
import { TIME_AXIS, type TimeScale, timeAxis, timeScale } from "./axes.ts";
import type { Chart } from "./chart.ts";
import { period } from "./format.ts";
import { COLOUR, heading, MARK, SHEET, sheet } from "./frame.ts";
import { element, label, tenth } from "./svg.ts";
import { drawLanes, LANE_LEFT } from "./timeline-lanes.ts";
import { actionMarks, daemonMarks, type FaultRow, faultRows, type Mark, timelineTable } from "./timeline-rows.ts";

const MOST_FAULTS = 12;
const TOP = 42;
const ROW = 36;
/** Left free behind the last instant: for arrows, rings and numbers of actions. */
const ROOM = 30;
/** Width of the sheet for wide places; its plot ends as far from the edge as on the other. */
const WIDE = 760;

/** Faults as bars above lanes for daemons and actions; null without a fault. */
export function timelineChart(report: Report): Chart | null {
  const faults = faultRows(report);
  if (faults.length === 0) return null;
  const { from, to } = bounds(report, faults);
  const daemons = daemonMarks(report);
  const actions = actionMarks(report);
  const inside = [...daemons, ...actions].filter((mark) => mark.at >= from && mark.at <= to);
  const title = "Faults, restarts and actions over time";
  const description = words(faults, daemons.length, actions.length, period(from, to));
  const drawn = (id: string, width: number) => {
    const { height, body } = picture(faults, inside, from, to, width);
    return sheet(id, title, description, height, body, width);
  };
  return {
    id: "timeline",
    title,
    description,
    svg: drawn("timeline", SHEET.width),
    wide: drawn("timeline-wide", WIDE),
    table: timelineTable(faults, [...daemons, ...actions]),
  };
}

/** What stands on a sheet of this width. */
function picture(faults: readonly FaultRow[], marks: readonly Mark[], from: number, to: number, width: number) {
  const right = width - (SHEET.width - SHEET.right);
  const beyond = ((to - from) * ROOM) / (right - LANE_LEFT - ROOM);
  const x = timeScale(from, to + beyond, LANE_LEFT, right);
  const shown = fitting(faults);
  const rows = TOP + shown.length * ROW;
  const rest = faults.filter((fault) => !fault.consequence && !shown.includes(fault)).length;
  const more = rest > 0 ? [label(`and ${count(rest, "more issue")}`, 4, rows + 12)] : [];
  const lanes = drawLanes(marks, rows + (rest > 0 ? 22 : 4), x);
  const body = [
    legend(),
    ...shown.map((fault, at) => draw(fault, TOP + at * ROW, x, to)),
    ...more,
    lanes.svg,
    timeAxis(x, lanes.bottom),
  ];
  return { height: lanes.bottom + TIME_AXIS + 2, body };
}

/** As many whole issues as there is place for. */
function fitting(faults: readonly FaultRow[]): readonly FaultRow[] {
  const beyond = faults[MOST_FAULTS];
  return beyond === undefined ? faults : faults.slice(0, MOST_FAULTS).filter(({ issue }) => issue < beyond.issue);
}

function words(all: readonly FaultRow[], daemons: number, actions: number, when: string): string {
  const faults = all.filter((fault) => !fault.consequence);
  const open = faults.filter((fault) => fault.over === null).length;
  const left = all.length - faults.length;
  const others = [
    ...(daemons === 0 ? [] : [count(daemons, "start, stop or reload", "starts, stops or reloads")]),
    ...(actions === 0 ? [] : [count(actions, "action of the operator", "actions of the operator")]),
  ];
  return [
    `${when}. ${count(faults.length, "fault")}, ${open === 0 ? "each with an end in the logs" : `${open} without an end in the logs`}.`,
    ...(left === 0 ? [] : [`${count(left, "fault")} left a consequence that is still open, in a row of its own.`]),
    "A bar runs from the first to the last error, a dashed line from there until the logs show that it was over.",
    ...(others.length === 0 ? [] : [`Below: ${others.join(" and ")}.`]),
  ].join(" ");
}

/** The logs' time, and the faults' where the logs' is not known. */
function bounds(report: Report, faults: readonly FaultRow[]): { readonly from: number; readonly to: number } {
  const { window } = report.analysis;
  const ends = faults.flatMap(({ from, to, over }) => (over === null ? [from, to] : [from, to, over]));
  const known = [window.from, window.to].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  const all = [...ends, ...known];
  return {
    from: all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    to: all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

function draw(fault: FaultRow, top: number, x: TimeScale, last: number): string {
  const y = top + 24;
  const left = x(fault.from);
  const right = Math.max(left + 3, x(fault.to));
  const bar = element("rect", { x: left, y: y - 5, width: right - left, height: 10, fill: COLOUR.brown, ...MARK });
  const rest = element("path", {
    d: `M${tenth(right)},${y}H${tenth(Math.max(right, x(fault.over ?? last)))}`,
    stroke: COLOUR.ink,
    "stroke-width": "2",
    "stroke-dasharray": "4 3",
  });
  // beside the bar even where the end came within minutes
  const sign = fault.over === null ? openEnd(x(last), y) : over(Math.max(x(fault.over), right + 6), y);
  return label(fault.words, 4, top + 12) + rest + bar + sign;
}

/** An empty ring: it was over. */
function over(x: number, y: number): string {
  return element("circle", { cx: x, cy: y, r: 5, fill: "#ffffff", stroke: COLOUR.green, "stroke-width": "2.5" });
}

/** An arrow to the right: nothing shows its end. */
function openEnd(x: number, y: number): string {
  return element("path", { d: `M${tenth(x)},${y - 6}l9,6l-9,6z`, fill: COLOUR.ink });
}

function legend(): string {
  const y = 28;
  const dashes = element("path", {
    d: `M152,${y}h26`,
    stroke: COLOUR.ink,
    "stroke-width": "2",
    "stroke-dasharray": "4 3",
  });
  return [
    heading("Faults", 14),
    element("rect", { x: 4, y: y - 5, width: 22, height: 10, fill: COLOUR.brown }),
    label("first to last error", 31, y + 4.5),
    dashes,
    label("no proof yet", 183, y + 4.5),
    over(278, y),
    label("over", 288, y + 4.5),
    openEnd(338, y),
    label("still open", 352, y + 4.5),
  ].join("");
}
