import assert from "node:assert/strict";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import { analyze, buildReport, renderMarkdown } from "mailmortem";
import { expectAnalyzerLaws, expectGolden, placedEvents } from "mailmortem/testing";
import { authFailures } from "../src/auth-failures.js";

const golden = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "golden");
const utc = { tz: "UTC", now: Date.UTC(2026, 0, 9) };

/** So many failures from one IP, a minute apart, each for the next of some names. */
function failures(ip, many, names, hour = 13) {
  return Array.from({ length: many }, (_, at) => {
    const minute = String(at).padStart(2, "0");
    const name = names[at % names.length];
    return `2026-01-08 ${hour}:${minute}:00 plain authenticator failed for (user) [${ip}]: 535 Incorrect authentication data (set_id=${name})`;
  });
}

const later = "2026-01-08 18:00:00 1vdqk6-0003Yx-1R Completed";
const guessed = failures("192.0.2.7", 20, ["ann", "bob", "root", "admin", "info"]);

describe("the laws", () => {
  test("hold, and twenty failures from one host are one finding", async () => {
    const events = await placedEvents({ mainlog: [...guessed, ...failures("192.0.2.8", 12, ["tom"])].join("\n") });
    const found = expectAnalyzerLaws(authFailures, events);
    assert.deepEqual(
      found.map(({ key, status, occurrences }) => [key, status, occurrences]),
      [
        ["example/auth-failures:192.0.2.7", "open", 20],
        ["example/auth-failures:192.0.2.8", "open", 12],
      ],
    );
  });

  test("nine failures are none", async () => {
    const events = await placedEvents({ mainlog: failures("192.0.2.7", 9, ["ann"]).join("\n") });
    assert.deepEqual(expectAnalyzerLaws(authFailures, events), []);
  });
});

test("an hour of silence ends it", async () => {
  const analysis = await run([...guessed, later]);
  assert.equal(analysis.findings[0]?.status, "resolved");
  assert.equal(analysis.findings[0]?.resolvedAt, "2026-01-08T14:19:00Z");
});

test("the report prints it with its own remedy and words", async () => {
  const analysis = await run(guessed);
  expectGolden(join(golden, "findings.json"), analysis.findings);
  const report = buildReport(analysis, { ...utc, analyzers: [authFailures] });
  const markdown = renderMarkdown(report);
  for (const words of ["passwords are being guessed", "fail2ban-client set exim banip 192.0.2.7", "Names tried"])
    assert.ok(markdown.includes(words), words);
});

function run(lines) {
  const stream = Readable.from([`${lines.join("\n")}\n`]);
  return analyze([{ name: "mainlog", stream }], { ...utc, analyzers: [authFailures] });
}
