import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixed, incidentLogs, mailmortem, temporaryFolder } from "./spawned.ts";

const claims = join("fixtures", "reports", "claims.md");
const verify = (...args: readonly string[]) => mailmortem(["verify", ...args, ...fixed]);

test("for people: the claim, the result, below it what the logs say and where", () => {
  const { code, out } = verify(claims, ...incidentLogs, "--show", "contradicted");
  expect(code).toBe(0);
  expect(out).toContain(
    `claims.md:28   contradicted   Fixed: 2026-01-08 14:00 UTC
                              an error at 2026-01-08 14:00:37 UTC, after that (dovecot.log:119)
`,
  );
  expect(out).not.toContain("  confirmed  ");
  expect(out).toMatch(/\n\n30 claims: 12 confirmed, 12 contradicted, 6 not checkable\n$/);
});

test("--fail-on contradicted: exit 1 when something is, else 0", () => {
  expect(verify(claims, ...incidentLogs, "--fail-on", "contradicted").code).toBe(1);
  const path = join(temporaryFolder(), "true.md");
  writeFileSync(path, "- First error: 2026-01-06 13:53 UTC\n");
  const { code, out } = verify(path, ...incidentLogs, "--fail-on", "contradicted");
  expect([code, out]).toEqual([0, expect.stringContaining("1 claim: 1 confirmed")]);
});

test("--format json", () => {
  const { code, out } = verify(claims, ...incidentLogs, "--format", "json");
  expect(code).toBe(0);
  const result = JSON.parse(out);
  expect(result).toMatchObject({ schema: "mailmortem/verify@1", totals: { claims: 30, contradicted: 12 } });
  expect(result.claims[3]).toEqual({
    line: 28,
    kind: "time",
    text: "Fixed: 2026-01-08 14:00 UTC",
    result: "contradicted",
    says: "an error at 2026-01-08 14:00:37 UTC, after that",
    seen: [{ source: incidentLogs[3], line: 119 }],
  });
});

test("what is hostile in a report is shown, not obeyed", () => {
  const path = join(temporaryFolder(), "hostile.md");
  writeFileSync(path, "- Fixed: 2026-01-08 14:00 UTC \u001b[2J\u202e\n");
  expect(verify(path, ...incidentLogs).out).toContain("Fixed: 2026-01-08 14:00 UTC \\u{1B}[2J\\u{202E}\n");
});

test("a report that makes no claim: a note, exit 0", () => {
  const path = join(temporaryFolder(), "empty.md");
  writeFileSync(path, "# Nothing\n");
  const { code, out, err } = verify(path, ...incidentLogs);
  expect([code, out]).toEqual([0, "0 claims: 0 confirmed, 0 contradicted, 0 not checkable\n"]);
  expect(err).toContain("nothing in it is a statement");
});

test.each([
  [["missing.md", "x"], 2, "missing.md: the report cannot be read (ENOENT)"],
  [["report.json", "x"], 2, "verify reads Markdown"],
  [[claims, "missing.log"], 3, "missing.log"],
  [["--show", "wrong", claims], 2, 'verify: --show: "wrong" is none of all, confirmed, contradicted, not-checkable;'],
] as const)("%j: exit %i", (args, code, message) => {
  const done = verify(...args);
  expect([done.code, done.out]).toEqual([code, ""]);
  expect(done.err).toContain(message);
});
