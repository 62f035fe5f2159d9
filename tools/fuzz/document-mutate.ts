/** Changes of YAML that a person writes: of its keys and values, its indentation, and as of any text. */
import type { Random } from "../../src/grammar/random.ts";
import { schemaKeys } from "./corpus.ts";
import { hostile, mutate } from "./mutate.ts";

const tokens = [
  ": ", "- ", "\n  ", "\n- ", "|\n", ">-\n", "{", "}", "[", "]", "\"", "'", "#", "&a ", "*a", "<<: *a", "!!binary ", "!x ", "---\n", "...\n",
  "? ", "\t", "null", "~", "true", "TODO", "TODO: ", "2026-13-40 25:61", "2026-01-08 14:18", "1e400", ".nan", "0o17", "__proto__: x\n",
  "toString", "constructor: ", "\r", "\u2028", "\ufeff", "%YAML 9.9\n", "10h", "all", "10 of 12", "1 GB",
] as const; // biome-ignore format: a list

/** The document changed; well-formed more often than not. */
export function mutateDocument(text: string, random: Random): string {
  let out = text;
  for (let left = 1 + random.below(4); left > 0; left--) out = changed(out, random);
  return out;
}

function changed(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const line = lines[at] ?? "";
  const put = (...given: readonly string[]) => [...lines.slice(0, at), ...given, ...lines.slice(at + 1)].join("\n");
  const key = /^([\s-]*)([A-Za-z]+):/.exec(line);
  switch (random.below(9)) {
    case 0:
      return key === null ? put() : put(line.replace(key[2] ?? "", () => random.pick(schemaKeys())));
    case 1:
      return put(
        line,
        `${/^[\s-]*/.exec(line)?.[0].replace("-", " ")}${random.pick(schemaKeys())}: ${random.pick(tokens)}`,
      );
    case 2:
      return put(random.chance(50) ? ` ${line}` : line.replace(/^ /, ""));
    case 3:
      return put(line, line);
    case 4:
      return key === null ? put(`${line} ${quoted(random)}`) : put(`${key[0]} ${quoted(random)}`);
    case 5:
      return key === null
        ? put()
        : put(`${key[0]} |`, `${/^[\s-]*/.exec(line)?.[0].replace("-", " ")}  ${hostile(random)}`);
    case 6:
      return put(line.replace(/:\s.*$/, () => `: ${random.pick(tokens)}`));
    case 7:
      return put(`${line.slice(0, line.search(/\S|$/))}${nested(random)}`);
    default:
      return mutate(text, { tokens, others: [text] }, random, 2);
  }
}

/** A hostile text as a scalar that YAML reads. */
const quoted = (random: Random) => JSON.stringify(hostile(random));

/** Lists in lists, maps in maps, aliases of aliases. */
function nested(random: Random): string {
  const depth = random.pick([2, 50, 2000]);
  const [open, close] = random.pick([
    ["[", "]"],
    ["{a: ", "}"],
    ["- ", ""],
    ["? ", ""],
  ] as const);
  return `x: ${open.repeat(depth)}1${close.repeat(depth)}`;
}
