import { existsSync } from "node:fs";
import { closest } from "../knowledge/closest.ts";
import type { AnyCommand } from "./command.ts";

/**
 * Why the arguments were refused, and what was probably meant.
 *
 * @param message what yargs says in English.
 */
export function usageMessage(message: string, argv: readonly string[], commands: readonly AnyCommand[]): string {
  const names = commands.map((each) => each.name);
  const name = argv.find((arg) => !arg.startsWith("-"));
  const command = commands.find((each) => each.name === name);
  const unknown = /^Unknown arguments?: (.*)$/m.exec(message)?.[1]?.split(", ")[0];
  if (command !== undefined) {
    const help = `see "mailmortem ${command.name} --help"`;
    const choice = /^ *Argument: ([\w-]+), Given: "(.*)", Choices: (.*)$/m.exec(message);
    if (choice !== null) return `${command.name}: ${wrongChoice(choice)}; ${help}`;
    if (unknown === undefined) return `${command.name}: ${lowerFirst(message.split("\n")[0] ?? "")}; ${help}`;
    const options = [...Object.keys(command.options), "help", "version"];
    return `${command.name}: there is no option "${unknown}"${didYouMean(unknown, options)}; ${help}`;
  }
  const help = 'see "mailmortem --help"';
  if (name === undefined)
    return unknown === undefined
      ? `name a command (${names.join(", ")}); ${help}`
      : `there is no option "${unknown}"; ${help}`;
  if (existsSync(name)) return `name a command before the files: mailmortem report ${name}`;
  return `there is no command "${name}"${didYouMean(name, names)}; ${help}`;
}

/** ` (did you mean "x"?)`, or nothing when no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

function wrongChoice([, option = "", given = "", choices = ""]: readonly string[]): string {
  const known = [...choices.matchAll(/"([^"]*)"/g)].map(([, choice]) => choice ?? "");
  return `--${option}: "${given}" is none of ${known.join(", ")}${didYouMean(given, known)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
