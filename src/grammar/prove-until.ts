import { type ByteSet, byteOf, sampleByte } from "./bytes.ts";
import type { UntilNode } from "./ir.ts";
import { textTo, textToEnd, walkPairs } from "./pairs.ts";
import type { Cell, Walk } from "./walk.ts";

export interface UntilProblem {
  readonly problem: string;
  readonly witness: string;
}

/** The two conditions of until.ts for a free text in front of `rest`. */
export function untilProblems(walk: Walk, until: UntilNode, rest: Cell): UntilProblem[] {
  return [...badFollow(walk, until.spec.marks, rest), ...overlappingMarks(walk, until, rest)].slice(0, 1);
}

/** Condition 1: what follows begins with a mark, or is the line's end. */
function badFollow(walk: Walk, marks: readonly string[], rest: Cell): UntilProblem[] {
  const seen = new Set<string>();
  const queue: { cell: Cell; read: string }[] = [{ cell: rest, read: "" }];
  for (const { cell, read } of queue) {
    if (seen.has(`${cell.id} ${read}`)) continue;
    seen.add(`${cell.id} ${read}`);
    const step = walk.step(cell);
    if (step.ends && read !== "") return [notAMark(read)];
    for (const { bytes, to } of step.moves) {
      let begun: ByteSet = 0n;
      for (const next of new Set(
        marks.filter((mark) => mark.startsWith(read)).map((mark) => mark.charAt(read.length)),
      )) {
        const one = byteOf(next);
        begun |= one;
        const text = read + next;
        if ((bytes & one) !== 0n && !marks.includes(text)) queue.push({ cell: to, read: text });
      }
      const unknown = bytes & ~begun;
      if (unknown !== 0n) return [notAMark(read + sampleByte(unknown), textToEnd(walk, to))];
    }
  }
  return [];
}

function notAMark(read: string, tail: string | undefined = ""): UntilProblem {
  return { problem: "what follows does not begin with one of the marks", witness: `⟨${read}${tail}⟩` };
}

/** Condition 2: no mark lies across the end of the free text. */
function overlappingMarks(walk: Walk, until: UntilNode, rest: Cell): UntilProblem[] {
  const { nodes } = walk.grammar;
  for (const mark of until.spec.marks) {
    for (let cut = 1; cut < mark.length; cut++) {
      const [head, tail] = [mark.slice(0, cut), mark.slice(cut)];
      if (!endsWith(until, head)) continue;
      const text = walk.before(nodes.node({ kind: "literal", text: tail }), walk.done);
      const { found } = walkPairs(walk, text, rest, (a) => walk.step(a).done);
      if (found !== undefined) {
        const witness = `…${head}⟨${textTo(found)}${textToEnd(walk, found.b) ?? "…"}⟩`;
        return [{ problem: `the mark ${JSON.stringify(mark)} can lie across the end of the text`, witness }];
      }
    }
  }
  return [];
}

/** Can a text of `until` end in `head`? Any state where that has just been read will do. */
function endsWith(until: UntilNode, head: string): boolean {
  return until.automaton.states.some(({ accepts, begun }) => accepts && begun.some((one) => one.endsWith(head)));
}
