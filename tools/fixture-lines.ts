/** Every line of fixtures/, as latin1: what scanners and nearley must agree on. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));
/** nearley needs milliseconds for a line of this length; longer ones say nothing more about the grammar. */
const LONGEST = 1500;
/** A log repeats itself: so many lines of a file, evenly spread, are enough. */
const MOST = 400;
/** Notes are known by their first words alone, a format a line: the dialect's own test reads all of them. */
const MOST_NOTES = 100;

export function fixtureLines(): readonly string[] {
  const lines = new Set<string>();
  for (const folder of ["lines", "hostile", "logs"]) {
    for (const file of filesBelow(`${fixtures}${folder}`)) {
      const all = text(file)
        .split("\n")
        .filter((line) => line !== "" && line.length <= LONGEST);
      const most = folder === "logs" ? MOST : file.includes("/dovecot-notes-") ? MOST_NOTES : all.length;
      const share = Math.max(1, Math.ceil(all.length / most));
      all.forEach((line, at) => {
        if (at % share === 0) lines.add(line);
      });
    }
  }
  return [...lines];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}`)
    .flatMap((path) => {
      if (statSync(path).isDirectory()) return path.endsWith("/expected") ? [] : filesBelow(path);
      return /\.(md|ya?ml|json)$/.test(path) ? [] : [path];
    });
}

function text(file: string): string {
  const bytes = readFileSync(file);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString("latin1");
}
