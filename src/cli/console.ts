import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Paint, Style } from "../report/index.ts";

/** How loud and how coloured a command is. */
export interface Manner {
  readonly quiet: boolean;
  readonly progress: boolean;
  /** `--color` or `--no-color`; undefined leaves it to the surroundings. */
  readonly color: boolean | undefined;
}

/** A note for the person, on standard error; `--quiet` silences notes but not errors. */
export function note(manner: Pick<Manner, "quiet">, text: string): void {
  if (!manner.quiet) process.stderr.write(`mailmortem: ${text}\n`);
}

/** What went wrong, on standard error. */
export function complain(text: string): void {
  process.stderr.write(`mailmortem: ${text}\n`);
}

/** Data, on standard output; resolves when there is room for more. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((written) => {
    if (process.stdout.write(text)) written();
    else process.stdout.once("drain", written);
  });
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
