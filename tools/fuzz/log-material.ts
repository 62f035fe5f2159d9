/** Logs for a round: of a bad day with hostile texts in its fields, of a recorded case, of lines of all kinds; changed. */
import type { Random } from "../../src/grammar/random.ts";
import { type Analysis, analyze, type Input } from "../../src/index.ts";
import { FIELDS, logsWith } from "../../test/hostile/logs.ts";
import { bytesOf } from "../../test/hostile/strings.ts";
import { cases, lines, windowOf } from "./corpus.ts";
import { hostile, mutate, type Neighbours } from "./mutate.ts";
import type { Material } from "./surface.ts";

const files = ["mainlog", "rejectlog", "paniclog", "dovecot.log", "mail.log"] as const;
const tokens = [
  ": ", " H=(", "] ", " <= ", " => ", " ** ", " == ", " T=\"", "\" ", "<>", " from ", " for ", " defer (-1): ", "\\", "\t",
  " Completed", " Frozen", "Error: ", "mmap(size=1) failed with file ", "Tainted filename '", "2026-01-06 08:00:00 ",
  "Jan 06 08:00:00 ", "2026-01-06T08:00:00.123456+01:00 host exim[1]: ", "\r\n", "\u0000", "\u00e9", "<22>", "\n\n",
] as const; // biome-ignore format: a list
const zones = ["UTC", "Europe/Brussels", "+05:45", "America/St_Johns"] as const;

/** Names of materials that are no logs. */
const notLogs: ReadonlySet<string> = new Set(["tz", "mode"]);

/** Logs as Latin-1 by name, and the zone that they are read in. */
export function makeLogs(random: Random): Material {
  return { ...changed(random), tz: random.pick(zones) };
}

function changed(random: Random): Material {
  const kind = random.below(100);
  if (kind < 45) return planted(random);
  if (kind < 80) return mutated(new Map([...random.pick(cases())].map((one) => windowed(one, random))), random, 8);
  const mixed = files.filter(() => random.chance(50)).map((name) => [name, someLines(random)] as const);
  return mutated(new Map(mixed), random, 12);
}

function planted(random: Random): Material {
  const texts = new Map(FIELDS.map((field) => [field, random.chance(60) ? hostile(random) : "z"]));
  const logs = logsWith((field) => texts.get(field) ?? "z", random.chance(50) ? "daemon" : "raw");
  const named = new Map([
    ["mainlog", logs.mainlog],
    ["rejectlog", logs.rejectlog],
    ["dovecot.log", logs.dovecot],
  ]);
  return random.chance(50) ? Object.fromEntries(named) : mutated(named, random, 4);
}

const windowed = ([name, text]: readonly [string, string], random: Random) =>
  [name, windowOf(text, random.below(text.length + 1))] as const;

function someLines(random: Random): string {
  let text = "";
  for (let left = 1 + random.below(60); left > 0; left--) text += `${random.pick(lines())}\n`;
  return text;
}

function mutated(logs: ReadonlyMap<string, string>, random: Random, most: number): Material {
  const around: Neighbours = { tokens, others: [...logs.values(), random.pick(lines())] };
  return Object.fromEntries([...logs].map(([name, text]) => [name, asBytes(mutate(text, around, random, most))]));
}

/** One line, changed; Latin-1. */
export function makeLine(random: Random): string {
  const around: Neighbours = { tokens, others: [random.pick(lines())] };
  return asBytes(mutate(random.pick(lines()), around, random)).replace(/[\r\n]/g, " ");
}

/** What was inserted beyond U+00FF as the bytes of its UTF-8; what is a byte stays one, if of no UTF-8. */
export function asBytes(text: string): string {
  return text.replace(/[^\u0000-\u00ff]+/gu, bytesOf);
}

const now = Date.parse("2026-01-09T08:00:00Z");

/** How a round's logs are read. */
export function readingOf({ tz = "UTC" }: Material): { readonly tz: string; readonly now: number } {
  return { tz: (zones as readonly string[]).includes(tz) ? tz : "UTC", now };
}

/** A round's logs as streams. */
export function inputsOf(material: Material): readonly Input[] {
  return Object.entries(material)
    .filter(([name]) => !notLogs.has(name))
    .map(([name, text]) => ({ name, stream: streamOf(text) }));
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, "latin1");
}

/** What a round's logs show; null when nothing is left of them. */
export async function analysisOf(material: Material): Promise<Analysis | null> {
  const inputs = inputsOf(material);
  return inputs.length === 0 ? null : analyze(inputs, { ...readingOf(material), jobs: 1 });
}
