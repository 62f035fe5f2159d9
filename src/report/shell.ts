import { hasUnseen } from "./visible.ts";

/** Stands in a printed command for a value that must not be pasted into a shell. */
export const UNPRINTABLE = "'VALUE-FROM-THE-LOG-NOT-SAFE-TO-PASTE'";

/** A command of ours, of several words; printed as it is. */
export class ShellCommand {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
  /** The command as a shell reads it. */
  toString(): string {
    return this.source;
  }
}

/** What a command's template prints for a tag: commands of ours as they are, every other value as one word. */
export function escapeForShell(value: unknown): string {
  return value instanceof ShellCommand ? value.source : shellWord(value);
}

/**
 * `value` as one word of a POSIX shell command that a person will paste. Mailbox and user names come from strangers:
 * quotes are quoted, and a value with invisible characters or a leading dash (it would be an option) is not printed.
 */
export function shellWord(value: unknown): string {
  const word = String(value);
  if (word === "" || word.startsWith("-") || hasUnseen(word)) return UNPRINTABLE;
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
