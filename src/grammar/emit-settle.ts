import type { Action } from "./actions.ts";
import { type Grammar, type Node, ruleOf } from "./ir.ts";

/**
 * `(d) => (d[2].at = d[0], d[2].pid = d[1], d[2])` stores what stood in front of a text into the object that the text
 * became. That object may be of any of a hundred shapes, and then every store is slow. When all of them are literals
 * that name these fields with a constant, they are built with the values at once: those were read before.
 */
export interface Settling {
  /** The child that is the object. */
  readonly child: number;
  /** Field of the object -> the child that is its value. */
  readonly fields: ReadonlyMap<string, number>;
}

/** The fields whose values are in variables of the module while a rule is read. */
export type Settled = ReadonlySet<string>;

const STORES = /^\(((?:d\d+\.\w+ = d\d+, )+)d(\d+)\)$/;
/** `({ kind: "exim.arrival", at: "", pid: null, `: the constants that a literal begins with. */
const CONSTANTS = /^\(\{ (?:\w+: (?:"[^"\\]*"|null|NaN), )*(?:\w+: (?:"[^"\\]*"|null|NaN) (?=\}))?/;

/** What an action of that form stores; undefined for any other, and where the object is not always such a literal. */
export function settlingOf(grammar: Grammar, symbols: readonly Node[], action: Action): Settling | undefined {
  if (action.kind !== "structural") return undefined;
  const [, stores, object] = STORES.exec(action.body) ?? [];
  if (stores === undefined) return undefined;
  const child = Number(object);
  const fields = new Map<string, number>();
  for (const [, target, field = "", value] of stores.matchAll(/d(\d+)\.(\w+) = d(\d+)/g)) {
    if (Number(target) !== child || Number(value) >= child || fields.has(field)) return undefined;
    fields.set(field, Number(value));
  }
  const node = symbols[child];
  return node !== undefined && isLiteral(grammar, node, new Set(fields.keys())) ? { child, fields } : undefined;
}

/** Whether a node is always an object whose literal begins with constants, these fields among them. */
function isLiteral(grammar: Grammar, node: Node, fields: Settled): boolean {
  if (node.kind !== "rule") return false;
  return ruleOf(grammar, node.name).alternatives.every(({ symbols, action }) => {
    if (action.kind === "structural") return settle(action.body, fields) !== undefined;
    const picked = action.kind === "pick" ? symbols[action.index] : undefined;
    return picked !== undefined && isLiteral(grammar, picked, fields);
  });
}

/** The literal with the variables in place of the constants; undefined when it is none. */
export function settle(body: string, fields: Settled): string | undefined {
  const constants = CONSTANTS.exec(body)?.[0] ?? "";
  let settled = constants;
  const rest = body.slice(constants.length);
  for (const field of fields) {
    const name = new RegExp(`\\b${field}: (?:"[^"\\\\]*"|null|NaN)`, "g");
    // The name may stand in the rest of the literal only as part of another one.
    if (settled.match(name)?.length !== 1 || new RegExp(`\\b${field}\\s*:`).test(rest)) return undefined;
    settled = settled.replace(name, `${field}: ${variableOf(field)}`);
  }
  return settled + rest;
}

/** The variable of the module that holds the value of a field. */
export function variableOf(field: string): string {
  return `$H_${field}`;
}
