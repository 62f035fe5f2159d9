/** Whether JSON that is printed is plain and parses to the value that it was made of. */
import { isDeepStrictEqual } from "node:util";
import { jsonText } from "../../src/cli/json.ts";
import { plainFaults } from "../../test/hostile/judges.ts";

export function jsonFaults(value: object): readonly string[] {
  const text = jsonText(value);
  const faults = [...plainFaults(text), ...(text.includes("\n") ? ["line of JSON: it has two"] : [])];
  const isEqual = isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
  return isEqual ? faults : [...faults, `parsed JSON: not what was printed, ${text.slice(0, 200)}`];
}
