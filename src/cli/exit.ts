import { ToolError } from "../error.ts";

/** What the process says when it ends. Part of the command-line contract: scripts rely on it. */
export const exit = {
  fine: 0,
  /** `analyze`: a finding at or above `--fail-on`. */
  findings: 1,
  /** `verify --fail-on contradicted`: the logs contradict the report. */
  contradicted: 1,
  /** `trace`: the logs were read, and none of their lines names what was looked for (as grep says it). */
  notFound: 1,
  /** Wrong arguments, or a result that cannot be written where it was asked for. */
  usage: 2,
  /** An input could not be read; the others still were. */
  input: 3,
  /** Not one line was recognised, so "no findings" would prove nothing. */
  nothing: 4,
  /** A bug of this program. */
  bug: 70,
  /** 128 + SIGHUP, as shells say it. */
  hungUp: 129,
  /** 128 + SIGINT. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** The exit code for whatever ended a command early. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof ToolError) return error.code === "input" ? exit.input : exit.usage;
  return isAbort(error) ? exit.interrupted : exit.bug;
}

/** Whether this is the rejection of an aborted operation. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
