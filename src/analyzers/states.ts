/** The states of a run as text, line by line: never one string, never a second copy of it all in memory. */
import { ToolError } from "../error.ts";
import type { AnyFold, States } from "./analyzer.ts";
import { Assembly, piecesOf, type Stored } from "./codec.ts";
import { hashOf } from "./hash.ts";

/** A change of what is written changes this; a text of another form is refused. */
const FORM = "mailmortem/states@1";

/** Characters that are handed on together. */
const CHUNK = 1 << 16;

/**
 * Writes states as text, one JSON value a line: first which form it has and what folds, then each state in pieces, last
 * how many lines there were and what they hash to.
 *
 * The states are to be continued later: what is over is forgotten first (`tidy`), as if all had been one run. For parts
 * of one run that are to be merged it is `tidy: false`.
 *
 * @returns some 64 kB at a time, in ASCII and UTF-8; each chunk ends with a whole line.
 */
export function* writeStates(
  folds: readonly AnyFold[],
  states: States,
  { tidy = true }: { readonly tidy?: boolean } = {},
): Generator<string> {
  let chunk = "";
  let lines = 0;
  let print = 0;
  for (const line of linesOf(folds, states, tidy)) {
    lines++;
    print = mixedIn(print, line);
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = "";
  }
  yield `${chunk}${JSON.stringify({ lines, print })}\n`;
}

const mixedIn = (print: number, line: string): number => (Math.imul(print, 31) + hashOf(line)) >>> 0;

function* linesOf(folds: readonly AnyFold[], states: States, tidy: boolean): Generator<string> {
  yield JSON.stringify({ form: FORM, folds: folds.map(({ id }) => id) });
  for (const fold of folds) {
    const state: unknown = states.get(fold);
    yield JSON.stringify({ fold: fold.id });
    const { store, tidy: forget } = fold as Partial<Stored<unknown>>;
    if (tidy) forget?.(state);
    if (store === undefined) yield JSON.stringify([[], fold.toJSON(state)]);
    else for (const piece of piecesOf(store(state))) yield JSON.stringify(piece);
  }
}

/**
 * Reads what {@link writeStates} wrote. Folds that it does not name are left out; their limits are those of `folds`.
 *
 * @param name of the file, for messages.
 * @throws ToolError `input`, with the line, when the text is of another form, cut off, damaged, or lacks a fold.
 */
export async function readStates(
  folds: readonly AnyFold[],
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  name: string,
): Promise<States> {
  const reader = new StateReader(folds, name);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const text = rest + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      reader.take(text.slice(from, end));
      from = end + 1;
    }
    rest = text.slice(from);
  }
  return reader.done(rest);
}

class StateReader {
  readonly #folds: ReadonlyMap<string, AnyFold>;
  readonly #name: string;
  readonly #states = new Map<string, unknown>();
  #line = 0;
  #print = 0;
  #isOver = false;
  #fold: AnyFold | undefined;
  #assembly: Assembly | undefined;

  constructor(folds: readonly AnyFold[], name: string) {
    this.#folds = new Map(folds.map((fold) => [fold.id, fold]));
    this.#name = name;
  }

  take(line: string): void {
    this.#line++;
    const value = this.#parsed(line);
    if (this.#line === 1) this.#checkForm(value);
    else if (this.#isOver) this.#refuse("something stands behind its end");
    else if (Array.isArray(value)) this.#add(value);
    else if (typeof value.fold === "string") this.#begin(value.fold);
    else if (typeof value.lines === "number") this.#end(value.lines, value.print);
    else this.#refuse("it is damaged");
    this.#print = mixedIn(this.#print, line);
  }

  done(rest: string): States {
    if (rest !== "" || !this.#isOver) {
      this.#line++;
      this.#refuse("it is cut off");
    }
    const missing = [...this.#folds.keys()].filter((id) => !this.#states.has(id));
    if (missing.length > 0) this.#refuse(`it has no state of ${missing.join(", ")}`);
    const states = this.#states;
    return { get: <S>(fold: { readonly id: string }) => states.get(fold.id) as S };
  }

  #parsed(line: string): Record<string, unknown> | unknown[] {
    try {
      const value: unknown = JSON.parse(line);
      if (value !== null && typeof value === "object") return value as Record<string, unknown> | unknown[];
    } catch {}
    return this.#refuse(this.#line === 1 ? "it is not a state that mailmortem wrote" : "it is damaged");
  }

  #checkForm(value: Record<string, unknown> | unknown[]): void {
    const form = Array.isArray(value) ? undefined : value.form;
    if (form === FORM) return;
    const isOther = typeof form === "string" && form.startsWith("mailmortem/states@");
    this.#refuse(isOther ? "another version of mailmortem wrote it" : "it is not a state that mailmortem wrote");
  }

  #begin(id: string): void {
    this.#finish();
    this.#fold = this.#folds.get(id);
    this.#assembly = new Assembly();
  }

  #add(piece: unknown): void {
    const assembly = this.#assembly ?? this.#refuse("it is damaged");
    const fold = this.#fold as (AnyFold & Partial<Stored<unknown>>) | undefined;
    if (fold === undefined) return;
    try {
      if (fold.store !== undefined) assembly.add(piece);
      else assembly.value = (piece as unknown[])[1];
    } catch {
      this.#refuse("it is damaged");
    }
  }

  #finish(): void {
    const fold = this.#fold as (AnyFold & Partial<Stored<unknown>>) | undefined;
    if (fold === undefined || this.#assembly === undefined) return;
    const { value } = this.#assembly;
    try {
      this.#states.set(fold.id, fold.restore === undefined ? fold.revive(value) : fold.restore(value));
    } catch {
      this.#refuse(`the state of ${fold.id} is damaged`);
    }
  }

  #end(lines: number, print: unknown): void {
    if (lines !== this.#line - 1 || print !== this.#print)
      this.#refuse("it is damaged: its lines are not those that were written");
    this.#finish();
    this.#isOver = true;
  }

  #refuse(why: string): never {
    const next = "Remove it to begin anew from the logs.";
    throw new ToolError("input", `this state cannot be read: ${why}. ${next}`, { file: this.#name, line: this.#line });
  }
}
