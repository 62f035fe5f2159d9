import type { Action } from "./actions.ts";
import { settlingOf } from "./emit-settle.ts";
import type { Grammar, Node } from "./ir.ts";

/**
 * Which lines are only to be glimpsed at: known by kind, with the places of a few fields, and nothing built. A line of
 * any other kind is recognised, too, so that no later start is asked about it; it is read in full.
 */
export interface GlimpseSpec {
  /** The first starts of a list, in its order. */
  readonly starts: readonly string[];
  /** Kinds as events name them. */
  readonly kinds: Readonly<Record<string, KindSpec>>;
  /** Fields of the envelope, stored by the start's own action. */
  readonly common: readonly string[];
  /** One of `common`: its bytes are hashed and copied, to be compared as numbers. */
  readonly key: string;
  /** Another one, the stamp: whether it is that of the line before is told. */
  readonly stamp: string;
}

export interface KindSpec {
  /** What the action names it: `kind: "deferral"`; the same unless told. */
  readonly raw?: string;
  /** Fields whose places are wanted; `peer.ip` is one in an object. By name, where the action has it elsewhere: `by.reason`. */
  readonly fields?: readonly string[] | Readonly<Record<string, string>>;
  /** A line with one of these is read in full. */
  readonly without?: readonly string[];
  /** A line without the key is read in full. */
  readonly keyed?: boolean;
  /**
   * A record of several lines may begin with this one: it is read in full unless a line follows that cannot belong to it.
   * Starts that read further lines, as GRAMMAR/START.
   */
  readonly alone?: readonly string[];
  /** Kinds of events that it may become, where what the action names is none. */
  readonly means?: readonly string[];
}

/** What is wanted of a node. */
export interface Plan {
  /** The pair of words for where its text begins and ends. */
  readonly slot: number | undefined;
  /** What is wanted of the object that it becomes, by field. */
  readonly fields: ReadonlyMap<string, Plan>;
  /** The object's kind decides what is wanted: of a kind that is not here, nothing. */
  readonly kinds: ReadonlyMap<string, KindPlan> | undefined;
}

export interface KindPlan {
  /** From 1. */
  readonly code: number;
  readonly fields: ReadonlyMap<string, Plan>;
  /** Slots that must be empty. */
  readonly empty: readonly number[];
  /** Slots that must not be. */
  readonly needed: readonly number[];
  readonly isAlone: boolean;
}

const headWords = 12;

/** Where a glimpsed field stands in a record, by kind and field; the second word is the one behind it. */
export type Slots = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface SpecPlan {
  readonly plan: Plan;
  readonly slots: Slots;
  readonly codes: Readonly<Record<string, number>>;
  /** The slot of the key. */
  readonly keySlot: number;
  readonly stampSlot: number;
  /** Words of a record. */
  readonly stride: number;
}

/** Gives each wanted field its place in a record. */
export function planOf(spec: GlimpseSpec): SpecPlan {
  let next = headWords;
  const take = (): number => {
    next += 2;
    return next - 2;
  };
  const common = new Map(spec.common.map((field) => [field, take()]));
  const keySlot = common.get(spec.key);
  if (keySlot === undefined) throw new Error(`the key ${spec.key} is none of the common fields`);
  const first = next;
  let stride = next;
  const slots: Record<string, Record<string, number>> = {};
  const codes: Record<string, number> = {};
  const kinds = new Map<string, KindPlan>();
  for (const [at, [kind, { raw = kind, fields = [], without = [], keyed = false, alone = [] }]] of Object.entries(
    spec.kinds,
  ).entries()) {
    next = first;
    const paths = Array.isArray(fields) ? fields.map((path) => [path, path] as const) : Object.entries(fields);
    const named = paths.map(([name, path]) => ({ name, path, slot: take() }));
    const empty = new Map(without.map((path) => [path, take()]));
    stride = Math.max(stride, next);
    slots[kind] = Object.fromEntries([...common, ...named.map(({ name, slot }) => [name, slot])]);
    codes[kind] = at + 1;
    kinds.set(raw, {
      code: at + 1,
      fields: fieldPlans(new Map([...named.map(({ path, slot }) => [path, slot] as const), ...empty])),
      empty: [...empty.values()],
      needed: keyed ? [keySlot] : [],
      isAlone: alone.length > 0,
    });
  }
  const stampSlot = common.get(spec.stamp);
  if (stampSlot === undefined) throw new Error(`the stamp ${spec.stamp} is none of the common fields`);
  const plan: Plan = { slot: undefined, fields: fieldPlans(common), kinds };
  return { plan, slots, codes, keySlot, stampSlot, stride: stride + (stride % 2) };
}

/** `peer` and `peer.ip` are one field with a part. */
function fieldPlans(slots: ReadonlyMap<string, number>): ReadonlyMap<string, Plan> {
  const heads = new Map<string, Map<string, number>>();
  const own = new Map<string, number>();
  for (const [path, slot] of slots) {
    const [first = "", ...rest] = path.split(".");
    const parts = heads.get(first) ?? new Map<string, number>();
    heads.set(first, parts);
    if (rest.length === 0) own.set(first, slot);
    else parts.set(rest.join("."), slot);
  }
  return new Map(
    [...heads].map(([first, parts]) => [first, { slot: own.get(first), fields: fieldPlans(parts), kinds: undefined }]),
  );
}

/** A kind that nobody glimpses at. */
const inFull: KindPlan = { code: 0, fields: new Map(), empty: [], needed: [], isAlone: false };

/** What is wanted of the children of an alternative. */
export interface ChildPlans {
  readonly children: ReadonlyMap<number, Plan>;
  /** The kind that the alternative decides. */
  readonly kind: KindPlan | undefined;
  /** The place of the whole alternative. */
  readonly slot: number | undefined;
  /** What the object has as a null. */
  readonly absent: readonly Plan[];
}

const nothing: ReadonlyMap<number, Plan> = new Map();

/** @throws Error when a wanted field is neither a child of its own nor null, as the action has it */
export function childPlans(grammar: Grammar, symbols: readonly Node[], action: Action, plan: Plan): ChildPlans {
  switch (action.kind) {
    case "none":
      return { children: nothing, kind: undefined, slot: plan.slot, absent: [] };
    case "lexical":
      // `skip` is a null.
      return action.name === "skip"
        ? { children: nothing, kind: undefined, slot: undefined, absent: [plan] }
        : { children: nothing, kind: undefined, slot: plan.slot, absent: [] };
    case "pick":
      return { children: new Map([[action.index, plan]]), kind: undefined, slot: undefined, absent: [] };
    case "structural": {
      const settling = settlingOf(grammar, symbols, action);
      if (settling !== undefined) {
        const children = new Map<number, Plan>();
        const inner = new Map(plan.fields);
        for (const [field, child] of settling.fields) {
          const wanted = inner.get(field);
          if (wanted !== undefined) children.set(child, wanted);
          inner.delete(field);
        }
        children.set(settling.child, { slot: plan.slot, fields: inner, kinds: plan.kinds });
        return { children, kind: undefined, slot: undefined, absent: [] };
      }
      const kind = plan.kinds === undefined ? undefined : (plan.kinds.get(kindOf(action.body)) ?? inFull);
      const children = new Map<number, Plan>();
      const absent: Plan[] = [];
      for (const [field, wanted] of [...plan.fields, ...(kind?.fields ?? [])]) {
        const found = childOf(action.body, field);
        if (found === null) {
          absent.push(wanted);
          continue;
        }
        const { child, isPart } = found;
        const asked = isPart ? { slot: undefined, fields: new Map([[field, wanted]]), kinds: undefined } : wanted;
        children.set(child, both(children.get(child), asked));
      }
      return { children, kind, slot: plan.slot, absent };
    }
  }
}

function kindOf(body: string): string {
  return /\bkind: "([^"]+)"/.exec(body)?.[1] ?? "";
}

/**
 * `ip: d1`, `ip: d3.ip` and `ip: d3 && d3.ip`: the others are a part of the child, of the same name. null for `ip: null`.
 *
 * @throws Error when the field is anything else
 */
function childOf(body: string, field: string): { readonly child: number; readonly isPart: boolean } | null {
  if (new RegExp(`\\b${field}: null(?=[ ,}])`).test(body)) return null;
  const found = new RegExp(`\\b${field}: d(\\d+)((?: && d\\1)?\\.${field})?(?=[ ,}])`).exec(body);
  if (found === null) throw new Error(`${field} is no child of its own in ${body}`);
  return { child: Number(found[1]), isPart: found[2] !== undefined };
}

/** Two fields may be parts of one child. */
function both(one: Plan | undefined, other: Plan): Plan {
  if (one === undefined) return other;
  if (one.slot !== undefined && other.slot !== undefined) throw new Error("one child is two fields");
  return { slot: one.slot ?? other.slot, fields: new Map([...one.fields, ...other.fields]), kinds: undefined };
}
