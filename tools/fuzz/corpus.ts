/** What is changed: logs and lines of fixtures/, documents of operators, templates, finished reports. Read when asked for. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { fixtureLines } from "../fixture-lines.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The text of a file of the repository, UTF-8. */
export function textOf(path: string): string {
  return readFileSync(root + path, "utf8");
}

/** Logs of a case by name, as Latin-1; a night of a quarter of a megabyte is no round's input: windows of it are. */
export type Logs = ReadonlyMap<string, string>;

const longest = 24_000;

function once<T>(read: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => {
    held ??= { value: read() };
    return held.value;
  };
}

/** The logs of each case, and those of fixtures/hostile/ as one case. */
export const cases: () => readonly Logs[] = once(() => {
  const folders = readdirSync(`${root}fixtures/logs`).sort();
  const found = folders.map((name) => logsBelow(`fixtures/logs/${name}`));
  return [...found.filter(({ size }) => size > 0), logsBelow("fixtures/hostile")];
});

/** Every kind of line that fixtures have, Latin-1. */
export const lines: () => readonly string[] = once(fixtureLines);

/** The names of keys of the documents and outputs that schemas/ describes. */
export const schemaKeys: () => readonly string[] = once(() => {
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, held] of Object.entries(value)) {
      if (key === "properties" && typeof held === "object" && held !== null)
        for (const name of Object.keys(held)) keys.add(name);
      walk(held);
    }
  };
  for (const file of readdirSync(`${root}schemas`).sort()) walk(JSON.parse(textOf(`schemas/${file}`)));
  return [...keys].sort();
});

function logsBelow(folder: string): Logs {
  const logs = new Map<string, string>();
  for (const entry of readdirSync(root + folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "expected") for (const [name, text] of logsBelow(path)) logs.set(name, text);
    } else if (!/\.(?:md|ya?ml|json)$/.test(entry.name)) logs.set(entry.name.replace(/\.gz$/, ""), bytesOf(path));
  }
  return logs;
}

function bytesOf(path: string): string {
  const bytes = readFileSync(root + path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("latin1");
}

/** A piece of whole lines, some 24,000 characters at most, from the line that holds the place. */
export function windowOf(text: string, at: number): string {
  if (text.length <= longest) return text;
  const from = text.lastIndexOf("\n", Math.min(at, text.length - longest)) + 1;
  return text.slice(from, text.lastIndexOf("\n", from + longest) + 1);
}
