import type { Analysis, Unjudged } from "../analyzers/analysis.ts";
import { sampledText } from "../analyzers/sampled.ts";
import { bare, count, number, utc } from "./format.ts";
import type { Notice } from "./model.ts";
import { sourceLabel } from "./names.ts";
import { prose } from "./prose.ts";
import { shellWord } from "./shell.ts";

/** From this share on, the lines of one file that were not understood are told at the top; and of all files together. */
const OF_ONE = 0.1;
const OF_ALL = 0.01;
/** Fewer are no pattern, unless they are half of what there is. */
const FEW = 3;
const NAMED = 5;

/** What a reader must know before believing "no fault found", or that the findings are all. */
export function noticesOf(analysis: Analysis): readonly Notice[] {
  return [...sampled(analysis), ...notUnderstood(analysis), ...analysis.unjudged.map(notJudged)];
}

/** Nobody may take an estimate for a count, or a list for all. */
function sampled({ sampling }: Analysis): readonly Notice[] {
  if (sampling === undefined) return [];
  return [
    {
      topic: "Numbers of messages are estimates",
      prose: prose(`${sampledText(sampling)} `, { code: "--max-open" }, " keeps more."),
      seen: [],
      commands: [],
    },
  ];
}

function notUnderstood({ sources, coverage }: Analysis): readonly Notice[] {
  // nothing at all: the status says so
  if (coverage.recognised === 0) return [];
  const bad = sources.filter(({ recognised, unrecognised }) => isMuch(recognised, unrecognised, OF_ONE));
  if (bad.length > 0) {
    const more = bad.length - NAMED;
    const files = bad.slice(0, NAMED);
    return files.map((source, at) => ({
      topic: "Not understood",
      prose: prose(
        ...(at === NAMED - 1 && more > 0 ? [`And ${count(more, "more file")} likewise. `] : []),
        `${share(source.recognised, source.unrecognised)} of `,
        source.name === "-" ? sourceLabel(source.name) : { code: source.name },
        " were not understood: a fault in them was not seen.",
      ),
      seen: [],
      commands: [`mailmortem events --unrecognised ${fileWord(source.name)}`],
    }));
  }
  if (!isMuch(coverage.recognised, coverage.unrecognised, OF_ALL)) return [];
  const [most] = coverage.shapes;
  return [
    {
      topic: "Not understood",
      prose: prose(
        `${share(coverage.recognised, coverage.unrecognised)} were not understood: a fault in them was not seen.`,
        ...(most === undefined ? [] : [" Most often such a line: ", { code: most.sample }, "."]),
      ),
      seen: [],
      commands: [`mailmortem events --unrecognised ${sources.map(({ name }) => fileWord(name)).join(" ")}`],
    },
  ];
}

const fileWord = (name: string): string => (name === "-" ? "-" : shellWord(name));

function isMuch(recognised: number, unrecognised: number, limit: number): boolean {
  const all = recognised + unrecognised;
  return unrecognised > limit * all && (unrecognised >= FEW || 2 * unrecognised >= all);
}

/** "214 of 1,000 lines (21.4 percent)": of Exim's and Dovecot's own, without continuations and other programs. */
function share(recognised: number, unrecognised: number): string {
  const all = recognised + unrecognised;
  const percent = (Math.floor((1000 * unrecognised) / all) / 10).toFixed(1);
  return `${number(unrecognised)} of ${count(all, "line")} (${percent} percent)`;
}

const WHAT: Readonly<Record<Unjudged["what"], readonly [one: string, many: string]>> = {
  "exim-panic": ["line in Exim's panic log", "lines in Exim's panic log"],
  "exim-spool": [
    "line about trouble with Exim's spool or its disk",
    "lines about trouble with Exim's spool or its disk",
  ],
  "dovecot-fatal": ["line of Dovecot at level Fatal or Panic", "lines of Dovecot at level Fatal or Panic"],
};

function notJudged({ what, lines, firstSeen, lastSeen, most, source, line }: Unjudged): Notice {
  const [one, many] = WHAT[what];
  const span = firstSeen === lastSeen ? `at ${utc(firstSeen)}` : `from ${bare(firstSeen)} to ${utc(lastSeen)}`;
  const often =
    lines === 1
      ? ": "
      : most.lines === lines
        ? ", all like "
        : most.lines === 1
          ? ", one of them "
          : `, ${number(most.lines)} of them like `;
  return {
    topic: "Not judged by any detector",
    prose: prose(`${count(lines, one, many)}, ${span}${often}`, { code: most.text }, "."),
    seen: [{ source, line }],
    commands: [],
  };
}
