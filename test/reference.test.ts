import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { grammarNames, readGrammar } from "../tools/grammar-files.ts";
import { type EventKind, eventKinds } from "../tools/reference/event-kinds.ts";
import {
  type FixtureEvent,
  fixtureEvents,
  lineFiles,
  linesFolder,
  unsourcedLines,
} from "../tools/reference/fixture-events.ts";
import { grammarFiles, rulesOf } from "../tools/reference/grammar-rules.ts";
import { referenceFiles } from "../tools/reference.ts";

/** Fields that a kind has with others of its family, and no line. */
const neverLogged = new Map([
  ["dovecot.proxy.mailPid", "a proxied login is handed to another host, not to a process here"],
]);

const root = fileURLToPath(new URL("..", import.meta.url));

describe("fixtures/lines", () => {
  let kinds: readonly EventKind[] = [];
  let events: readonly FixtureEvent[] = [];
  const stated = (found: readonly FixtureEvent[], field: string) =>
    found.some(({ event }) => ((event as unknown as Record<string, unknown>)[field] ?? null) !== null);
  beforeAll(async () => {
    kinds = eventKinds();
    events = await fixtureEvents();
  }, 60_000);

  it.each(lineFiles())("%s names a source above every line", (file) => {
    expect(unsourcedLines(readFileSync(`${linesFolder}${file}`, "latin1"))).toEqual([]);
  });

  it("finds a line without a source", () => {
    expect(unsourcedLines("# of lines\nx\n# source: a.c\ny\nz\n\nw\n")).toEqual([2, 7]);
  });

  it("has no field that the place in the log would hide in mailmortem events", () => {
    const taken = kinds.flatMap(({ kind, fields }) => fields.map(({ name }) => `${kind}.${name}`));
    expect(taken.filter((field) => /\.(?:kind|source|line)$/.test(field))).toEqual([]);
  });

  it("holds a line of every event kind", () => {
    const missing = kinds.filter(({ kind }) => !events.some(({ event }) => event.kind === kind));
    expect(missing.map(({ kind }) => kind)).toEqual([]);
  });

  it("holds a line of every field of every kind", () => {
    const missing = kinds.flatMap(({ kind, fields }) => {
      const own = events.filter(({ event }) => event.kind === kind);
      return fields.filter(({ common, name }) => !common && !stated(own, name)).map(({ name }) => `${kind}.${name}`);
    });
    expect(missing.filter((field) => !neverLogged.has(field))).toEqual([]);
    expect([...neverLogged.keys()].filter((field) => !missing.includes(field))).toEqual([]);
  });

  it.each(["exim", "dovecot"])("holds a line of every field that all events of %s have", (program) => {
    const own = events.filter(({ event }) => event.kind.startsWith(`${program}.`));
    const common =
      kinds.find(({ kind }) => kind.startsWith(`${program}.`))?.fields.filter((field) => field.common) ?? [];
    expect(common.length).toBeGreaterThan(1);
    expect(common.filter(({ name }) => !stated(own, name)).map(({ name }) => name)).toEqual([]);
  });
});

describe("the reference", () => {
  let files: ReadonlyMap<string, string> = new Map();
  beforeAll(async () => {
    files = await referenceFiles();
  }, 60_000);

  it("is what npm run reference writes", () => {
    const committed = [...files.keys()].filter((path) => path.endsWith(".md"));
    expect(committed).toEqual(["docs/reference/events.md", "docs/reference/grammars.md"]);
    const stale = committed.filter(
      (path) => !existsSync(`${root}${path}`) || readFileSync(`${root}${path}`, "utf8") !== files.get(path),
    );
    expect(stale, "run npm run reference").toEqual([]);
  });

  it("names every rule of every file", () => {
    const page = files.get("docs/reference/grammars.md") ?? "";
    const rules = grammarFiles().flatMap((file) => rulesOf(file));
    expect(rules.filter(({ name }) => !page.includes(`\n### ${name}\n`))).toEqual([]);
    const known = new Set(rules.map(({ name }) => name));
    const built = grammarNames().flatMap((name) => [...readGrammar(name).grammar.rules.keys()]);
    expect(built.filter((name) => !name.includes("$") && !known.has(name))).toEqual([]);
  });

  it("draws every rule of every grammar", () => {
    for (const name of grammarNames()) {
      const page = files.get(`railroad/${name}.html`) ?? "";
      const rules = [...readGrammar(name).grammar.rules.keys()].filter((rule) => !rule.includes("$"));
      expect(rules.filter((rule) => !page.includes(`<h2 id="${rule}">`))).toEqual([]);
      expect(page.split("<svg ").length - 1).toBe(rules.length);
    }
  });
});
