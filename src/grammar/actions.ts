import { type Place, ToolError } from "../error.ts";

/**
 * What an alternative gives. Three kinds only, so that a scanner can build a value without knowing JavaScript:
 * - lexical: depends only on the bytes that the alternative spans: `text`, `int`, `flag` (true), `skip` (null);
 * - pick: the value of one child: `first`, `second`, `third`, nearley's `id`;
 * - structural: `(d) => expression` that reads its children as `d[n]`.
 */
export type Action =
  | { readonly kind: "none" }
  | { readonly kind: "lexical"; readonly name: LexicalName }
  | { readonly kind: "pick"; readonly index: number }
  | {
      readonly kind: "structural";
      readonly source: string;
      /** The expression with `d[n]` written as `d<n>`. */
      readonly body: string;
      /** The children that the expression reads, ascending. */
      readonly reads: readonly number[];
    };
export type LexicalName = "text" | "int" | "flag" | "skip";

const PICKS: Readonly<Record<string, number>> = { first: 0, second: 1, third: 2, id: 0, "builtin:id": 0 };

/** A string or template literal, a read of a child, or any other use of `d`. */
const TOKEN =
  /("(?:[^\\"]|\\.)*"|'(?:[^\\']|\\.)*'|`(?:[^\\`]|\\.)*`)|(?<![\w$.])d\[(\d+)\]|(?<![\w$.])d(?![\w$])(\s*:)?/gs;

/** @param size number of children @throws ToolError when the source is none of the three kinds */
export function actionOf(source: string | undefined, size: number, at: Place): Action {
  if (source === undefined) return { kind: "none" };
  if (source === "text" || source === "int" || source === "flag" || source === "skip")
    return { kind: "lexical", name: source };
  const index = Object.hasOwn(PICKS, source) ? PICKS[source] : undefined;
  if (index !== undefined) {
    if (index >= size) throw new ToolError("grammar", `{% ${source} %} has only ${size} symbols to pick from`, at);
    return { kind: "pick", index };
  }
  const expression = /^(?:d|\(\s*d\s*\))\s*=>\s*([^\s{].*)$/s.exec(source)?.[1];
  if (expression === undefined)
    throw new ToolError(
      "grammar",
      `an action is text, int, flag, skip, first, second, third or (d) => expression, not ${source}`,
      at,
    );
  const reads = new Set<number>();
  const body = expression.replace(
    TOKEN,
    (match, literal: string | undefined, child: string | undefined, colon: string | undefined) => {
      if (literal !== undefined || colon !== undefined) return match; // `d:` is the name of a property
      if (child === undefined) throw new ToolError("grammar", `an action may read d only as d[n]: ${source}`, at);
      if (Number(child) >= size)
        throw new ToolError("grammar", `d[${child}] is not there: the rule has ${size} symbols`, at);
      reads.add(Number(child));
      return `d${child}`;
    },
  );
  return { kind: "structural", source, body, reads: [...reads].sort((a, b) => a - b) };
}
