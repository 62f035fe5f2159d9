import { parsePatch } from "diff";
import { describe, expect, it } from "vitest";
import type { ChangedFile } from "../../src/knowledge/intervention.ts";
import { changedLines } from "../../src/report/config-diff.ts";

const file: ChangedFile = {
  path: "/etc/exim4/exim4.conf.template",
  is: "changed",
  purpose: null,
  backup: null,
  diff: null,
  before: null,
  after: null,
  language: "",
};
const lines = (part: Partial<ChangedFile>) => changedLines({ ...file, ...part })?.lines;
const numbered = (count: number, change: (line: number) => string) =>
  `${Array.from({ length: count }, (_, at) => change(at + 1)).join("\n")}\n`;

describe("a diff made from before and after", () => {
  const before = numbered(20, (at) => `line ${at}`);
  const after = numbered(20, (at) => (at === 10 ? "line ten" : `line ${at}`));
  const made = changedLines({ ...file, before, after });

  it("is a unified diff that reads back, with three lines around the change", () => {
    expect(made?.info).toBe("diff");
    const [patch, ...more] = parsePatch(`${made?.lines.join("\n")}\n`);
    expect([more, patch?.oldFileName, patch?.newFileName]).toEqual([[], file.path, file.path]);
    expect(patch?.hunks).toEqual([
      {
        oldStart: 7,
        oldLines: 7,
        newStart: 7,
        newLines: 7,
        lines: [" line 7", " line 8", " line 9", "-line 10", "+line ten", " line 11", " line 12", " line 13"],
      },
    ]);
  });

  it("begins with the names of the file", () => {
    expect(made?.lines.slice(0, 2)).toEqual([`--- ${file.path}`, `+++ ${file.path}`]);
  });

  it("does not make a change of a newline at the end", () => {
    expect(lines({ before: "a\nb", after: "a\nb\n" })).toEqual([`--- ${file.path}`, `+++ ${file.path}`]);
    expect(lines({ before: "a", after: "b" })?.join("\n")).not.toContain("No newline");
  });

  it("still reads back when passwords are masked in it", () => {
    const relay = (secret: string, port: number) => `host: relay.isp.example\nport: ${port}\npass: ${secret}\n`;
    const both = lines({ before: relay("hunter2", 25), after: relay("hunter3", 587) });
    expect(both).toContain("-pass: ***");
    expect(both).toContain("+pass: ***");
    const [patch] = parsePatch(`${both?.join("\n")}\n`);
    expect(patch?.hunks[0]?.lines).toHaveLength(5);
  });
});

describe("what is stated", () => {
  it("a diff is printed as it stands", () => {
    const diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n";
    expect(changedLines({ ...file, diff })).toEqual({
      info: "diff",
      lines: ["--- a/x", "+++ b/x", "@@ -1 +1 @@", "-old", "+new"],
    });
  });

  it("a diff goes before contents", () => {
    expect(lines({ diff: "+new\n", before: "a\n", after: "b\n" })).toEqual(["+new"]);
  });

  it.each([
    ["created", { is: "created", after: "one\ntwo\n" }, ["one", "two"]],
    ["created, without a newline at its end", { is: "created", after: "one\ntwo" }, ["one", "two"]],
    ["created, with an empty line at its end", { is: "created", after: "one\n\n" }, ["one", ""]],
    ["removed", { is: "removed", before: "gone\n" }, ["gone"]],
    ["changed, with what it is now alone", { is: "changed", after: "now\n" }, ["now"]],
  ] as const)("the whole content of a file: %s", (_, part, whole) => {
    expect(changedLines({ ...file, ...part })).toEqual({ info: "text", lines: whole });
  });

  it.each([
    ["nothing of it", {}],
    ["a changed file's past alone", { before: "was\n" }],
    ["a removed file without its content", { is: "removed" }],
  ] as const)("is null for %s", (_, part) => {
    expect(changedLines({ ...file, ...part })).toBeNull();
  });
});

describe("passwords", () => {
  it.each([
    ["pass: hunter2", "pass: ***"],
    ["  password = hunter2 and more", "  password = ***"],
    ["smtp_password=hunter2", "smtp_password=***"],
    ["PASSWD: hunter2", "PASSWD: ***"],
    ["api_token: abc", "api_token: ***"],
    ["relay-password: hunter2", "relay-password: ***"],
    ["client.secret = abc", "client.secret = ***"],
    ['"password": "hunter2",', '"password": ***'],
    ["+pass: hunter2", "+pass: ***"],
    ["-\tpass = hunter2", "-    pass = ***"],
    [" password: hunter2", " password: ***"],
    ["client_send = ^user^hunter2", "client_send = ***"],
    ["#pass: hunter2", "#pass: ***"],
    ["; password = hunter2", "; password = ***"],
  ])("%j is printed as %j", (line, printed) => {
    expect(lines({ is: "created", after: `${line}\n` })).toEqual([printed]);
    expect(lines({ diff: `${line}\n` })).toEqual([printed]);
  });

  it.each([
    "pass:",
    "password_query = SELECT 1",
    "passdb {",
    "user: relay",
    "# the password is in the safe",
    "compass 3",
  ])("%j holds none", (line) => expect(lines({ is: "created", after: `${line}\n` })).toEqual([line]));
});

it("a tab is white space, and an end of line of Windows is one", () => {
  expect(lines({ is: "created", after: "a\tb\r\nc\r\n" })).toEqual(["a    b", "c"]);
});
