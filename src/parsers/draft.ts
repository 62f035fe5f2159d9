import type { DovecotEvent } from "./events.ts";

type Writable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** A Dovecot event while its envelope is filled in. */
export type Draft = Writable<DovecotEvent>;
export type DraftOf<K extends DovecotEvent["kind"]> = Extract<Draft, { kind: K }>;
