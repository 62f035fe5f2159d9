/** How a person's mistake may be told. */

import { messageLines } from "../../src/cli/console.ts";
import { ToolError } from "../../src/error.ts";
import { plainFaults } from "../../test/hostile/judges.ts";

/**
 * Faults of what was thrown: none for a ToolError whose every line says where in the file, and is plain where it is
 * printed.
 *
 * @param file as its places begin
 * @throws what was thrown, if it is no ToolError
 */
export function mistakeFaults(error: unknown, file: string): readonly string[] {
  if (!(error instanceof ToolError)) throw error;
  const [first = ""] = error.message.split("\n");
  const isOfAll = /: (?:longer than 1 MiB|its \*names repeat)/.test(first);
  const hasPlace = first.startsWith(`${file}:`) && /^:\d+:\d+: ./.test(first.slice(file.length));
  return [
    ...(hasPlace || isOfAll ? [] : [`mistake without a place: ${first}`]),
    ...plainFaults(messageLines(error.message)),
  ];
}
