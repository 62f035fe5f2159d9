import { ToolError } from "../error.ts";

/**
 * Following a log through its rotations needs to know a file whatever it is called then, which Windows does not tell.
 *
 * @throws ToolError `usage` on Windows, with what can be done instead
 */
export function refuseWindows(platform: NodeJS.Platform = process.platform): void {
  if (platform !== "win32") return;
  throw new ToolError(
    "usage",
    "watch does not run on Windows, which does not tell which log a file is once it was rotated; run it on the mail server, or analyze copies of the logs here",
  );
}
