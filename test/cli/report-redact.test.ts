import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { incidentReport, incidentStatements, temporaryFolder } from "./spawned.ts";

const address = /[\w.+-]+@[\w.-]+\.\w+/g;
const host = /[\w-]+\.example\b/g;
const ip = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+|\b2001:db8:[\da-f:]*/g;

/** The report in the three formats, and what was said. */
function redacted(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  const paths = ["x.md", "x.html", "x.json"].map((name) => join(folder, name));
  const outputs = paths.flatMap((path) => ["-o", path]);
  const { code, err } = incidentReport(["-i", incidentStatements, ...outputs, ...args], { env });
  expect(code).toBe(0);
  const [md = "", html = "", json = ""] = paths.map((path) => readFileSync(path, "utf8"));
  return { texts: { md, html, json }, err };
}

const found = (text: string, pattern: RegExp) => new Set(text.match(pattern) ?? []);
const { out: unredacted } = incidentReport(["-i", incidentStatements, "--max-rows", "100000"]);
const originals = {
  addresses: found(unredacted, address),
  hosts: found(unredacted, host),
  ips: found(unredacted, ip),
};

test("there is something to redact", () => {
  expect(originals.addresses.size).toBeGreaterThan(10);
  expect(originals.addresses).toContain("marie@acme.example");
  expect(originals.hosts).toContain("acme.example");
  expect(originals.ips).toContain("192.0.2.10");
});

test.each([
  ["partial", false],
  ["full", true],
])("--redact %s: no original in any format; the same key gives the same report", (level, hostsToo) => {
  const { texts, err } = redacted(["--redact", level, "--redact-key", "k"]);
  for (const [format, text] of Object.entries(texts)) {
    for (const one of originals.addresses) expect(text, `${one} in ${format}`).not.toContain(one);
    for (const one of originals.ips) expect(found(text, ip), `${one} in ${format}`).not.toContain(one);
    // a folder of the log's home directories names the user as well
    expect(text).not.toMatch(/marie/i);
    if (hostsToo) expect(found(text, host), format).toEqual(new Set());
    else expect(text, format).toContain("acme.example");
  }
  expect(err).toMatch(new RegExp(`: names are pseudonyms \\(${level}\\)\n$`));
  expect(JSON.parse(texts.json).redaction.level).toBe(level);
  expect(redacted(["--redact", level, "--redact-key", "k"]).texts).toEqual(texts);
  expect(redacted(["--redact", level, "--redact-key", "other"]).texts.md).not.toBe(texts.md);
});

test("the key may come by $MAILMORTEM_REDACT_KEY; --redact-key goes before it", () => {
  const byOption = redacted(["--redact", "full", "--redact-key", "k"]).texts.md;
  const byVariable = redacted(["--redact", "full"], { MAILMORTEM_REDACT_KEY: "k" });
  expect(byVariable.texts.md).toBe(byOption);
  expect(byVariable.err).not.toContain("no other report can be compared");
  expect(redacted(["--redact", "full", "--redact-key", "k"], { MAILMORTEM_REDACT_KEY: "x" }).texts.md).toBe(byOption);
  expect(redacted([], { MAILMORTEM_REDACT_KEY: "k" }).texts.md).toContain("marie@acme.example");
});

test("without a key each run has its own, and says so", () => {
  const [one, two] = [redacted(["--redact", "full"]), redacted(["--redact", "full"], { MAILMORTEM_REDACT_KEY: "" })];
  expect(one.texts.md).not.toBe(two.texts.md);
  for (const { err } of [one, two])
    expect(err).toContain("(full); their key is gone with this run, so no other report can be compared\n");
});
