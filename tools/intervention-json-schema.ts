/** The published JSON Schema of intervention.yaml, made from the schema that the program checks with. */
import { z } from "zod";
import { interventionSchema } from "../src/knowledge/intervention-schema.ts";

/** As much of a JSON Schema as is rewritten here. */
interface Node {
  type?: string | string[];
  anyOf?: Node[];
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  description?: string;
  [keyword: string]: unknown;
}

const TODO = { $ref: "#/$defs/todo" };
const SCALAR = ["string", "number", "boolean"];

/** Draft 2020-12. YAML's numbers and booleans are text where the program reads text. */
export function interventionJsonSchema(): Record<string, unknown> {
  const shared: Shared = new Map();
  const { $schema, ...schema } = z.toJSONSchema(interventionSchema("UTC"), { io: "input" });
  return {
    $schema,
    $id: "urn:mailmortem:schema:intervention:1",
    title: "mailmortem intervention.yaml",
    description: "What was done about the faults that mailmortem found, in the words of the operator.",
    ...rewritten(schema as Node, true, shared),
    $defs: {
      ...Object.fromEntries(shared),
      todo: {
        type: "string",
        pattern: "^\\s*TODO(?![A-Za-z0-9_])",
        description: "Still to be filled in; the report lists it.",
      },
    },
  };
}

/** Parts that are used more than once, by name. */
type Shared = Map<string, Node>;

/** `isRequired`: a blank value is none. */
function rewritten(node: Node, isRequired: boolean, shared: Shared): Node {
  const { isNullable, node: bare } = withoutNull(node);
  const { "x-single": isSingle, "x-short": isShort, "x-scalar": isText, "x-part": part, description, ...rest } = bare;
  const about = description === undefined ? {} : { description };
  const blank = isNullable && !isRequired ? ["null"] : [];
  if (isText === true || isBareString(rest)) return { ...about, ...rest, type: [...SCALAR, ...blank] };
  const choices = [
    ...(isSingle === true && rest.items ? [rewritten(rest.items, true, shared)] : []),
    named(part, inner(rest, shared), shared),
  ];
  if (isShort === true) choices.unshift({ type: SCALAR });
  if (isNullable && !choices.some((one) => Array.isArray(one.type) && one.pattern === undefined)) choices.push(TODO);
  if (blank.length > 0) choices.push({ type: "null" });
  const flat = choices.flatMap((one) => (one.anyOf && Object.keys(one).length === 1 ? one.anyOf : [one]));
  const distinct = [...new Map(flat.map((one) => [JSON.stringify(one), one])).values()];
  const [only] = distinct;
  return distinct.length === 1 && only ? { ...about, ...only } : { ...about, anyOf: distinct };
}

function named(part: unknown, node: Node, shared: Shared): Node {
  if (typeof part !== "string") return node;
  shared.set(part, node);
  return { $ref: `#/$defs/${part}` };
}

function inner(node: Node, shared: Shared): Node {
  const { properties, items, required = [], ...rest } = node;
  return {
    ...rest,
    ...(items === undefined ? {} : { items: rewritten(items, true, shared) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, value]) => [key, rewritten(value, required.includes(key), shared)]),
          ),
        }),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** zod writes "or null" as a type or as an alternative. */
function withoutNull(node: Node): { readonly isNullable: boolean; readonly node: Node } {
  if (Array.isArray(node.type) && node.type.includes("null")) {
    const types = node.type.filter((one) => one !== "null");
    return { isNullable: true, node: { ...node, type: types.length === 1 ? (types[0] as string) : types } };
  }
  const others = node.anyOf?.filter((one) => one.type !== "null");
  if (node.anyOf === undefined || others?.length === node.anyOf.length) return { isNullable: false, node };
  const { anyOf: _, ...rest } = node;
  const [only, ...more] = others ?? [];
  if (only !== undefined && more.length === 0) return { isNullable: true, node: { ...only, ...rest } };
  return { isNullable: true, node: { ...rest, anyOf: others ?? [] } };
}

function isBareString(node: Node): boolean {
  return node.type === "string" && node.enum === undefined && node.examples === undefined;
}
