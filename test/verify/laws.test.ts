import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { type MailEvent, parseLine } from "../../src/parsers/index.ts";
import { expectFoldLaws } from "../../src/testing/index.ts";
import { gatherFold } from "../../src/verify/gather.ts";
import { questionsOf } from "../../src/verify/questions.ts";
import { readClaims } from "../../src/verify/read-claims.ts";

test("what is gathered is the same in whatever order and pieces the logs are read", () => {
  const incident = join("fixtures", "logs", "incident-night");
  const claims = readClaims(readFileSync(join("fixtures", "reports", "claims.md"), "utf8"), {
    tz: "UTC",
    years: [2026],
  });
  const events = (["exim4/mainlog", "dovecot.log"] as const).flatMap((source) =>
    readFileSync(join(incident, source), "latin1")
      .split("\n")
      .slice(source === "dovecot.log" ? -60 : -120)
      .map((text) => ({ source, text, event: parseLine(text, { tz: "UTC", year: 2026 }) }))
      .filter((line): line is typeof line & { readonly event: MailEvent } => line.event !== undefined),
  );
  const fold = gatherFold(questionsOf(claims));
  // the number of a line is known only to a reading from the start on (gather.ts)
  expectFoldLaws(
    fold,
    events,
    (answers, lines) => {
      const { places: _, ...json } = fold.toJSON(answers) as Record<string, unknown>;
      return located({ ...json, failedMessages: [...answers.failedMessages].sort() }, lines.lineOf);
    },
    { rounds: 10 },
  );
});

/** Every kept line by its number in the whole source. */
function located(value: unknown, lineOf: (ref: never) => number): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => located(one, lineOf));
    return all.every((one) => typeof one === "string") ? all.sort() : all;
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  if ("rangeStart" in fields) {
    const ref = { source: fields.source, rangeStart: fields.rangeStart, lineInRange: fields.line };
    return { ...fields, rangeStart: 0, line: lineOf(ref as never) };
  }
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, located(field, lineOf)]));
}
