import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readNoted } from "../../src/parsers/exim-noted.ts";
import { linesOf } from "./exim-read.ts";

const lines = linesOf("lines/exim-noted.txt");
const expected = readFileSync(new URL("../../fixtures/lines/exim-noted.expected.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");

describe("whom a session note speaks of", () => {
  test("every text has its answer", () => expect(expected.length).toBe(lines.length));
  test.each(lines.map((line, at) => [line, at] as const))("%s", (line, at) => {
    expect(readNoted(line)).toEqual(JSON.parse(expected[at] ?? "") ?? { peer: null, interface: null });
  });
  test("a text of several lines speaks of nobody", () => {
    expect(readNoted("SMTP connection from [192.0.2.7]\n closed by QUIT").peer).toBeNull();
  });
});
