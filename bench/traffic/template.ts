/** A life that can be lived again: its lines with gaps for what varies. */
import type { Life } from "./lives.ts";
import { placesOf } from "./places.ts";
import { type Variable, variablesOf } from "./variables.ts";

/** A line is `texts[0] + value[gaps[0]] + texts[1] + …`; there is one text more than gaps. */
export interface TemplateLine {
  /** Seconds since the line before. */
  readonly wait: number;
  readonly texts: readonly string[];
  /** The same as bytes. */
  readonly bytes: readonly Uint8Array[];
  /** Indices into the template's variables. */
  readonly gaps: readonly number[];
  /** The kind of event that the recorded line gave. */
  readonly kind: string;
}

export interface Template {
  readonly variables: readonly Variable[];
  readonly lines: readonly TemplateLine[];
  /** Some of it went over TLS. */
  readonly isEncrypted: boolean;
}

/** @param isOwn whether a domain is one that the host keeps the mail of */
export function templateOf(life: Life, isOwn: (domain: string) => boolean): Template {
  const known = new Map<string, Variable>();
  for (const line of life)
    for (const variable of variablesOf(line, isOwn)) if (!known.has(variable.text)) known.set(variable.text, variable);
  // The longest first: a name may be part of an id.
  const variables = [...known.values()].sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
  let previous = life[0]?.event.at ?? 0;
  const lines = life.map(({ text, event }) => {
    const wait = Math.max(0, Math.round((event.at - previous) / 1000));
    previous = event.at;
    return { wait, ...split(text, variables), kind: event.kind };
  });
  return { variables, lines, isEncrypted: life.some(({ event }) => "cipher" in event && event.cipher !== null) };
}

function split(text: string, variables: readonly Variable[]): Pick<TemplateLine, "texts" | "bytes" | "gaps"> {
  const taken: { readonly from: number; readonly to: number; readonly gap: number }[] = [];
  for (const [gap, variable] of variables.entries())
    for (const from of placesOf(variable, text)) {
      const to = from + variable.text.length;
      if (!taken.some((other) => from < other.to && other.from < to)) taken.push({ from, to, gap });
    }
  taken.sort((a, b) => a.from - b.from);
  const texts: string[] = [];
  let end = 0;
  for (const { from, to } of taken) {
    texts.push(text.slice(end, from));
    end = to;
  }
  texts.push(text.slice(end));
  return { texts, bytes: texts.map((piece) => Buffer.from(piece, "latin1")), gaps: taken.map(({ gap }) => gap) };
}

/** One line of a template with a life's values, without stamp and LF. */
export function filled({ texts, gaps }: TemplateLine, values: readonly string[]): string {
  let line = texts[0] ?? "";
  for (let at = 0; at < gaps.length; at++) line += (values[gaps[at] as number] as string) + (texts[at + 1] as string);
  return line;
}
