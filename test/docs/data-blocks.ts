/** Blocks of data: documents of ours, log lines, units of systemd. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { durationOf } from "../../src/cli/time.ts";
import { readIntervention } from "../../src/index.ts";
import { dialects, parseLine } from "../../src/parsers/index.ts";
import { loadConfig } from "../../src/watch/config.ts";
import type { Block } from "./blocks.ts";
import type { Host } from "./host.ts";

/** Throws for what is not JSON, or not what `schema=FILE` asks for. */
export function checkJson({ text, asks }: Block): void {
  const schema = asks.get("schema");
  const values = asks.has("lines") ? text.split("\n").map((line) => JSON.parse(line)) : [JSON.parse(text)];
  if (schema === undefined) return;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
  for (const value of values) if (!validate(value)) throw new Error(ajv.errorsText(validate.errors));
}

/** Throws for what is not YAML, or not the document that `is=` names. */
export function checkYaml({ text, asks, file }: Block): void {
  if (asks.get("is") === "intervention") readIntervention(text, file);
  else if (asks.get("is") === "watch") loadConfig(text, file, durationOf);
  else parse(text);
}

/**
 * The first line that no dialect reads whole, or that is of no kind that `kinds=a,b` names; a line that ends in `…` is
 * only looked for. `recorded`: each line, or its beginning, must stand in a log of fixtures/logs.
 */
export function checkLog({ text, asks }: Block, recorded: boolean): string | null {
  const kinds = asks.get("kinds")?.split(",");
  for (const line of text.split("\n")) {
    const beginning = line.endsWith("…") ? line.slice(0, -1) : null;
    if ((recorded || beginning !== null) && !isRecorded(beginning ?? `${line}\n`)) return `in no recorded log: ${line}`;
    if (beginning !== null) continue;
    const event = parseLine(line, { tz: "UTC", year: 2026 });
    if (event === undefined) {
      if (kinds?.includes("continuation") || kinds?.includes("other")) continue;
      return `no dialect knows: ${line}`;
    }
    const dialect = dialects.find(({ name }) => event.kind.startsWith(`${name}.`));
    if (dialect?.share(event) !== "recognised") return `known in part only (${event.kind}): ${line}`;
    if (kinds !== undefined && !kinds.includes(event.kind)) return `is ${event.kind}: ${line}`;
  }
  return null;
}

let logs: readonly string[] | undefined;

function isRecorded(text: string): boolean {
  logs ??= readdirSync("fixtures/logs", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /log(?:\.\d+)?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  return logs.some((log) => log.includes(text));
}

/** Percent of systemd's exposure that a service of ours may have; 10 would be `2.5` in its table. */
const mostExposed = 25;

/** What systemd says of the units of a page; null when it has nothing to say or is not installed. */
export function checkUnits(host: Host, blocks: readonly Block[]): string | null {
  const folder = join(host.root, "units");
  mkdirSync(folder, { recursive: true });
  const paths = blocks.map(({ asks, text, file, line }) => {
    const name = asks.get("unit");
    if (name === undefined) throw new Error(`${file}:${line}: name it: ini unit=NAME.service`);
    const path = join(folder, name);
    writeFileSync(path, `${text.replaceAll("/usr/bin/mailmortem", `${host.root}/bin/mailmortem`)}\n`);
    return path;
  });
  const verified = systemd(["verify", "--man=no", ...paths]);
  if (verified !== null) return verified;
  const services = paths.filter((path) => path.endsWith(".service"));
  return (
    services
      .map((path) => systemd(["security", "--offline=true", `--threshold=${mostExposed}`, path]))
      .find((said) => said !== null) ?? null
  );
}

function systemd(words: readonly string[]): string | null {
  const done = spawnSync("systemd-analyze", words, { encoding: "utf8" });
  const isQuiet = words[0] !== "verify" || `${done.stdout}${done.stderr}`.trim() === "";
  return done.error !== undefined || (done.status === 0 && isQuiet) ? null : `${done.stdout}${done.stderr}`;
}
