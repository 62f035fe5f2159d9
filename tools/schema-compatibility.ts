/**
 * What of a newer JSON Schema breaks somebody who relied on an older one. Of what the program prints (`output`): a field
 * that is gone, may be missing, may be null or holds something else, and a word that is gone. Of what people write
 * (`input`): a key that is refused or has to be there, a value that was allowed.
 */

/** Who relies on a schema: readers of what is printed, or writers of what is read. */
export type Direction = "output" | "input";

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly definitions?: Readonly<Record<string, Node>>;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Each in a sentence that begins with the place: `findings[].severity: …`. Empty when nothing breaks. */
export function breakages(released: unknown, present: unknown, direction: Direction): readonly string[] {
  return compare(released as Node, present as Node, { released, present, direction, met: new Set() } as Walk, "");
}

interface Walk {
  readonly released: Node;
  readonly present: Node;
  readonly direction: Direction;
  /** Pairs that are being compared, or were: types refer to themselves. */
  readonly met: Set<string>;
}

function compare(old: Node, now: Node, walk: Walk, place: string): readonly string[] {
  if (old.$ref !== undefined && now.$ref !== undefined) {
    const pair = `${old.$ref} ${now.$ref}`;
    if (walk.met.has(pair)) return [];
    walk.met.add(pair);
  }
  const before = alternatives(old, walk.released);
  const after = alternatives(now, walk.present);
  const at = place === "" ? "the whole" : place;
  const lost = before.flatMap((one) => bestMatch(one, after, walk, place));
  const news =
    walk.direction === "output" && after.some(isNull) && !before.some(isNull)
      ? [`${at}: may now be null, which readers do not expect`]
      : [];
  return [...lost, ...news];
}

/** What breaks for one alternative, against the present one that is nearest to it. */
function bestMatch(old: Node, after: readonly Node[], walk: Walk, place: string): readonly string[] {
  let best: readonly string[] | undefined;
  for (const now of sameTag(old, after)) {
    const found = compareOne(old, now, after.length > 1 ? { ...walk, met: new Set(walk.met) } : walk, place);
    if (found.length === 0) return [];
    if (best === undefined || found.length < best.length) best = found;
  }
  return best ?? [`${place === "" ? "the whole" : place}: ${JSON.stringify(nameOf(old))} is gone`];
}

function compareOne(old: Node, now: Node, walk: Walk, place: string): readonly string[] {
  const at = place === "" ? "the whole" : place;
  const words = wordsOf(old);
  const wordsNow = wordsOf(now);
  if (wordsNow !== null) {
    if (words === null) return [`${at}: was any ${typeOf(old)}, now only ${JSON.stringify(wordsNow)}`];
    const gone = words.filter((word) => !wordsNow.includes(word));
    return gone.map((word) => `${at}: the value ${JSON.stringify(word)} is gone`);
  }
  if (typeOf(old) !== typeOf(now) && typeOf(now) !== "any" && !(typeOf(old) === "integer" && typeOf(now) === "number"))
    return [`${at}: was ${typeOf(old)}, is ${typeOf(now)}`];
  if (walk.direction === "input" && now.pattern !== undefined && now.pattern !== old.pattern)
    return [`${at}: the pattern is another one: ${now.pattern}`];
  const items =
    old.items !== undefined && now.items !== undefined ? compare(old.items, now.items, walk, `${place}[]`) : [];
  const { additionalProperties: free } = old;
  const { additionalProperties: freeNow } = now;
  const values =
    typeof free === "object" && typeof freeNow === "object" ? compare(free, freeNow, walk, `${place}{}`) : [];
  return [...items, ...values, ...compareProperties(old, now, walk, place)];
}

function compareProperties(old: Node, now: Node, walk: Walk, place: string): readonly string[] {
  const found: string[] = [];
  const named = (name: string) => (place === "" ? name : `${place}.${name}`);
  for (const [name, property] of Object.entries(old.properties ?? {})) {
    const present = now.properties?.[name];
    if (present === undefined) {
      if (now.properties !== undefined || now.additionalProperties === false) found.push(`${named(name)}: is gone`);
      continue;
    }
    found.push(...compare(property, present, walk, named(name)));
    if (walk.direction === "output" && old.required?.includes(name) === true && now.required?.includes(name) !== true)
      found.push(`${named(name)}: was always there, and now may be missing`);
  }
  if (walk.direction === "input")
    for (const name of now.required ?? [])
      if (old.required?.includes(name) !== true) found.push(`${named(name)}: must now be there`);
  return found;
}

/** A schema's alternatives, references followed, lists of types taken apart. */
function alternatives(node: Node, root: Node): readonly Node[] {
  const target = resolved(node, root);
  const branches = target.anyOf ?? target.oneOf;
  if (branches !== undefined) return branches.flatMap((one) => alternatives(one, root));
  const { type } = target;
  if (typeof type === "string" || type === undefined || target.enum !== undefined || "const" in target) return [target];
  return type.map((one) => ({ ...target, type: one }));
}

function resolved(node: Node, root: Node): Node {
  const name = /^#\/(definitions|\$defs)\/(.+)$/.exec(node.$ref ?? "");
  if (name === null) return node;
  const definition = root[name[1] as "definitions" | "$defs"]?.[decodeURIComponent(name[2] ?? "")];
  if (definition === undefined) throw new Error(`${node.$ref}: there is no such definition`);
  return resolved(definition, root);
}

/** Alternatives of a union that are told apart by a word (`kind`, `is`) are held against their own only. */
function sameTag(old: Node, after: readonly Node[]): readonly Node[] {
  for (const [name, property] of Object.entries(old.properties ?? {})) {
    const words = wordsOf(property);
    if (words === null || words.length === 0) continue;
    const own = after.filter((one) => {
      const nowWords = wordsOf(one.properties?.[name] ?? {});
      return nowWords !== null && words.some((word) => nowWords.includes(word));
    });
    if (own.length > 0) return own;
  }
  const same = after.filter((one) => typeOf(one) === typeOf(old));
  return same.length > 0 ? same : after.filter((one) => !isNull(one));
}

function wordsOf(node: Node): readonly unknown[] | null {
  return "const" in node ? [node.const] : (node.enum ?? null);
}

function typeOf({ type, properties, items, anyOf, ...rest }: Node): string {
  if (typeof type === "string") return type;
  if ("const" in rest) return typeof rest.const;
  if (rest.enum !== undefined) return typeof rest.enum[0];
  return properties !== undefined ? "object" : items !== undefined ? "array" : "any";
}

const isNull = (node: Node): boolean =>
  node.type === "null" || ("const" in node && node.const === null) || (node.enum ?? []).includes(null);

const nameOf = (node: Node): unknown => wordsOf(node)?.[0] ?? wordsOf(node.properties?.kind ?? {})?.[0] ?? typeOf(node);
