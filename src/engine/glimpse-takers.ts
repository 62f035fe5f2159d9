/** The folds of a run that take glimpses, as one. */
import type { AnyFold, Glimpse, LineRef, SettledSums, SettlingModule } from "./fold.ts";
import type { GlimpseSink } from "./glimpsing.ts";

/** A fold and its state. */
export interface Held {
  readonly fold: AnyFold;
  state: unknown;
  /** Of stretches of the logs that were read before, with others in between: see `States.part`. */
  readonly before: unknown[];
}

/** The folds that take glimpses. */
export class GlimpseTakers implements GlimpseSink<LineRef> {
  readonly #byKind: ReadonlyMap<string, readonly Held[]>;
  /** By code of the kind, as they are asked for. */
  readonly #byCode: (readonly Held[])[] = [];
  readonly #all = new Set<Held>();

  constructor(byKind: ReadonlyMap<string, readonly Held[]>) {
    this.#byKind = byKind;
  }

  /** A kind that nobody wants is taken by nobody. */
  isTaken(kinds: readonly string[], code: number): boolean {
    const takers = new Set<Held>();
    for (const kind of kinds) {
      for (const held of this.#byKind.get(kind) ?? []) {
        if (held.fold.glimpses?.kinds.includes(kind) !== true) return false;
        takers.add(held);
      }
    }
    for (const taker of takers) this.#all.add(taker);
    this.#byCode[code] = [...takers];
    return true;
  }

  take(glimpse: Glimpse, line: LineRef): void {
    const takers = this.#byCode[glimpse.code];
    if (takers === undefined) return;
    for (let at = 0; at < takers.length; at++) {
      const taker = takers[at];
      taker?.fold.glimpses?.take(taker.state, glimpse, line);
    }
  }

  release(): void {
    for (const { fold, state } of this.#all) fold.glimpses?.release(state);
  }

  /** Nothing is settled without somebody who keeps the messages. */
  isSettled(code: number): boolean {
    const isKept = [...this.#all].some(({ fold }) => fold.glimpses?.settled?.keeper !== undefined);
    return isKept && (this.#byCode[code] ?? []).every(({ fold }) => fold.glimpses?.settled !== undefined);
  }

  #keeper(code: number): Held | undefined {
    return this.#byCode[code]?.find(({ fold }) => fold.glimpses?.settled?.keeper !== undefined);
  }

  enter(module: SettlingModule, line: LineRef): void {
    for (const { fold, state } of this.#all) fold.glimpses?.settled?.keeper?.enter(state, module, line);
  }

  meet(module: SettlingModule, glimpse: Glimpse): void {
    const takers = this.#byCode[glimpse.code] ?? [];
    for (const { fold, state } of takers) fold.glimpses?.settled?.meet?.(state, glimpse);
    for (const { fold } of takers) fold.glimpses?.settled?.keeper?.met(module, glimpse);
  }

  answer(module: SettlingModule, glimpse: Glimpse, line: LineRef): boolean {
    const keeper = this.#keeper(glimpse.code);
    return keeper?.fold.glimpses?.settled?.keeper?.answer(keeper.state, module, glimpse, line) === true;
  }

  count(sums: SettledSums, log: string): void {
    for (const { fold, state } of this.#all) fold.glimpses?.settled?.count?.(state, sums, log);
  }
}
