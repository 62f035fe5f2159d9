/** What `events`, `trace`, `explain`, `watch` and `verify` print of hostile logs: nothing that a terminal would obey. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainLine } from "../../src/api/explain.ts";
import { readLocatedEvents } from "../../src/api/read.ts";
import { painter, shownBytes } from "../../src/cli/console.ts";
import { eventJson } from "../../src/cli/event-json.ts";
import { explanationJson, explanationText } from "../../src/cli/explain-text.ts";
import { jsonText } from "../../src/cli/json.ts";
import { traceJson, traceText } from "../../src/cli/trace-text.ts";
import { verifyText } from "../../src/cli/verify-text.ts";
import { analyze, buildReport, renderMarkdown, trace, verify } from "../../src/index.ts";
import { visible } from "../../src/report/visible.ts";
import { jsonOf, lineOf } from "../../src/watch/lines.ts";
import { inputsOf, logsWith, reading, type Writing } from "./logs.ts";
import { hostileText } from "./strings.ts";
import { expectPlain, ownEscapes } from "./terminal.ts";

const writing = fc.constantFrom<Writing>("daemon", "raw");
const some = { numRuns: 12, seed: 20260110 };
const paint = painter(true);
const plain = painter(false);

/** The messages of the logs, and an address and an IP that are in them whatever is planted. */
const queries = ["1vd1yz-000CYR-39", "1vd2IL-000CaI-0C", "eva@gallery.example", "198.51.100.66"];

describe("of hostile logs", () => {
  it("events: one line of JSON for each, with the same values", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, writing, async (value, how) => {
        let count = 0;
        for await (const located of readLocatedEvents(inputsOf(logsWith(() => value, how)), reading)) {
          const object = eventJson(located);
          const text = jsonText(object);
          expectPlain(text);
          expect(text).not.toContain("\n");
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
          count++;
        }
        expect(count).toBeGreaterThan(20);
      }),
      some,
    );
  });

  it("trace: as text, in colour, and as JSON", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, writing, async (value, how) => {
        const found = await trace(inputsOf(logsWith(() => value, how)), queries, reading);
        const harmless = await trace(inputsOf(logsWith(() => "z", how)), queries, reading);
        const texts = [...traceText(found, plain)];
        for (const text of texts) expectPlain(text);
        for (const text of traceText(found, paint)) expectPlain(ownEscapes(text));
        for (const text of traceJson(found)) expectPlain(text);
        // no text makes a message of its own, or a line of the output
        const ids = (result: typeof found) => result.messages.map(({ messageId }) => messageId);
        expect(ids(found)).toEqual(ids(harmless));
        const lines = (pieces: Iterable<string>) => [...pieces].join("").split("\n").length;
        if (how === "daemon") expect(lines(texts)).toBe(lines(traceText(harmless, plain)));
      }),
      some,
    );
  });

  it("explain: every line, and what is no line", () => {
    const check = (line: string) => {
      const explanation = explainLine(line, reading);
      expectPlain(explanationText(line, explanation, plain));
      expectPlain(ownEscapes(explanationText(line, explanation, paint)));
      expectPlain(jsonText(explanationJson(explanation), 2));
    };
    // nearley is asked for what is not known: half a second a line
    for (const field of ["subject", "text", "reason"] as const) {
      const { mainlog, dovecot } = logsWith((one) => (one === field ? "\u001b[2J\u202e| <b>" : "z"), "raw");
      const lines = `${mainlog}${dovecot}`.split("\n").filter((line) => line.includes("\u001b"));
      expect(lines.length).toBeGreaterThan(0);
      check(lines.at(-1) ?? "");
    }
    fc.assert(
      fc.property(hostileText, (value) => check(value.replace(/[\r\n]/g, " ").slice(0, 300))),
      { numRuns: 4, seed: 20260111 },
    );
  }, 180_000);

  it("watch: lines and JSON of findings and warnings", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, writing, async (value, how) => {
        const { findings } = await analyze(inputsOf(logsWith(() => value, how)), { ...reading, jobs: 1 });
        expect(findings.length).toBeGreaterThan(0);
        const changes = [
          ...findings.map((finding) => ({ what: "finding", how: "opened", finding }) as const),
          { what: "warning", text: value } as const,
        ];
        for (const change of changes) {
          for (const text of [lineOf(change, 0, visible), jsonOf(change, 0, jsonText)]) {
            expectPlain(text);
            expect(text).not.toContain("\n");
          }
        }
      }),
      some,
    );
  });

  it("verify: a report that was tampered with", async () => {
    const logs = logsWith(() => "z", "daemon");
    const markdown = renderMarkdown(buildReport(await analyze(inputsOf(logs), { ...reading, jobs: 1 }), reading));
    for (const value of ["\u001b[2J", "\u202e\u0085", "\u{e0041}\ud800"]) {
      const tampered = markdown.replaceAll("=z=", `=${value}=`);
      const result = await verify(tampered, inputsOf(logs), reading);
      expect(result.totals.claims).toBeGreaterThan(10);
      expectPlain(verifyText(result, result.claims, { report: `${value}.md`, sources: [value], paint: plain }));
      expectPlain(jsonText(result, 2));
    }
  });

  it("lines that were asked for as they are, on a terminal", () => {
    fc.assert(
      fc.property(hostileText, writing, (value, how) => {
        const { mainlog } = logsWith(() => value, how);
        const shown = shownBytes(Buffer.from(mainlog, "latin1"));
        expectPlain(shown);
        expect(shown.split("\n").length).toBe(mainlog.split("\n").length);
      }),
      some,
    );
  });
});
