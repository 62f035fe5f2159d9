/**
 * Findings as a person reads them (ADR 0003): analyzers compare and sort latin1 text, and what they found is read as
 * UTF-8 here, once. Read twice, a name that looks like UTF-8 would become another one.
 */
import { utf8 } from "../parsers/text.ts";
import { type Finding, isExternal } from "./analysis.ts";

/** Findings whose texts are UTF-8 where the log's bytes were. */
export interface Legible {
  readonly findings: readonly Finding[];
  /** The key that a finding has here, by the one that its analyzer gave it. */
  keyOf(given: string | null): string | null;
}

/** @param found of analyzers of this package, latin1 but for the evidence; those from outside stay as they are. */
export function legible(found: readonly Finding[]): Legible {
  const keys = keysOf(found);
  const keyOf = (given: string | null) => (given === null ? null : (keys.get(given) ?? utf8(given)));
  const findings = found.map((finding): Finding => {
    if (isExternal(finding)) return finding;
    const { evidence: _read, key, causedBy, ...texts } = finding;
    return { ...finding, ...read(texts), key: keys.get(key) ?? key, causedBy: keyOf(causedBy) } as Finding;
  });
  return { findings, keyOf };
}

/** Keys stay unique: one host may write a name as UTF-8 and in latin1, and these read alike. */
function keysOf(found: readonly Finding[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set(found.filter(isExternal).map(({ key }) => key));
  const own = found.flatMap((finding) => (isExternal(finding) ? [] : [{ given: finding.key, key: utf8(finding.key) }]));
  // What is UTF-8 has the name to itself, in whatever order they were found.
  for (const isUtf8 of [true, false]) {
    for (const { given, key } of own) {
      if ((given !== key) !== isUtf8 || keys.has(given)) continue;
      let free = key;
      for (let number = 2; taken.has(free); number++) free = `${key} (${number})`;
      taken.add(free);
      keys.set(given, free);
    }
  }
  return keys;
}

/** The same value with its texts read; the very same where all of them are ASCII, which is nearly always. */
function read<T>(value: T): T {
  if (typeof value === "string") return utf8(value) as T;
  if (typeof value !== "object" || value === null) return value;
  let isSame = true;
  const each = <V>(part: V): V => {
    const text = read(part);
    isSame &&= text === part;
    return text;
  };
  const copy = Array.isArray(value)
    ? value.map(each)
    : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, each(part)]));
  return isSame ? value : (copy as T);
}
