/** The keys that a schema knows, for "did you mean". */

/** The keys of the object schema at `path`, as far as the schema is made of objects, arrays, optionals and pipes. */
export function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  let at = unwrapped(schema);
  for (const step of path) {
    at = unwrapped(typeof step === "number" ? at?.element : at?.shape?.[step]);
  }
  return Object.keys(at?.shape ?? {});
}

interface SchemaNode {
  readonly shape?: Record<PropertyKey, unknown>;
  readonly element?: unknown;
  /** What a pipe ends in. */
  readonly out?: unknown;
  readonly unwrap?: () => unknown;
}

function unwrapped(schema: unknown): SchemaNode | undefined {
  let node = schema as SchemaNode | undefined;
  while (node !== undefined && node.shape === undefined && node.element === undefined) {
    const inner = typeof node.unwrap === "function" ? node.unwrap() : node.out;
    if (inner === undefined) return node;
    node = inner as SchemaNode;
  }
  return node;
}
