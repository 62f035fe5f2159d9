import { fstatSync } from "node:fs";
import { ToolError } from "../error.ts";

/** Where packages and panels keep these logs, rotated members included. */
export const usualPlaces: readonly string[] = [
  // Debian, Ubuntu, Hestia
  "/var/log/exim4/mainlog*",
  "/var/log/exim4/paniclog*",
  "/var/log/exim4/rejectlog*",
  // DirectAdmin, FreeBSD; Red Hat's package
  "/var/log/exim/{mainlog,paniclog,rejectlog}*",
  "/var/log/exim/{main,panic,reject}.log*",
  // cPanel
  "/var/log/{exim_mainlog,exim_paniclog,exim_rejectlog}*",
  // Dovecot's own file (Hestia), or syslog
  "/var/log/dovecot.log*",
  "/var/log/mail.log*",
  "/var/log/maillog*",
];

/**
 * What to read: the inputs named, else standard input if something is connected to it, else the logs in their usual
 * places. Patterns, folders and forced dialects are the engine's business.
 *
 * @throws ToolError `usage` when nothing is named and nothing is found; it names the places tried.
 */
export async function chooseInputs(files: readonly string[]): Promise<readonly string[]> {
  if (files.length > 0) return files;
  return standardInputIsConnected() ? ["-"] : filesIn(usualPlaces);
}

/**
 * The files in these places, by name.
 *
 * @throws ToolError `usage` when there is none that this user can see.
 */
export async function filesIn(places: readonly string[]): Promise<readonly string[]> {
  // Loaded when needed: who names files does without.
  const { glob } = await import("tinyglobby");
  const found = await glob([...places], { absolute: true });
  if (found.length > 0) return found.sort();
  throw new ToolError(
    "usage",
    [
      "no log named, nothing on standard input, and no readable log in the usual places:",
      ...places.map((place) => `  ${place}`),
      "name the files (mailmortem report /path/to/mainlog*), or run as root: mail logs are often closed to others",
    ].join("\n"),
  );
}

/** A pipe, a socket or a regular file; not a terminal and not /dev/null. */
function standardInputIsConnected(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isSocket() || stdin.isFile();
  } catch {
    return false;
  }
}
