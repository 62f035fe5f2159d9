import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import { utf8 } from "../parsers/text.ts";
import type { Paint, Style } from "../report/index.ts";
import { visible } from "../report/visible.ts";

/** How loud and how coloured a command is. */
export interface Manner {
  readonly quiet: boolean;
  readonly progress: boolean;
  /** `--color` or `--no-color`; undefined leaves it to the surroundings. */
  readonly color: boolean | undefined;
}

/** A note for the person, on standard error; `--quiet` silences notes but not errors. */
export function note(manner: Pick<Manner, "quiet">, text: string): void {
  if (!manner.quiet) process.stderr.write(messageLines(text));
}

/** What went wrong, on standard error. */
export function complain(text: string): void {
  process.stderr.write(messageLines(text));
}

/** Names of files, arguments and pieces of documents stand in messages: line ends stay, nothing else moves a cursor. */
export function messageLines(text: string): string {
  return `mailmortem: ${visibleLines(text)}\n`;
}

/** Data, on standard output; resolves when there is room for more. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((written) => {
    if (process.stdout.write(text)) written();
    else process.stdout.once("drain", written);
  });
}

/** Lines of logs, on standard output: byte for byte for a program or a file, made harmless for a terminal. */
export function printRaw(bytes: Uint8Array): Promise<void> {
  return print(process.stdout.isTTY === true ? shownBytes(bytes) : bytes);
}

/** What a terminal gets of lines of a log: `\u{1B}` for an escape. */
export function shownBytes(bytes: Uint8Array): string {
  return visibleLines(Buffer.from(bytes).toString("latin1"), utf8);
}

function visibleLines(text: string, decode = (line: string) => line): string {
  return text
    .split("\n")
    .map((line) => visible(decode(line)))
    .join("\n");
}

/** Colour for standard output: by `--color`, else NO_COLOR (https://no-color.org), FORCE_COLOR, else on a terminal. */
export function usesColor(color: boolean | undefined, stream: Pick<WriteStream, "isTTY"> = process.stdout): boolean {
  if (color !== undefined) return color;
  if ((process.env.NO_COLOR ?? "") !== "") return false;
  const forced = process.env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && process.env.TERM !== "dumb";
}

/** Columns for running text: the terminal's, within what reads well; fixed where there is none, so that output compares. */
export function textWidth(): number {
  return Math.min(120, Math.max(60, process.stdout.columns ?? 100));
}

const looks: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  critical: ["red", "bold"],
  warning: ["yellow", "bold"],
  notice: ["cyan", "bold"],
  good: ["green", "bold"],
  strong: "bold",
  faint: "dim",
};

/** What a decision of {@link usesColor} comes to: text with colour, or as it is. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(looks[style], text, { validateStream: false }) : (_style, text) => text;
}
