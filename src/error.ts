/** Where a mistake stands: a file and, when known, a line and a column (both from 1). */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** `usage`: arguments; `input`: a file; `grammar`: a .ne file; `document`: YAML or JSON written by a person. */
export type ToolErrorCode = "usage" | "input" | "grammar" | "document";

/**
 * A person's mistake, with what to do next in its message. Log data never causes one: unknown lines are counted.
 */
export class ToolError extends Error {
  override readonly name = "ToolError";
  constructor(
    readonly code: ToolErrorCode,
    message: string,
    readonly at?: Place,
  ) {
    super(at === undefined ? message : `${place(at)}: ${message}`);
  }
}

function place(at: Place): string {
  return [at.file, at.line, at.column].filter((part) => part !== undefined).join(":");
}
