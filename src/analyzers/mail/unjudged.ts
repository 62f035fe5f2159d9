import { type Fold, type Glimpse, type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { classifyReason } from "../../parsers/exim-reasons.ts";
import { readGlimpsed, slots } from "../../parsers/glimpse.ts";
import { maskSecrets } from "../../parsers/secrets.ts";
import { trimmed, untorn, utf8 } from "../../parsers/text.ts";
import type { Unjudged } from "../analysis.ts";
import type { Window } from "../analyzer.ts";
import { fromPlain, toPlain } from "../codec.ts";
import { earlier, iso, type Kept, keep } from "../evidence.ts";
import { fieldBegins, lineText } from "../glimpse.ts";
import { count, mergeTally, newTally, seconds, type Tally, total } from "../tally.ts";

/** Lines of one trouble that say the same. */
interface Said {
  readonly tally: Tally;
  first: Kept;
  /** What the first of them says, but for secrets. */
  text: string;
}

/** By trouble, then by what the lines say without what differs from one to the next. */
export type UnjudgedState = Map<Unjudged["what"], Map<string, Said>>;

const KINDS = [
  "exim.panic",
  "exim.spool",
  "exim.note",
  "exim.smtp",
  "dovecot.assertion",
  "dovecot.problem",
  "dovecot.file-error",
  "dovecot.storage-corrupted",
  "dovecot.tls",
  "dovecot.other",
] as const;
type Trouble = EventOf<(typeof KINDS)[number]>;

/**
 * Grave lines that no detector judges: Exim's panics (`Exim configuration error in line 4 of …`), trouble with its spool
 * (`Failed to create spool file …: Permission denied`), Dovecot's lines at level Fatal and Panic. Counted, so that nobody
 * reads "no fault found" over them.
 */
export const unjudged: Fold<UnjudgedState, Trouble> = {
  id: "unjudged",
  kinds: KINDS,
  create: () => new Map(),
  observe,
  // What the module leaves over of this kind is what is asked for.
  glimpses: { kinds: ["exim.smtp"], take, release: () => {}, settled: {} },
  merge(into, other) {
    for (const [what, texts] of other) {
      const held = into.get(what);
      if (held === undefined) into.set(what, texts);
      else for (const [key, said] of texts) add(held, key, said);
    }
  },
  toJSON: toPlain,
  revive: (json) => fromPlain(json) as UnjudgedState,
};

/** Characters of a text that a report shows. */
const CAP = 200;

function observe(state: UnjudgedState, event: Trouble, line: LineRef): void {
  const what = whatOf(event, line.log);
  if (what === null) return;
  const text = textOf(event).split("\n").map(trimmed).join(" ");
  const first = keep(line, event.at);
  const said: Said = {
    tally: newTally(),
    first: { ...first, text: maskSecrets(first.text) },
    text: own(maskSecrets(text.slice(0, CAP))),
  };
  count(said.tally, line.log, event.at, event.repeats);
  let texts = state.get(what);
  if (texts === undefined) {
    texts = new Map();
    state.set(what, texts);
  }
  add(texts, own(classifyReason(null, null, text).key), said);
}

/** `Message abandoned: Spool write error (No space left on device) while receiving message from …`: of receive.c. */
const ABANDONED = "Message abandoned: Spool write error";

function whatOf(event: Trouble, log: string): Unjudged["what"] | null {
  switch (event.kind) {
    case "exim.panic":
      return "exim-panic";
    case "exim.note":
      return log.includes("panic") ? "exim-panic" : null;
    case "exim.spool":
      return "exim-spool";
    case "exim.smtp":
      return event.text.startsWith(ABANDONED) ? "exim-spool" : null;
    default:
      return event.level === "Fatal" || event.level === "Panic" ? "dovecot-fatal" : null;
  }
}

const ABANDONED_START = Buffer.from(ABANDONED);

/** Nearly all of these lines are no trouble. */
function take(state: UnjudgedState, glimpse: Glimpse, line: LineRef): void {
  if (!fieldBegins(glimpse, slots["exim.smtp"].text, ABANDONED_START)) return;
  observe(state, readGlimpsed(lineText(glimpse), glimpse.at) as EventOf<"exim.smtp">, line);
}

function textOf(event: Trouble): string {
  switch (event.kind) {
    case "exim.spool":
      return event.error === null ? event.what : `${event.what}: ${event.error}`;
    case "exim.smtp":
      return event.text.split(" while receiving ", 1)[0] ?? event.text;
    case "dovecot.file-error":
    case "dovecot.storage-corrupted":
    case "dovecot.tls":
      return event.error;
    default:
      return event.text ?? event.kind;
  }
}

function add(into: Map<string, Said>, key: string, said: Said): void {
  const held = into.get(key);
  if (held === undefined) {
    into.set(key, said);
    return;
  }
  mergeTally(held.tally, said.tally);
  if (earlier(held.first, said.first) === held.first) return;
  held.first = said.first;
  held.text = said.text;
}

/** What of it lies within the window, in the order of first sight. A line that two logs hold counts once. */
export function unjudgedIn(state: UnjudgedState, window: Window): readonly Unjudged[] {
  const from = window.since ?? Number.NEGATIVE_INFINITY;
  const to = window.until === null ? Number.POSITIVE_INFINITY : window.until + 1;
  return [...state].flatMap(([what, texts]) => summed(what, texts, from, to, window)).sort(byFirst);
}

function summed(
  what: Unjudged["what"],
  texts: ReadonlyMap<string, Said>,
  from: Instant,
  to: Instant,
  window: Window,
): readonly Unjudged[] {
  const said = [...texts.values()]
    .map((one) => ({ ...one, lines: total(one.tally, from, to) }))
    .filter(({ lines }) => lines > 0)
    .sort((a, b) => b.lines - a.lines || (earlier(a.first, b.first) === a.first ? -1 : 1));
  const [most] = said;
  if (most === undefined) return [];
  const at = said
    .flatMap(({ tally }) => seconds(tally).map(([second]) => second * 1000))
    .filter((second) => second >= from && second < to);
  const lines = said.reduce((sum, one) => sum + one.lines, 0);
  const first = said.reduce<Kept>((best, one) => earlier(best, one.first) ?? best, most.first);
  return [
    {
      what,
      lines,
      firstSeen: iso(at.reduce((a, b) => Math.min(a, b))),
      lastSeen: iso(at.reduce((a, b) => Math.max(a, b))),
      most: { text: utf8(maskSecrets(untorn(most.text, CAP))), lines: most.lines },
      source: first.source,
      line: window.lines.lineOf(first),
    },
  ];
}

function byFirst(a: Unjudged, b: Unjudged): number {
  return a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : a.what < b.what ? -1 : 1;
}
