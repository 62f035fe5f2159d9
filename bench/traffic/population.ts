/** Values for the gaps of templates: one host's users, the world that it writes to, and ids that no two lives share. */
import type { Chance } from "../chance.ts";
import { domains, people } from "./names.ts";
import type { Template } from "./template.ts";
import type { VariableKind } from "./variables.ts";

export interface Population {
  /**
   * Values for a life that begins now, one a variable.
   *
   * @param second of its beginning, since the epoch
   * @param isTroubled some destinations are in trouble most of the time; such a life is about one of them
   */
  valuesOf(template: Template, second: number, isTroubled: boolean): string[];
}

const ownDomains = 40;
const ownPeople = 15;
const remoteDomains = 4_000;
const troubledDomains = 25;
const addresses6 = 5_000;
const chunks = 4_096;
const chunkLength = 6;
const subjectLength = 90;
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const hexadecimal = "0123456789abcdef";

/** @param subjects as recorded, with Exim's escapes */
export function population(chance: Chance, subjects: readonly string[]): Population {
  const own = domains(ownDomains);
  const remote = domains(ownDomains + remoteDomains).slice(ownDomains);
  const list = (length: number, make: () => string) => Array.from({ length }, make);
  const words = list(chunks, () => chance.word(chunkLength));
  const hex = list(chunks, () => chance.word(chunkLength, hexadecimal));
  const ip6 = list(
    addresses6,
    () => `2001:db8:${chance.word(3, "123456789abcdef")}::${chance.word(3, "123456789abcdef")}`,
  );
  const titles = subjects.flatMap((one) =>
    subjects.map((other) => (one === other ? one : `${one}, ${other}`).slice(0, subjectLength)),
  );
  // A cut escape would leave the quote open.
  const whole = titles.filter((title) => !title.includes("\\") || title.length < subjectLength);
  let process = 1_000;
  let idSecond = 0;
  let idStart = "";

  /** Few are met often, most seldom. */
  const often = (choices: readonly string[]) =>
    choices[Math.floor(choices.length * chance.next() * chance.next())] as string;
  const nextProcess = () => (process = process > 4_000_000 ? 1_000 : process + 1 + chance.below(9));
  const letters = (length: number, from: readonly string[]) => {
    let text = "";
    while (text.length < length) text += chance.pick(from);
    return text.slice(0, length);
  };
  const ip4 = () =>
    chance.happens(0.5) ? `198.51.100.${1 + chance.below(254)}` : `203.0.113.${1 + chance.below(254)}`;

  function id(second: number): string {
    if (second !== idSecond) [idSecond, idStart] = [second, digits(second, 6)];
    return `${idStart}-${digits(nextProcess(), 6)}-${digits(chance.below(3_000), 2)}`;
  }

  function newValue(kind: VariableKind, recorded: string, second: number, isTroubled: boolean): string {
    switch (kind) {
      case "id":
        return id(second);
      case "domain":
        return isTroubled ? (remote[chance.below(troubledDomains)] as string) : often(remote);
      case "own-domain":
        return often(own);
      case "local":
        return often(people);
      case "own-local":
        return people[chance.below(ownPeople)] as string;
      case "ip4":
        return ip4();
      case "ip6":
        return chance.pick(ip6);
      case "header-id":
        return `${chance.pick(hex)}${chance.pick(hex)}-${chance.pick(hex)}-${chance.pick(hex)}.${chance.pick(words)}${chance.pick(words)}`;
      case "token":
        return letters(recorded.length, words);
      case "subject":
        return whole.length === 0 ? recorded : chance.pick(whole);
      case "process":
        return String(nextProcess());
      case "port":
        return String(32_768 + chance.below(28_000));
      case "size":
        return String((400 + chance.below(600)) << chance.below(9));
      case "count":
        return String(10 + chance.below(10 ** Math.min(recorded.length, 7)));
    }
  }

  return {
    valuesOf: ({ variables }, second, isTroubled) => {
      const values: string[] = [];
      for (const { kind, text } of variables) values.push(newValue(kind, text, second, isTroubled));
      return values;
    },
  };
}

/** The last `length` digits of a number in base 62, as Exim's ids have them. */
function digits(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = base62.charAt(rest % 62) + text;
  return text;
}
