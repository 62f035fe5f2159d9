import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents } from "../../src/engine/run.ts";
import type { EximEvent, RejectedMessage } from "../../src/parsers/events.ts";
import { eximDialect } from "../../src/parsers/exim.ts";
import { longestRecord } from "../../src/parsers/records.ts";
import { utcClock } from "./exim-read.ts";

const shared = fileURLToPath(new URL("../../../shared/", import.meta.url));
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "latin1");

interface Found {
  readonly event: EximEvent;
  /** Lines of the record. */
  readonly lines: number;
}

/** The records of a text, and the lines that belong to none. */
function read(text: string) {
  const bytes = Buffer.from(text, "latin1");
  const found: Found[] = [];
  const rest: string[] = [];
  for (let at = 0; at < text.length; ) {
    const event = eximDialect.read(text, bytes, at, utcClock, at);
    const end = event === undefined ? text.indexOf("\n", at) : eximDialect.end();
    if (event === undefined) rest.push(text.slice(at, end));
    else found.push({ event, lines: text.slice(at, end).split("\n").length });
    at = end + 1;
  }
  return { found, rest };
}

function recordOf(event: EximEvent | undefined): RejectedMessage | null | undefined {
  return event !== undefined && "record" in event ? event.record : undefined;
}

describe("a reject log record", () => {
  const text = fixture("lines/exim-rejectlog.txt").replace(/^#.*\n/gm, "");
  const { found, rest } = read(text);
  const [data, local, chunking, cut, recipient, completed] = found.map(({ event }) => event);

  it("is one event with all its lines", () => {
    expect(rest).toEqual([]);
    expect(found.map(({ event, lines }) => [event.kind, lines])).toEqual([
      ["exim.reject", 26],
      ["exim.reject-local", 2],
      ["exim.reject-command", 4],
      ["exim.reject", 6],
      ["exim.reject", 1],
      ["exim.completed", 1],
    ]);
  });

  it("shows the envelope", () => {
    expect(recordOf(data)).toMatchObject({
      envelopeFrom: "ann@a.example",
      envelopeTo: ["bob@b.example", "carol@b.example", "dave@b.example", "erin@b.example", '"f. g"@b.example'],
      others: true,
      truncated: null,
    });
    expect(recordOf(local)).toMatchObject({ envelopeFrom: null, envelopeTo: [], others: null });
    expect(recordOf(cut)?.envelopeFrom).toBe("");
  });

  it("shows each header with Exim's letter, and its folded lines as they were sent", () => {
    const headers = recordOf(data)?.headers ?? [];
    expect(headers.map(({ type, name }) => `${type}${name}`)).toEqual([
      "PReceived",
      " Date",
      "TTo",
      "FFrom",
      "*Subject",
      " Subject",
      "IMessage-Id",
      "CCc",
      "RReply-To",
      "SSender",
      " X-Mailer",
      " Content-Type",
    ]);
    expect(headers[0]?.value.split("\n").slice(0, 3)).toEqual([
      "from mx.a.example ([192.0.2.7] helo=helo.a.example)",
      "\tby b.example with esmtp (Exim 4.96)",
      "\t(envelope-from <ann@a.example>)",
    ]);
    expect(headers.slice(7).map(({ value }) => value)).toEqual([
      "carol@b.example",
      "",
      "ann@a.example",
      "x",
      'application/pdf;\n name="a file"',
    ]);
  });

  it("says that it was cut off", () => {
    expect(recordOf(cut)).toEqual({
      envelopeFrom: "",
      envelopeTo: ["bob@b.example"],
      others: null,
      headers: [{ type: "T", name: "To", value: "bob@b.example,\n\tcarol@b" }],
      truncated: true,
    });
  });

  it("is none where nothing was read of the message", () => {
    expect(recordOf(recipient)).toBeNull();
    expect(recordOf(chunking)?.headers).toEqual([{ type: " ", name: "To", value: "bob@b.example" }]);
    expect(completed && "record" in completed).toBe(false);
  });

  it.each([
    ["after its first line", 1, true],
    ["after the envelope's sender", 2, true],
    ["after a recipient", 3, true],
    ["after a header", 5, true],
    ["after the mark of its end", 6, false],
  ])("may go on %s: %i lines, %s", (_, count, open) => {
    const lines = text.slice(text.indexOf("2026-01-08 13:20:03")).split("\n").slice(0, count);
    read(`${lines.join("\n")}\n`);
    expect(eximDialect.open?.()).toBe(open);
  });

  it.each(["\n", "\r\n"])("is whole at any place in a file, lines ending in %j", async (lineEnd) => {
    const record = text.split("\n").slice(0, 26).join(lineEnd) + lineEnd;
    async function* log(before: number) {
      yield Buffer.from(`${"x".repeat(65_536 - before - lineEnd.length)}${lineEnd}${record}${record}`);
    }
    const whole = recordOf(data);
    for (let before = 0; before <= record.length; before += 13) {
      const inputs = [{ name: "rejectlog", stream: log(before) }];
      const events = readEvents<EximEvent>(inputs, { dialects: [eximDialect], zone: "UTC" });
      const seen = [];
      for await (const { event, line } of events) seen.push([line, recordOf(event)]);
      expect(seen).toEqual([
        [2, whole],
        [28, whole],
      ]);
      expect(events.reading().coverage).toMatchObject({ lines: 53, recognised: 2, continuation: 50, unrecognised: 1 });
    }
  });
});

describe("headers that a stranger wrote", () => {
  it("cannot begin a record, name a sender or end their own", () => {
    const { found, rest } = read(fixture("hostile/exim-rejectlog.log"));
    expect(rest).toEqual([]);
    expect(found.map(({ event }) => event.kind)).toEqual(["exim.reject", "exim.completed"]);
    const record = recordOf(found[0]?.event);
    expect(record?.envelopeFrom).toBe('"x> rejected RCPT <y"@a.example');
    expect(record?.envelopeTo).toEqual(["bob@b.example"]);
    expect([record?.others, record?.truncated]).toEqual([null, null]);
    expect(record?.headers.map(({ type, name }) => `${type}${name}`)).toEqual([
      "PReceived",
      " Subject",
      "FFrom",
      "TTo",
      " X-2026-01-08",
    ]);
  });

  /** The bytes of a header's text as Exim takes it from a stranger: an LF is followed by a blank or a TAB. */
  const piece = fc.constantFrom(
    "2026-01-08 13:20:00 1vdpup-000CfU-1V Completed",
    "Envelope-from: <x@a.example>",
    "Envelope-to: <x@a.example>",
    "*** truncated ***",
    "P Received: x",
    "    <x@a.example>",
    "    ...",
    "  Subject: x",
    "\n ",
    "\n\t",
    "\n    ",
    ":",
    " ",
    "\xff",
    "a",
  );
  const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  const header = fc.record({
    type: fc.constantFrom(..."PFTCBSRI*"),
    name: fc.constantFrom("To", "X-A", "2026"),
    value,
  });

  it("keep their letters, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(header, { minLength: 1, maxLength: 6 }), fc.boolean(), (headers, envelope) => {
        const first = "2026-01-08 13:20:00 1vdpup-000CfU-1V F=<> rejected by non-SMTP ACL: no\n";
        const to = envelope ? "Envelope-from: <>\nEnvelope-to: <bob@b.example>\n" : "";
        const dump = headers.map((each) => `${each.type} ${each.name}: ${each.value}\n`).join("");
        const { found, rest } = read(`${first}${to}${dump}2026-01-08 13:20:01 1vdpup-000CfU-1V Completed\n`);
        expect(rest).toEqual([]);
        expect(found.map(({ event }) => event.kind)).toEqual(["exim.reject-local", "exim.completed"]);
        const record = recordOf(found[0]?.event);
        expect([record?.envelopeFrom, record?.envelopeTo]).toEqual(envelope ? ["", ["bob@b.example"]] : [null, []]);
        expect([record?.others, record?.truncated]).toEqual([null, null]);
        const lettered = record?.headers.filter(({ type }) => type !== " ");
        expect(lettered?.map(({ type, name }) => [type, name])).toEqual(headers.map(({ type, name }) => [type, name]));
      }),
      { seed: 5, numRuns: 1000 },
    );
  });

  it("without an end are read up to the cap", () => {
    const first = "2026-01-08 13:20:00 1vdpup-000CfU-1V F=<> rejected by non-SMTP ACL: no\n";
    const { found, rest } = read(`${first}T To: x\n${"\tx\n".repeat(longestRecord.lines + 10)}`);
    expect(found.map(({ lines }) => lines)).toEqual([longestRecord.lines + 1]);
    expect(rest).toHaveLength(11);
    expect(rest.every((line) => eximDialect.continues(`${line}\n`, Buffer.from(`${line}\n`), 0))).toBe(true);
  });
});

describe("a text of several lines", () => {
  const stamp = "2026-01-08 13:20:00";
  it.each([
    [
      "a configuration error",
      `Exim configuration error in line 12 of /etc/exim4/exim4.conf:\n  main option "allow_insecure_tainted_data" unknown`,
      "exim.panic",
    ],
    [
      "an authenticator's error",
      "cram authenticator (CRAM-MD5):\n  Cyrus SASL permanent failure: no mechanism",
      "exim.note",
    ],
    ["a suggestion", "Warning: purging the environment.\n Suggested action: use keep_environment.", "exim.panic"],
    ["a variable", "live variable 'acl_m0' destroyed by reset_store at expand.c 4711\n- value 'x'", "exim.panic"],
  ])("%s is one event", (_, said, kind) => {
    const { found, rest } = read(`${stamp} 1vdpup-000CfU-1V ${said}\n${stamp} 1vdpup-000CfU-1V Completed\n`);
    expect(rest).toEqual([]);
    expect(found.map(({ event }) => event.kind)).toEqual([kind, "exim.completed"]);
    expect(found[0]?.event).toMatchObject({ text: said });
  });

  it("ends before an empty line, which is none of it", () => {
    const { found, rest } = read(`${stamp} Exim configuration error in line 1 of x:\n  no\n\n  not of it\n`);
    expect(found.map(({ event }) => event)).toMatchObject([{ text: "Exim configuration error in line 1 of x:\n  no" }]);
    expect(rest).toEqual(["", "  not of it"]);
  });
});

/** Files of Exim's own tests and of recorded runs. */
const logs = ["corpora/exim-testsuite-rejectlog", "recorded"].flatMap((folder) => filesBelow(`${shared}${folder}`));

describe.skipIf(logs.length === 0)("real reject logs (they are in ../shared, which is not here)", () => {
  it("every line behind a stamped one is part of its record", () => {
    let dumps = 0;
    for (const file of logs) {
      // The test suite parts its files with lines of its own.
      const text = readFileSync(file, "latin1").replace(/^\n?\*{8} SERVER \*{8}\n/gm, "");
      const { found, rest } = read(text);
      for (const { event } of found) if (recordOf(event) != null) dumps++;
      const nobodys = rest.filter((line) => !eximDialect.continues(`${line}\n`, Buffer.from(`${line}\n`, "latin1"), 0));
      expect([file, nobodys]).toEqual([file, []]);
    }
    expect(dumps).toBeGreaterThanOrEqual(50);
  });
});

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && path.includes("rejectlog"));
}
