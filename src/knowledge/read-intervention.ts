/** Gets the text of an intervention.yaml from its file. */
import { readFile, stat } from "node:fs/promises";
import { ToolError } from "../error.ts";
import { longestDocument } from "./document.ts";
import { refuse } from "./mistakes.ts";

/**
 * The text of a document that a person wrote.
 *
 * @throws ToolError `usage` when there is no such file or it cannot be read; `document` when it is longer than 1 MiB or
 * no UTF-8.
 */
export async function readDocumentText(path: string): Promise<string> {
  return decodeDocument(await bytesOf(path), path);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    return size > longestDocument ? new Uint8Array(longestDocument + 1) : await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new ToolError("usage", `${path}: there is no such file`);
    if (code === "EISDIR") throw new ToolError("usage", `${path}: this is a folder; name a file in it`);
    throw new ToolError("usage", `${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

/**
 * Bytes as text; a byte order mark is left out.
 *
 * @throws ToolError `document` with the place of the first byte that is no UTF-8.
 */
export function decodeDocument(bytes: Uint8Array, file: string): string {
  if (bytes.length > longestDocument)
    refuse([{ at: { file }, message: "longer than 1 MiB; this is no intervention.yaml" }]);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    refuse([{ at: { file }, message: "this is UTF-16; save it as UTF-8" }]);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const before = validStart(bytes).split("\n");
    const at = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    refuse([{ at, message: "a byte that is no UTF-8; save the file as UTF-8" }]);
  }
}

/** The longest beginning that is UTF-8: what a stream decoder gives out before it meets the bad byte, by halves. */
function validStart(bytes: Uint8Array): string {
  let [good, bad] = [0, bytes.length];
  let text = "";
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return text;
}
