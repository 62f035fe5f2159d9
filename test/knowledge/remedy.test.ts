import { describe, expect, it } from "vitest";
import { ToolError } from "../../src/error.ts";
import { builtInRemedies, builtInTemplate } from "../../src/knowledge/builtin.ts";
import { closest } from "../../src/knowledge/closest.ts";
import { loadRemedy } from "../../src/knowledge/load-remedy.ts";

const GOOD = `title: T
symptom: S
rootCause: R
impact: I
notShown: [N]
fix:
  - text: F
    risk: safe
    when: is.open
    commands: [ls]
verify: [{ text: V, risk: safe }]
prevention: [{ text: P, risk: disruptive, when: [is.open, "!has.file"], config: ["a {", "  b = 1", "}"] }]
dangerous: [{ folk: D, why: W }]
references: [{ url: "https://www.exim.org/a.html", about: A }]
`;

describe("loadRemedy", () => {
  it("reads a remedy, lists always there", () => {
    expect(loadRemedy(GOOD, "r.yaml")).toMatchObject({
      fix: [{ text: "F", risk: "safe", commands: ["ls"], config: [], when: ["is.open"] }],
      verify: [{ commands: [], when: [] }],
      prevention: [{ when: ["is.open", "!has.file"], config: ["a {", "  b = 1", "}"] }],
      dangerous: [{ folk: "D", why: "W", when: [] }],
    });
  });

  const mistakes: readonly (readonly [name: string, from: string, to: string, message: RegExp])[] = [
    [
      "an unknown key, with a guess",
      "symptom: S",
      "symptom: S\nsymtom: S",
      /^r\.yaml:3:1: unknown key "symtom"; did you mean "symptom"\?$/,
    ],
    [
      "an unknown key in a step",
      "    risk: safe\n",
      "    risk: safe\n    command: [ls]\n",
      /^r\.yaml:9:5: unknown key "command"; did you mean "commands"\?$/,
    ],
    ["a missing key", "impact: I\n", "", /^r\.yaml:1:1: impact: expected text$/],
    [
      "a wrong risk",
      "risk: safe\n    when",
      "risk: harmless\n    when",
      /^r\.yaml:8:11: fix\.0\.risk: expected "safe", "disruptive" or "destructive"$/,
    ],
    ["an empty text", "title: T", 'title: " "', /^r\.yaml:1:8: title: expected text, found nothing$/],
    [
      "no step",
      "verify: [{ text: V, risk: safe }]",
      "verify: []",
      /^r\.yaml:11:9: verify: expected at least one step$/,
    ],
    ["a wrong condition", "when: is.open", "when: is open", /^r\.yaml:9:11: fix\.0\.when: /],
    [
      "an address that is not https",
      "https://www.exim.org/a.html",
      "javascript:alert(1)",
      /^r\.yaml:14:21: references\.0\.url: expected an https address$/,
    ],
    ["YAML that is none", "title: T", 'title: "T', /^r\.yaml:\d+:\d+: /],
    ["a key twice", "title: T", "title: T\ntitle: U", /^r\.yaml:2:1: .*unique/],
    ["no mapping", GOOD, "- a\n", /^r\.yaml:1:1: /],
    ["nothing", GOOD, "", /^r\.yaml(?::1:1)?: /],
  ];
  for (const [name, from, to, message] of mistakes) {
    it(`refuses ${name}`, () => {
      expect(GOOD).toContain(from);
      expect(() => loadRemedy(GOOD.replace(from, to), "r.yaml")).toThrow(message);
    });
  }

  it("tells every mistake at once, in order, as a person's mistake", () => {
    const text = GOOD.replace("title: T", "titel: T")
      .replace("risk: disruptive", "risk: bold")
      .replace("why: W", "why: 3");
    const thrown = (() => {
      try {
        loadRemedy(text, "r.yaml");
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(ToolError);
    expect((thrown as ToolError).code).toBe("document");
    expect((thrown as ToolError).at).toEqual({ file: "r.yaml", line: 1, column: 1 });
    expect((thrown as ToolError).message.split("\n").map((line) => line.replace(/: .*/, ""))).toEqual([
      "r.yaml:1:1",
      "r.yaml:1:1",
      "r.yaml:12:31",
      "r.yaml:13:29",
    ]);
  });
});

describe("the package's own documents", () => {
  it("are all valid", () => expect(Object.keys(builtInRemedies())).toHaveLength(4));
  it("lead to official documentation only", () => {
    const hosts = Object.values(builtInRemedies()).flatMap((remedy) =>
      remedy.references.map((one) => new URL(one.url).host),
    );
    expect([...new Set(hosts)].sort()).toEqual(["doc.dovecot.org", "github.com", "www.exim.org"]);
  });
  it("include the sections' templates", () => expect(builtInTemplate("header")).toContain("{{status}}"));
});

describe("closest", () => {
  const rows = [
    ["symtom", "symptom"],
    ["FIX", "fix"],
    ["dangeorus", "dangerous"],
    ["zzz", undefined],
  ] as const;
  for (const [word, guess] of rows)
    it(`${word} -> ${guess}`, () => expect(closest(word, ["symptom", "fix", "dangerous"])).toBe(guess));
});
