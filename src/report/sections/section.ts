import { bare } from "../format.ts";
import { local } from "../local-time.ts";
import { cell, code, concat, fence, joined, Markdown, text } from "../markdown.ts";
import type { LogPlace, Report, Step } from "../model.ts";
import type { Mode } from "../modes.ts";
import { sourceLabel } from "../names.ts";
import { type Prose, proseMarkdown } from "../prose.ts";
import { capped } from "../visible.ts";

export interface SectionOptions {
  /** Rows a table; the rest is "and N more". */
  readonly maxRows: number;
  /** What the report is for: a section may have to say that another one is not in it. Unset: every section is. */
  readonly mode?: Mode;
}

/** One part of the report: `section.mustache` in the folder `id`, filled with what `view` says. */
export interface Section {
  readonly id: string;
  /** null: nothing to say, the section is left out. */
  view(report: Report, options: SectionOptions): object | null;
}

/** Rows that fit, and a sentence for those that do not. */
export function limited<T>(
  rows: readonly T[],
  max: number,
): { readonly rows: readonly T[]; readonly more: string | false } {
  return rows.length <= max
    ? { rows, more: false }
    : { rows: rows.slice(0, max), more: `And ${(rows.length - max).toLocaleString("en-US")} more.` };
}

/** A source as given; standard input in words. */
export function sourceName(name: string): Markdown {
  const label = sourceLabel(name);
  return label === name ? code(name) : text(label);
}

/** `mainlog:12`; "–" without a line. */
export function where(place: LogPlace | null): Markdown {
  return place === null ? new Markdown("–") : code(`${capped(place.source, 100)}:${place.line}`, 120);
}

/** " (`mainlog:12`, `mainlog:40`)", or nothing. */
export function seenAt(places: readonly LogPlace[]): Markdown {
  return places.length === 0 ? new Markdown("") : concat([" (", joined(places.map(where), ", "), ")"]);
}

/** A statement with the lines that show it, before its full stop. */
export function stated(spans: Prose, places: readonly LogPlace[]): Markdown {
  const last = spans[spans.length - 1];
  if (places.length === 0 || last === undefined || !("text" in last) || !last.text.endsWith(".")) {
    return concat([proseMarkdown(spans), seenAt(places)]);
  }
  return concat([proseMarkdown([...spans.slice(0, -1), { text: last.text.slice(0, -1) }]), seenAt(places), "."]);
}

/** An envelope's sender: "" is a bounce, null was never logged in what was read. */
export function sender(value: string | null): Markdown {
  if (value === null) return new Markdown("not in these logs");
  return value === "" ? new Markdown("none (a bounce)") : code(value, 120);
}

/** A recipient; an empty one stands for an address that no line read names. */
export function recipient(value: string): Markdown {
  return value === "" ? new Markdown("not in these logs") : code(value, 120);
}

/** Cells of a time: UTC, and the reader's clock when it is another. */
export function times(iso: string | null, report: Report): { readonly utc: Markdown; readonly local: Markdown } {
  if (iso === null) return { utc: cell(null), local: cell(null) };
  return { utc: text(bare(iso)), local: text(report.localZone === null ? "" : local(iso, report.localZone)) };
}

/** Steps as numbered paragraphs, each with its commands; lists would break fences out of step. */
export function stepViews(steps: readonly Step[]): readonly object[] {
  return steps.map((step, at) => ({
    number: at + 1,
    risk: step.risk,
    prose: proseMarkdown(step.prose),
    config: step.config.length > 0 && fence(step.config, "text"),
    commands: step.commands.length > 0 && fence(step.commands, "sh"),
  }));
}
