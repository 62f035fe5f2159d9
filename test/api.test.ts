import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import {
  analyze,
  buildReport,
  type MailEvent,
  type Progress,
  parseLine,
  readEvents,
  renderMarkdown,
  ToolError,
  utf8,
} from "../src/index.ts";

const incident = join("fixtures", "logs", "incident-night");
const mainlog = join(incident, "exim4", "mainlog");
const dovecotLog = join(incident, "dovecot.log");
const utc = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12) };
const completed = "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed";

async function collect(events: AsyncIterable<MailEvent>): Promise<MailEvent[]> {
  const all: MailEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe("parseLine", () => {
  test("types one line", () => {
    const expected = {
      kind: "exim.completed",
      at: Date.UTC(2026, 0, 8, 14, 18, 54),
      pid: null,
      messageId: "1vdqk6-0003Yx-1R",
      queueTime: null,
    };
    expect(parseLine(completed, utc)).toEqual(expected);
  });

  test("gives nothing for what is no line of a mail log", () => {
    expect(parseLine("hello world")).toBeUndefined();
  });
});

describe("readEvents", () => {
  test("takes a path, a stream, and lines that come asynchronously", async () => {
    const fromPath = await collect(readEvents([mainlog], utc));
    expect(fromPath.length).toBeGreaterThan(1_000);
    expect(await collect(readEvents([createReadStream(mainlog)], utc))).toEqual(fromPath);
    async function* lines() {
      yield `${completed}\n`;
      yield `${completed}\n`;
    }
    expect(await collect(readEvents([lines()], utc))).toHaveLength(2);
  });

  test("events may be kept: their texts do not change later", async () => {
    const [first, ...rest] = await collect(readEvents([mainlog], utc));
    expect(rest.length).toBeGreaterThan(0);
    expect(first).toMatchObject({ kind: "exim.daemon", version: "4.96" });
  });

  test("ends when the caller stops listening", async () => {
    let seen = 0;
    for await (const _event of readEvents([mainlog], utc)) if (++seen === 3) break;
    expect(seen).toBe(3);
  });
});

describe("analyze", () => {
  test("tells how far it has come", async () => {
    const steps: Progress[] = [];
    await analyze([mainlog, dovecotLog], { ...utc, onProgress: (step) => steps.push({ ...step }) });
    const last = steps.at(-1);
    expect(last?.bytesRead).toBe(last?.bytesTotal);
    expect(last?.lines).toBeGreaterThan(1_000);
    expect(steps.map(({ lines }) => lines)).toEqual(steps.map(({ lines }) => lines).toSorted((a, b) => a - b));
  });

  test("a signal ends it, before and while it reads", async () => {
    await expect(analyze([mainlog], { ...utc, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    const controller = new AbortController();
    async function* endless() {
      for (;;) {
        yield `${completed}\n`.repeat(1_000);
        controller.abort(new Error("enough"));
      }
    }
    await expect(analyze([endless()], { ...utc, signal: controller.signal })).rejects.toThrow("enough");
  });

  test("only the analyzers asked for", async () => {
    const { findings } = await analyze([mainlog, dovecotLog], { ...utc, only: ["mmap-failure"] });
    expect(new Set(findings.map(({ analyzer }) => analyzer))).toEqual(new Set(["mmap-failure"]));
  });

  test("nothing that could be read is the caller's mistake, something is not", async () => {
    await expect(analyze(["no-such-log"], utc)).rejects.toMatchObject({ name: "ToolError", code: "input" });
    const { coverage } = await analyze(["no-such-log", mainlog], utc);
    expect(coverage.warnings.join()).toContain("no-such-log");
  });

  test("a zone that does not exist is a ToolError", async () => {
    await expect(analyze([mainlog], { tz: "Mars/Olympus" })).rejects.toBeInstanceOf(ToolError);
  });
});

test("an analysis is JSON, and a report can be made of what comes back from JSON", async () => {
  const analysis = await analyze([mainlog, dovecotLog], utc);
  const report = buildReport(analysis, utc);
  expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  expect(renderMarkdown(buildReport(JSON.parse(JSON.stringify(analysis)), utc))).toBe(renderMarkdown(report));
});

test("hostile text comes as logged, and utf8 reads it", () => {
  const event = parseLine(Buffer.from("2026-01-08 14:18:54 größer", "utf8").toString("latin1"), utc);
  expect(event?.kind === "exim.other" && utf8(event.text)).toBe("größer");
});

test("the library neither prints nor ends the process", async () => {
  const analysis = await analyze([{ name: "sample", stream: Readable.from(["no mail log\n"]) }], utc);
  expect(analysis.coverage).toMatchObject({ lines: 1, recognised: 0, unrecognised: 1 });
});
