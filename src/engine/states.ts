/** The states of a run's folds, and which of them an event concerns. */
import type { FoldStates, TimedEvent } from "./contract.ts";
import type { AnyFold, Fold, LineRef } from "./fold.ts";
import { GlimpseTakers, type Held } from "./glimpse-takers.ts";
import type { GlimpseSink } from "./glimpsing.ts";
import { attachPiece, type StatePiece } from "./handover.ts";
import type { Sink } from "./sink.ts";

export type { AnyFold } from "./fold.ts";

/** One state of every fold. */
export class States implements FoldStates {
  readonly #held = new Map<string, Held>();
  readonly #byKind = new Map<string, Held[]>();
  /** Takes lines of the kinds of which a glimpse is enough for all. */
  readonly #glimpses: GlimpseSink<LineRef>;

  /** @param folds each distinct id once. */
  constructor(folds: readonly AnyFold[]) {
    for (const fold of folds) {
      if (this.#held.has(fold.id)) continue;
      const held: Held = { fold, state: fold.create() as unknown, before: [] };
      this.#held.set(fold.id, held);
      for (const kind of fold.kinds) {
        const takers = this.#byKind.get(kind) ?? [];
        takers.push(held);
        this.#byKind.set(kind, takers);
      }
    }
    this.#glimpses = new GlimpseTakers(this.#byKind);
  }

  observe(event: TimedEvent, line: LineRef): void {
    const takers = this.#byKind.get(event.kind);
    if (takers === undefined) return;
    for (const { fold, state } of takers) fold.observe(state, event, line);
  }

  /** Folds what a scan reads. @param isEager every event is built, also where a glimpse would do */
  sink<E extends TimedEvent>(isEager = false): Sink<E> {
    const glimpses = isEager ? undefined : this.#glimpses;
    return { event: (event, line) => this.observe(event, line), glimpses };
  }

  get<S, E extends { readonly kind: string }>(fold: Fold<S, E>): S {
    const held = this.#held.get(fold.id);
    if (held === undefined) throw new Error(`the fold ${fold.id} was not part of the run`);
    return held.state as S;
  }

  /**
   * What is read from here on does not follow what was read: somebody else reads the lines between. A fold may forget
   * what is over, which it must not when its lines were not read in a row, so it begins anew.
   */
  part(): void {
    for (const held of this.#held.values()) {
      const [older] = held.before;
      if (older === undefined) held.before.push(held.state);
      else held.fold.merge(older, held.state);
      held.state = held.fold.create();
    }
  }

  /** Joins the parts. */
  join(): void {
    for (const { fold, state, before } of this.#held.values())
      for (const other of before.splice(0)) fold.merge(state, other);
  }

  /** What is held of a fold: its state, and those of stretches that were read before. */
  allOf(fold: AnyFold): readonly unknown[] {
    const held = this.#held.get(fold.id);
    return held === undefined ? [] : [held.state, ...held.before];
  }

  /** Every fold, once. */
  folds(): readonly AnyFold[] {
    return [...this.#held.values()].map(({ fold }) => fold);
  }

  /** The state of a fold goes elsewhere: it is not kept here. */
  drop(fold: AnyFold): void {
    const held = this.#held.get(fold.id);
    if (held !== undefined) held.state = undefined;
  }

  /** Adds what another thread sent. */
  attach(piece: StatePiece): void {
    const held = this.#held.get(piece.fold);
    if (held === undefined) throw new Error(`the fold ${piece.fold} was not part of the run`);
    attachPiece(held.fold, held.state, piece);
  }
}
