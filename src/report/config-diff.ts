/** Files that the operator created or changed, as lines to print. */
import { createTwoFilesPatch } from "diff";
import type { ChangedFile } from "../knowledge/intervention.ts";

/** Lines of context around a change. */
const CONTEXT = 3;

/**
 * A unified diff: as stated, or made from what the file was before and is after; the whole content of a created file.
 * null when nothing of it is stated. Values of password keys are masked: configuration files are pasted whole.
 */
export function changedLines(
  file: ChangedFile,
): { readonly info: "diff" | "text"; readonly lines: readonly string[] } | null {
  if (file.diff !== null) return { info: "diff", lines: masked(file.diff) };
  if (file.before !== null && file.after !== null) {
    const patch = createTwoFilesPatch(
      file.path,
      file.path,
      withEnd(file.before),
      withEnd(file.after),
      undefined,
      undefined,
      { context: CONTEXT },
    );
    // the first two lines are an "Index:" and a rule, which no reader needs
    const lines = masked(patch);
    return { info: "diff", lines: lines.slice(lines.findIndex((line) => line.startsWith("---"))) };
  }
  const whole = file.is === "removed" ? file.before : file.after;
  return whole === null ? null : { info: "text", lines: masked(whole) };
}

/** Text without a newline at its end would be told apart in the patch for that alone. */
const withEnd = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

/**
 * `pass: hunter2`, `+ auth_password = hunter2`, `# "relay-token": "x"`: a key that means a password, and something behind
 * it. `client_send` is Exim's: user and password of a login elsewhere.
 */
const SECRET = /^([-+ ]?[\s#;]*["']?[\w.-]*(?:pass|passwd|password|secret|token|client_send)["']?\s*[:=]\s*)\S.*$/i;

function masked(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const end = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  // a tab would be shown by its number; in a configuration it is white space
  return lines.slice(0, end).map((line) => line.replace(SECRET, "$1***").replaceAll("\t", "    "));
}
