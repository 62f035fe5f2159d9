/** The night at a glance: how long each fault lasted, and which restart or action stands where it ended. */
import { symbol, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from "d3-shape";
import { count } from "../format.ts";
import type { Report } from "../model.ts";
import { TIME_AXIS, type TimeScale, timeAxis, timeScale } from "./axes.ts";
import type { Chart, ChartTable } from "./chart.ts";
import { minute } from "./format.ts";
import { COLOUR, heading, SHEET, sheet } from "./frame.ts";
import { element, label } from "./svg.ts";
import { actionMarks, daemonMarks, type FaultRow, faultRows, type Mark } from "./timeline-rows.ts";

const MOST_FAULTS = 12;
const MOST_MARKS = 40;
const MOST_ROWS = 24;
const ROW = 38;

/** Faults as bars above lanes for daemons and actions; null without a fault. */
export function timelineChart(report: Report): Chart | null {
  const faults = faultRows(report);
  if (faults.length === 0) return null;
  const shown = faults.slice(0, MOST_FAULTS);
  const hidden = faults.length - shown.length;
  const { from, to } = bounds(report, faults);
  const x = timeScale(from, to);
  const inside = (mark: Mark) => mark.at >= from && mark.at <= to;
  const daemons = daemonMarks(report);
  const actions = actionMarks(report);
  const more = hidden > 0 ? 20 : 0;
  const lanes: readonly (readonly [words: string, marks: readonly Mark[]])[] = [
    ["Exim and Dovecot: started ▲, stopped ■, reloaded Y", daemons.filter(inside).slice(0, MOST_MARKS)],
    ["Actions of the operator ◆, by number", actions.filter(inside).slice(0, MOST_MARKS)],
  ];
  const top = 46 + shown.length * ROW + more;
  const drawn = lanes.filter(([, marks]) => marks.length > 0);
  const bottom = top + drawn.length * 50 + 2;
  const title = "Faults, restarts and actions over time";
  const open = faults.filter((fault) => fault.over === null).length;
  const description = `${count(faults.length, "fault")}, ${open === 0 ? "none" : open} of them without an end in the logs. A bar runs from the first to the last error, a dashed line from there until the logs show that it was over. ${count(daemons.length, "start, stop or reload of a daemon", "starts, stops and reloads of daemons")} and ${count(actions.length, "action of the operator", "actions of the operator")}.`;
  return {
    id: "timeline",
    title,
    description,
    svg: sheet("timeline", title, description, bottom + TIME_AXIS + 2, [
      legend(),
      ...shown.map((fault, at) => draw(fault, 46 + at * ROW, x, to)),
      ...(hidden > 0 ? [label(`and ${count(hidden, "more issue")}`, 4, top - 6)] : []),
      ...drawn.map(([words, marks], at) => lane(words, marks, top + at * 50, x)),
      timeAxis(x, bottom),
    ]),
    table: tableOf(faults, [...daemons, ...actions]),
  };
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

function draw(fault: FaultRow, top: number, x: TimeScale, end: number): string {
  const y = top + 24;
  const left = Math.min(x(fault.from), SHEET.right - 3);
  const right = Math.max(left + 3, x(fault.to));
  const bar = element("rect", { x: left, y: y - 5, width: right - left, height: 10, fill: COLOUR.brown });
  const rest = element("path", {
    d: `M${tenth(right)},${y}H${tenth(Math.max(right, x(fault.over ?? end)))}`,
    stroke: COLOUR.ink,
    "stroke-width": "2",
    "stroke-dasharray": "4 3",
  });
  return (
    label(fault.words, 4, top + 12) + rest + bar + (fault.over === null ? openEnd(x(end), y) : over(x(fault.over), y))
  );
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
  return [
    heading("Faults", 14),
    element("rect", { x: 4, y: y - 5, width: 22, height: 10, fill: COLOUR.brown }),
    label("first to last error", 31, y + 4.5),
    over(164, y),
    label("over, as the logs show", 175, y + 4.5),
    openEnd(340, y),
    label("still open", 354, y + 4.5),
  ].join("");
}

const SHAPES = { start: symbolTriangle, stop: symbolSquare, reload: symbolWye, action: symbolDiamond } as const;

function lane(words: string, marks: readonly Mark[], top: number, x: TimeScale): string {
  let free = Number.NEGATIVE_INFINITY;
  const drawn = marks.map(({ at, kind }, index) => {
    const path = symbol(SHAPES[kind], kind === "action" ? 90 : 60).digits(1)() ?? "";
    const colour = kind === "action" ? COLOUR.blue : COLOUR.ink;
    const mark = element("path", { d: path, transform: `translate(${tenth(x(at))},${top + 24})`, fill: colour });
    // numbers that would stand on each other are left to the table
    if (kind !== "action" || x(at) < free) return mark;
    free = x(at) + 16;
    return mark + label(String(index + 1), x(at), top + 44, { "text-anchor": "middle" });
  });
  return heading(words, top + 10) + drawn.join("");
}

function tableOf(faults: readonly FaultRow[], marks: readonly Mark[]): ChartTable {
  const rows = [
    ...faults.map(({ words, from, to, over, verdict }) => [
      words,
      minute(from),
      minute(to),
      over === null ? verdict : `${verdict}, ${minute(over)}`,
    ]),
    ...[...marks].sort((a, b) => a.at - b.at).map(({ words, at }) => [words, minute(at), "", ""]),
  ];
  const cut = rows.length > MOST_ROWS;
  const fitting = cut ? rows.slice(0, MOST_ROWS - 1) : rows;
  return {
    columns: ["What", "From (UTC)", "Last error (UTC)", "End (UTC)"],
    align: ["left", "left", "left", "left"],
    rows: cut ? [...fitting, [`and ${count(rows.length - fitting.length, "more row")}`, "", "", ""]] : fitting,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
