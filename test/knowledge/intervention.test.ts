import { describe, expect, it } from "vitest";
import { ToolError } from "../../src/error.ts";
import { bindFindings } from "../../src/knowledge/bind-findings.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { decodeDocument } from "../../src/knowledge/read-intervention.ts";

const IP = "tainted-filename:/etc/exim4/domains/*/ip";
const RELAY = "tainted-filename:/etc/exim4/domains/*/smtp_relay.conf";
const MMAP = "mmap-failure:marie@acme.example:/home/acme/mail/acme.example/marie/.Logs/dovecot.index.cache";
const KEYS = [IP, RELAY, MMAP];

const stated = (text: string, zone = "UTC") => readIntervention(text, "i.yaml", { zone }).stated;
const bound = (text: string, keys: readonly string[] = KEYS) => bindFindings(readIntervention(text, "i.yaml"), keys);
const complaint = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ToolError);
    expect((error as ToolError).code).toBe("document");
    return (error as ToolError).message.split("\n");
  }
  throw new Error("nothing was thrown");
};

describe("readIntervention", () => {
  it("takes an empty file for an intervention of which nothing is stated", () => {
    for (const text of ["", "# nothing yet\n", "title:\nissues:\nactions:\n"]) {
      expect(stated(text)).toMatchObject({
        title: null,
        issues: [],
        actions: [],
        queue: null,
        detection: null,
        todos: [],
      });
    }
  });

  it("reads scalars as they are written", () => {
    const text =
      "title: yes\nsystem: 0x10\ndocument: { version: 1.0, lastUpdated: 2026-01-08 }\nstatus: 'null and void'\n";
    expect(stated(text)).toMatchObject({
      title: "yes",
      system: "0x10",
      status: "null and void",
      document: { version: "1.0", lastUpdated: "2026-01-08", nextReview: null },
    });
  });

  it("takes one for a list of one, and text for a row", () => {
    const text = [
      `issues: { finding: ${IP}, contributing: one }`,
      "actions: { at: 2026-01-08 14:18, does: x, resolves: mmap-failure, commands: ls, files: /etc/a.sh, risks: r }",
      "nextSteps: [look, { task: do, status: In Progress }]",
      "hardening: boxes",
      "signOff: Eva",
      "lessons: { lucky: [a, b] }",
      "detection: a call",
    ].join("\n");
    expect(stated(text)).toMatchObject({
      issues: [{ findings: [IP], contributing: ["one"] }],
      actions: [{ resolves: ["mmap-failure"], commands: ["ls"], risks: ["r"], files: [{ path: "/etc/a.sh" }] }],
      nextSteps: [
        { task: "look", owner: null, status: "open" },
        { task: "do", status: "in progress" },
      ],
      hardening: [{ item: "boxes", evidence: null }],
      signOff: [{ name: "Eva", role: null, at: null }],
      lessons: { wentWell: [], wentBadly: [], lucky: ["a", "b"] },
      detection: { at: null, by: null, how: "a call" },
    });
  });

  it("reads what is counted", () => {
    const text = `issues: { findings: [${IP}], stuck: "1,204", delivered: All, lost: 0, logins: Worked }\ndowntime: ~5 minutes\ncacheFiles: [{ path: a, size: 173 MB }]\n`;
    expect(stated(text)).toMatchObject({
      issues: [{ stuck: 1204, delivered: "all", lost: 0, logins: "worked" }],
      downtime: 300_000,
      cacheFiles: [{ path: "a", size: 173 * 2 ** 20 }],
    });
  });

  it("puts actions in order of time, whatever their zones, and numbers their places so", () => {
    const text = [
      "timezone: Europe/Brussels",
      "actions:",
      "  - { at: 2026-01-08 15:30, does: second }",
      "  - { at: TODO, does: never }",
      "  - { at: 2026-01-08 14:18 UTC, does: first }",
    ].join("\n");
    const { actions, places, todos } = stated(text);
    expect(actions.map(({ at, does }) => [at, does])).toEqual([
      ["2026-01-08T14:18:00Z", "first"],
      ["2026-01-08T14:30:00Z", "second"],
    ]);
    expect(places["actions.0.does"]).toEqual({ file: "i.yaml", line: 5, column: 39 });
    expect(places["actions.1.at"]).toEqual({ file: "i.yaml", line: 3, column: 11 });
    expect(Object.keys(places).filter((path) => path.startsWith("actions.2"))).toEqual([]);
    expect(todos).toEqual([{ path: "actions.1.at", hint: "", at: { file: "i.yaml", line: 4, column: 11 } }]);
  });

  it("keeps control characters and markup as text", () => {
    const title = '"a\\0b\\e[31m</script>\\u202e$(id)"';
    expect(stated(`title: ${title}\n`).title).toBe("a\u0000b\u001b[31m</script>\u202e$(id)");
    expect(stated("title: a\u0000b\u0007c\n").title).toBe("a\u0000b\u0007c");
  });
});

describe("TODO", () => {
  it("is not stated, and listed with path, hint and place", () => {
    const text = [
      "title: TODO",
      'summary: "TODO: who noticed it?"',
      "downtime: TODO - ask",
      "issues:",
      "  - finding: TODO",
      "    stuck: 4",
      `  - findings: [TODO, "${IP}"]`,
      "    stuck: TODO",
      "    contributing: [TODO more, real]",
      "actions: [{ at: 2026-01-08 14:18, does: TODO }]",
      "nextSteps: [{ task: TODO, owner: x }, TODO]",
      "queue: TODO",
      "services: TODO all of them",
    ].join("\n");
    const read = stated(text);
    expect(read).toMatchObject({
      title: null,
      summary: null,
      downtime: null,
      issues: [{ findings: [IP], stuck: null, contributing: ["real"] }],
      actions: [{ does: "" }],
      nextSteps: [],
      queue: null,
      services: [],
    });
    expect(read.todos.map(({ path, hint, at }) => [path, hint, `${at.line}:${at.column}`])).toEqual([
      ["title", "", "1:8"],
      ["summary", "who noticed it?", "2:10"],
      ["downtime", "ask", "3:11"],
      ["issues.0.finding", "", "5:14"],
      ["issues.1.findings.0", "", "7:16"],
      ["issues.1.stuck", "", "8:12"],
      ["issues.1.contributing.0", "more", "9:20"],
      ["actions.0.does", "", "10:41"],
      ["nextSteps.0.task", "", "11:21"],
      ["nextSteps.1", "", "11:39"],
      ["queue", "", "12:8"],
      ["services", "all of them", "13:11"],
    ]);
  });

  it("is a word of its own, in capitals", () => {
    for (const title of ["TODOS are many", "todo: x", "a TODO", "TODO_LIST"]) {
      expect(stated(`title: "${title}"`)).toMatchObject({ title, todos: [] });
    }
  });
});

describe("files", () => {
  const rows: readonly (readonly [yaml: string, expected: object])[] = [
    ["{ path: /etc/a.conf }", { is: "changed", diff: null, before: null, after: null, language: "conf" }],
    ["{ path: /x/a.template, diff: '-a' }", { is: "changed", diff: "-a", language: "conf" }],
    ["{ path: a.sh, content: 'x ' }", { is: "created", after: "x ", language: "bash" }],
    ["{ path: a.yaml, before: x, after: y }", { is: "changed", before: "x", after: "y", language: "yaml" }],
    ["{ path: run, after: '#!/bin/sh' }", { is: "created", language: "bash" }],
    ["{ path: a.sh, language: perl, is: Removed, before: x }", { is: "removed", before: "x", language: "perl" }],
    ["{ path: a }", { language: "" }],
  ];
  for (const [yaml, expected] of rows) {
    it(yaml, () => {
      const [action] = stated(`actions: { at: 2026-01-08 14:18, does: x, file: ${yaml} }`).actions;
      expect(action?.files).toMatchObject([expected]);
    });
  }

  const mistakes: readonly (readonly [yaml: string, key: string, message: string])[] = [
    ["{ path: a, after: x, content: y }", "content", "the same as after; write one of them"],
    ["{ path: a, before: x }", "before", "expected after as well: the whole file as it is now"],
    [
      "{ path: a, is: created, before: x, after: y }",
      "before",
      "a file that was created has no content before; write is: changed",
    ],
    [
      "{ path: a, is: changed, after: y }",
      "is",
      "a changed file needs before beside after, or a diff; a new one is: created",
    ],
    ["{ path: a, is: removed, content: y }", "is", "a file that was removed has no content after"],
    ["{ path: a, diff: nothing }", "diff", "expected a unified diff: lines that begin with + or - (diff -u old new)"],
    ["{ path: a, language: 'a b' }", "language", '"a b" is not the name of a language; write conf, bash or yaml'],
    // what is not there is missed where its mapping begins
    ["{ purpose: a }", "path", "expected text"],
  ];
  for (const [yaml, key, message] of mistakes) {
    it(`refuses ${yaml}`, () => {
      const text = `actions:\n  - at: 2026-01-08 14:18\n    does: x\n    file:\n      ${yaml}\n`;
      const at = yaml.indexOf(` ${key}: `);
      const column = 7 + (at < 0 ? 0 : at + ` ${key}: `.length);
      expect(complaint(() => stated(text))).toEqual([`i.yaml:5:${column}: actions.0.file.0.${key}: ${message}`]);
    });
  }
});

describe("mistakes", () => {
  it("are told all at once, to the column, in the order of the file", () => {
    const text = `titel: x
timezone: Europe/Brussel
issues:
  - finding: mmap
    stuck: many
  - titlle: x
actions:
  - at: 2026-13-08 14:18
    does:
  - at: 2026-01-08
    kind: forever
queue: 3
nextSteps:
  - { task: [a], status: waiting }
`;
    expect(complaint(() => stated(text))).toEqual([
      'i.yaml:1:1: unknown key "titel"; did you mean "title"?',
      'i.yaml:2:11: timezone: "Europe/Brussel" is not a time zone; write a name such as Europe/Brussels, or UTC',
      'i.yaml:5:12: issues.0.stuck: "many" is not a whole number',
      'i.yaml:6:5: unknown key "titlle"; did you mean "title"?',
      "i.yaml:6:5: issues.1: expected finding or findings: the keys of what it is about",
      'i.yaml:8:9: actions.0.at: "2026-13-08 14:18" is not a time: the calendar has no such moment',
      "i.yaml:9:10: actions.0.does: expected text",
      "i.yaml:10:5: actions.1.does: expected text",
      expect.stringMatching(/^i\.yaml:10:9: actions\.1\.at: "2026-01-08" is a day without a time of day; write /),
      'i.yaml:11:11: actions.1.kind: expected "temporary" or "permanent"',
      "i.yaml:12:8: queue: expected a mapping of at, active, frozen, notes",
      "i.yaml:14:13: nextSteps.0.task: expected text",
      'i.yaml:14:26: nextSteps.0.status: expected "open", "in progress" or "done"',
    ]);
  });

  const rows: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    ["a key twice", "title: a\nauthor: b\ntitle: c\n", /^i\.yaml:3:1: this key stands here twice/],
    ["a tab", "queue:\n\tactive: 0\n", /^i\.yaml:2:1: a tab; indent with spaces$/],
    ["an unquoted colon", "title: TODO: what\n", /^i\.yaml:1:8: a second ": " in one line; put the value in quotes/],
    ["an open quote", 'title: "a\n', /^i\.yaml:2:1: /],
    ["two documents", "title: a\n---\ntitle: b\n", /^i\.yaml:2:1: /],
    ["a list", "- a\n", /^i\.yaml:1:1: expected a mapping of timezone, title, /],
    ["text", "hello\n", /^i\.yaml:1:1: expected a mapping/],
    ["a merge key", "<<: { title: a }\n", /^i\.yaml:1:1: unknown key "<<"/],
    ["a key of the language", "__proto__: { title: a }\n", /^i\.yaml:1:1: unknown key "__proto__"/],
    ["a key that is a list", "? [a]\n: b\n", /^i\.yaml:1:3: a key must be a word/],
    [
      "keys within keys, each of which takes twice the time",
      `x:\n  ${"? ".repeat(60)}1\n`,
      /^i\.yaml:2:5: a key must be a word/,
    ],
    ["a name as a key", "a: &a [b]\n*a : c\n", /^i\.yaml:2:1: a key must be a word/],
    ["a name that is not there", "title: *a\n", /^i\.yaml:1:8: there is no &a before this \*a/],
    ["a name that is told later", "title: *a\nsummary: &a x\n", /^i\.yaml:1:8: there is no &a before/],
    ["more than 1 MiB", `title: "${"x".repeat(1 << 20)}"`, /^i\.yaml: longer than 1 MiB/],
    ["brackets without end", `title: ${"[".repeat(100_000)}`, /^i\.yaml:1:\d+: too many lists and mappings/],
    ["dashes without end", "- ".repeat(100_000), /^i\.yaml:1:\d+: too many lists and mappings/],
  ];
  for (const [name, text, message] of rows) {
    it(`refuses ${name}`, () => expect(complaint(() => stated(text))[0]).toMatch(message));
  }

  it("refuses names that grow", () => {
    const lines = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [one, next] of ["ab", "bc", "cd", "de"]) lines.push(`${next}: &${next} [${`*${one},`.repeat(9)}]`);
    expect(complaint(() => stated(lines.join("\n")))[0]).toMatch(/^i\.yaml: its \*names repeat more than 100 parts/);
  });

  it("ends for a name within itself", () => {
    expect(complaint(() => stated("issues: &a [*a]\n"))[0]).toMatch(/^i\.yaml:1:/);
  });

  it("shows what could steer a terminal instead of printing it", () => {
    const [first] = complaint(() => stated('"\\e[2Jx\\u202e": 1\n'));
    expect(first).toBe('i.yaml:1:1: unknown key "\\u{1B}[2Jx\\u{202E}"');
  });
});

describe("bindFindings", () => {
  const rows: readonly (readonly [written: string, keys: readonly string[]])[] = [
    [IP, [IP]],
    ["mmap-failure", [MMAP]],
    ["mmap-failure:marie@acme.example", [MMAP]],
    ["tainted-filename:*", [IP, RELAY]],
    ["tainted-filename:/etc/exim4/domains/*/s", [RELAY]],
  ];
  for (const [written, keys] of rows) {
    it(written, () => expect(bound(`issues: { finding: "${written}" }`).issues[0]?.findings).toEqual(keys));
  }

  it("takes a key with its blanks, and a name without them", () => {
    expect(bound('issues: { finding: "a: " }', ["a:", "a: "]).issues[0]?.findings).toEqual(["a: "]);
    expect(bound('issues: { finding: " mmap-failure " }').issues[0]?.findings).toEqual([MMAP]);
  });

  it("prefers a whole key to the keys that begin with it", () => {
    expect(bound("issues: { finding: a:b }", ["a:b:c", "a:b"]).issues[0]?.findings).toEqual(["a:b"]);
  });

  it("tells every name at once that means none or several", () => {
    const text = `issues:
  - finding: tainted-filname
  - findings: [mmap-failur, "tainted-filename"]
actions:
  - at: 2026-01-08 14:18
    does: x
    resolves:
      - nonsense
      - stuck-queue:*
`;
    const all = `(the findings are: ${KEYS.join(", ")})`;
    expect(complaint(() => bound(text))).toEqual([
      `i.yaml:2:14: there is no finding "tainted-filname" in these logs; did you mean "tainted-filename"? ${all}`,
      `i.yaml:3:29: "tainted-filename" may be any of 2 findings: ${IP}, ${RELAY}; or write tainted-filename:* for all of them`,
      `i.yaml:8:9: there is no finding "nonsense" in these logs ${all}`,
      `i.yaml:9:9: there is no finding "stuck-queue:*" in these logs ${all}`,
    ]);
  });

  it("guesses a whole key", () => {
    expect(complaint(() => bound(`issues: { finding: "${IP.replace("exim4", "exmi4")}" }`))[0]).toContain(
      `did you mean "${IP}"?`,
    );
  });

  it("says that the logs show none", () => {
    expect(complaint(() => bound("issues: { finding: mmap-failure }", []))).toEqual([
      'i.yaml:1:20: there is no finding "mmap-failure" in these logs: they show none',
    ]);
    expect(bound("title: a", []).title).toBe("a");
  });

  it("refuses two issues of one finding", () => {
    expect(complaint(() => bound(`issues:\n  - finding: "tainted-filename:*"\n  - finding: "${IP}"\n`))).toEqual([
      `i.yaml:3:5: the finding "${IP}" has an issue at line 2 already; make one of the two`,
    ]);
  });

  it("gives each resolved finding the place of its name", () => {
    const text =
      'actions:\n  - at: 2026-01-08 14:18\n    does: x\n    resolves: [TODO, mmap-failure, "tainted-filename:*"]\n';
    const { actions, places } = bound(text);
    expect(actions[0]?.resolves).toEqual([MMAP, IP, RELAY]);
    expect([0, 1, 2, 3].map((nth) => places[`actions.0.resolves.${nth}`]?.column)).toEqual([22, 36, 36, undefined]);
  });
});

describe("decodeDocument", () => {
  it("leaves a byte order mark out", () => {
    expect(decodeDocument(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), "i.yaml")).toBe("a");
  });
  it("says where a byte is no UTF-8", () => {
    const bytes = new Uint8Array([0x61, 0x0a, 0xc3, 0xa9, 0x62, 0xe9, 0x63]);
    expect(complaint(() => decodeDocument(bytes, "i.yaml"))).toEqual([
      "i.yaml:2:3: a byte that is no UTF-8; save the file as UTF-8",
    ]);
  });
  it("refuses UTF-16", () => {
    expect(complaint(() => decodeDocument(new Uint8Array([0xff, 0xfe, 0x61, 0]), "i.yaml"))[0]).toMatch(/UTF-16/);
  });
});
