/** Lanes below the faults: what Exim, Dovecot and the operator did. A shape a kind; marks that would touch are stacked. */
import { symbol, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from "d3-shape";
import type { TimeScale } from "./axes.ts";
import { COLOUR, heading } from "./frame.ts";
import { element, label, tenth } from "./svg.ts";
import type { Mark } from "./timeline-rows.ts";

const SHAPES = { start: symbolTriangle, stop: symbolSquare, reload: symbolWye, action: symbolDiamond } as const;
/** Where time begins in a lane, right of its name. */
export const LANE_LEFT = 70;

const MOST_MARKS = 40;
const MOST_LEVELS = 4;
const LEVEL = 15;
/** A diamond is taller than the shapes of daemons. */
const ACTION_LEVEL = 18;

/** Lanes that have marks, from `top` on, and where they end. */
export function drawLanes(
  marks: readonly Mark[],
  top: number,
  x: TimeScale,
): { readonly svg: string; readonly bottom: number } {
  const right = Math.max(...x.range());
  let bottom = top;
  const parts: string[] = [];
  const daemons = marks.some((mark) => mark.lane !== "Actions");
  if (daemons) {
    parts.push(heading("Daemons", bottom + 14), legend(bottom + 14));
    bottom += 22;
  }
  for (const name of ["Exim", "Dovecot", "Actions"] as const) {
    const inLane = marks.filter((mark) => mark.lane === name).slice(0, MOST_MARKS);
    if (inLane.length === 0) continue;
    const action = name === "Actions";
    bottom += action ? 8 : 0;
    const words = action ? heading("Actions of the operator, numbered as in the table", bottom + 14) : "";
    if (action) bottom += 20;
    const placed = stacked(inLane, x, action ? 24 : 12);
    const levels = Math.max(...placed.map(({ level }) => level)) + 1;
    const pitch = action ? ACTION_LEVEL : LEVEL;
    const base = bottom + 4 + levels * pitch;
    parts.push(
      words,
      ...(action ? [] : [label(name, 4, base - 2)]),
      element("path", { d: `M${LANE_LEFT},${base + 2}H${right}`, stroke: COLOUR.grid }),
      ...placed.map(({ mark, at, level }, index) => draw(mark, at, base - 5 - level * pitch, index + 1)),
    );
    bottom = base + 6;
  }
  return { svg: parts.join(""), bottom: bottom + 2 };
}

interface Placed {
  readonly mark: Mark;
  /** Where on the sheet. */
  readonly at: number;
  readonly level: number;
}

/** Each mark on the lowest level where it touches none; on the highest when all are taken. */
function stacked(marks: readonly Mark[], x: TimeScale, width: number): readonly Placed[] {
  const free: number[] = [];
  return marks.map((mark) => {
    const at = x(mark.at);
    const found = free.findIndex((from) => from <= at);
    const level = found >= 0 ? found : Math.min(free.length, MOST_LEVELS - 1);
    free[level] = at + width;
    return { mark, at, level };
  });
}

function draw(mark: Mark, x: number, y: number, number: number): string {
  const shape = shaped(mark.kind, x, y);
  if (mark.kind !== "action") return shape;
  return shape + label(String(number), x + 9, y + 4.5);
}

function shaped(kind: Mark["kind"], x: number, y: number): string {
  const action = kind === "action";
  return element("path", {
    d: symbol(SHAPES[kind], action ? 80 : 55).digits(1)() ?? "",
    transform: `translate(${tenth(x)},${tenth(y)})`,
    fill: action ? COLOUR.blue : COLOUR.ink,
  });
}

function legend(y: number): string {
  const kinds = [
    ["start", "started", 100],
    ["stop", "stopped", 190],
    ["reload", "reloaded", 286],
  ] as const;
  return kinds.map(([kind, words, x]) => shaped(kind, x, y - 4) + label(words, x + 11, y)).join("");
}
