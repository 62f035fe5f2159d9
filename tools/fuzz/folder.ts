/** Where surfaces write files: in the folder that who asks removes in the end, whatever became of the judging process. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Names the folder to the judging process. */
export const folderVariable = "MAILMORTEM_FUZZ_FOLDER";

/** A new folder for a surface or a round. */
export function newFolder(): string {
  return mkdtempSync(join(process.env[folderVariable] ?? tmpdir(), "fuzz-"));
}
