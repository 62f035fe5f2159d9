/** However the same logs are read, the analysis and the report are the same bytes: at sizes that no unit test has. */
import type { Choice } from "../choice.ts";
import type { Finding } from "../figure.ts";
import { logOf } from "../logs.ts";
import { differenceOf, outputs, without } from "../output.ts";
import { plain, waysOf } from "../ways.ts";

export async function compareWays({ equalSize }: Choice): Promise<readonly Finding[]> {
  const paths = [logOf("exim", equalSize).path, logOf("dovecot", equalSize).path];
  const expected = await outputs(plain(paths));
  const verdicts: Finding[] = [];
  for (const { promise, way, skipped } of await waysOf(paths)) {
    const of = { type: "verdict", part: "equal", log: "exim and dovecot", promise } as const;
    if (way === undefined) {
      verdicts.push({ ...of, measured: skipped, held: null });
      continue;
    }
    const difference = differenceOf(without(way.unlike, expected), without(way.unlike, await outputs(way)));
    const size = expected.map(([, text]) => text.length).reduce((sum, length) => sum + length);
    verdicts.push({ ...of, measured: difference ?? `${size} bytes are the same`, held: difference === undefined });
  }
  return verdicts;
}
