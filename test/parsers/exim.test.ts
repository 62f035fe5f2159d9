import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eximDialect } from "../../src/parsers/exim.ts";
import { composed } from "./exim-compose.ts";
import { continuesExim, linesOf, readExim } from "./exim-read.ts";

/** What stands in front of a body: stamp, pid, id. */
const ENVELOPE = /^\S+ \S+( [-+]\d{4})?( \[\d+\])?( \w{6}-\w{6}-\w{2}| \w{6}-\w{11}-\w{4})? /;
const main = ["exim-mainlog", "exim-servers"].flatMap((name) => linesOf(`lines/${name}.txt`));

describe.each(["exim-mainlog", "exim-notes", "exim-servers", "exim-fields"])(
  "every format of the fixture %s",
  (name) => {
    const lines = linesOf(`lines/${name}.txt`);
    const events = readFileSync(new URL(`../../fixtures/lines/${name}.events.jsonl`, import.meta.url), "utf8");
    const expected = events.trimEnd().split("\n");
    test("has an event beside it", () => expect(expected.length).toBe(lines.length));
    test.each(lines.map((line, at) => [line, at] as const))("%s", (line, at) => {
      expect(readExim(line)).toEqual(JSON.parse(expected[at] ?? "null"));
    });
  },
);

describe("the selectors millisec and pid, a zone, and every form of message id", () => {
  const base = (event: object | undefined) => JSON.stringify({ ...event, at: 0, pid: null, messageId: null });
  const ids = [" 1vdpup-000CfU-1V", " 1vdpup-00000001234-AbCd", " 0LYA2Q-000F3K-J7"];
  const prefixes = ["", ".123"].flatMap((millis) =>
    ["", " +0530", " -0700"].flatMap((zone) => ["", " [4711]"].map((pid) => ({ front: `${millis}${zone}`, pid }))),
  );
  test("change nothing else in what a line says", () => {
    const plain = [...main, ...linesOf("lines/exim-notes.txt")].flatMap((line) => {
      const found = /^(\S+ \S+)( \w{6}-(?:\w{6}-\w{2}|\w{11}-\w{4}))?( (?!\[\d+\]|[-+]\d{4} ).*)$/.exec(line);
      return found === null ? [] : [found];
    });
    expect(plain.length).toBeGreaterThan(400);
    for (const [line, stamp, id, rest] of plain)
      for (const { front, pid } of prefixes)
        for (const other of id === undefined ? [""] : ids) {
          const event = readExim(`${stamp}${front}${pid}${other}${rest}`);
          expect([event?.pid, event?.messageId]).toEqual([
            pid === "" ? null : 4711,
            other === "" ? null : other.slice(1),
          ]);
          expect([front, pid, other, base(event)]).toEqual([front, pid, other, base(readExim(line ?? ""))]);
        }
  });
});

describe("a flagged line that was read whole can be written again", () => {
  const recorded = logs("../shared/recorded");
  const suite = logs("../shared/corpora/exim-testsuite-mainlog");
  test("fixtures", () => expect(unlike(main)).toEqual([]));
  test.skipIf(recorded.length === 0)("recorded logs (needs ../shared)", () => expect(unlike(recorded)).toEqual([]));
  test.skipIf(suite.length === 0)("Exim's test suite (needs ../shared)", () => expect(unlike(suite)).toEqual([]));
});

describe("shares", () => {
  const share = (line: string) => {
    const event = readExim(line);
    return event && eximDialect.share(event);
  };
  const flagged = (lines: readonly string[]) => lines.filter((line) => isFlagged(line));
  const recorded = flagged(logs("../shared/recorded"));
  const suite = flagged(logs("../shared/corpora/exim-testsuite-mainlog"));
  test.skipIf(recorded.length === 0)("all flagged lines of the recorded logs (needs ../shared)", () => {
    expect(recorded.filter((line) => share(line) !== "recognised")).toEqual([]);
  });
  test.skipIf(suite.length === 0)("99 % of the flagged lines of Exim's test suite (needs ../shared)", () => {
    const whole = suite.filter((line) => share(line) === "recognised").length;
    expect(whole / suite.length).toBeGreaterThan(0.99);
  });
  test("a field that no Exim wrote so far makes a line partial", () => {
    expect(share("2026-01-08 13:19:05 1vdpup-000CfU-1V <= a@a.example NEW=x P=esmtp S=10")).toBe("partial");
  });
  test("fields in another order do not", () => {
    expect(share("2026-01-08 13:19:05 1vdpup-000CfU-1V <= a@a.example S=10 P=esmtp")).toBe("recognised");
  });
  test("a stamp alone is unknown", () => expect(share("2026-01-08 13:19:05 x")).toBe("unknown"));
});

describe("panic log", () => {
  const lines = linesOf("lines/exim-paniclog.txt");
  const [stamped, bare] = [lines.filter(isStamped), lines.filter((line) => !isStamped(line))];
  test.each(stamped)("%s", (line) => {
    const event = readExim(line);
    expect(event && "text" in event ? event.text : null).toBe(line.replace(ENVELOPE, ""));
    expect(event?.kind).toBe("exim.panic");
  });
  test.each(bare)("belongs to the line above: %s", (line) => {
    expect(readExim(line)).toBeUndefined();
    expect(continuesExim(line)).toBe(true);
  });
  test.each(["", "\r"])("an empty line belongs to the line above: %j", (line) =>
    expect(continuesExim(line)).toBe(true),
  );
  test.each(["Jan 08 14:00:39 imap(ann): Info: x", "Subject: x", "1 x: y", "-value"])("a line on its own: %s", (line) =>
    expect(continuesExim(line)).toBe(false),
  );
});

describe("stamp", () => {
  const stamp = (line: string) => eximDialect.stamp(`${line}\n`, Buffer.from(`${line}\n`), 0);
  test.each([
    ["2026-01-08 13:18:54 x", "2026-01-08 13:18:54"],
    ["2026-01-08 13:18:54.123 +0100 [1] x", "2026-01-08 13:18:54.123 +0100"],
    ["2026-01-08T13:18:54 x", undefined],
    ["Jan  8 13:18:54 x", undefined],
  ])("%s", (line, wanted) => expect(stamp(line)).toBe(wanted));
});

function isStamped(line: string): boolean {
  return /^\d{4}-\d\d-\d\d /.test(line);
}

function isFlagged(line: string): boolean {
  return isStamped(line) && /^(<=|\(=|=>|->|>>|\*>|==|\*\*) /.test(line.replace(ENVELOPE, ""));
}

/** Flagged lines whose event is not partial and gives another line. */
function unlike(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    const event = isFlagged(line) ? readExim(line) : undefined;
    // `** mua_wrapper is set but …` is flagged, but speaks of no address
    if (event === undefined || event.kind === "exim.note" || eximDialect.share(event) !== "recognised") return false;
    const body = line.replace(ENVELOPE, "");
    return composed(event)?.includes(body) !== true && !rewritten(line);
  });
}

/** Fixtures whose fields stand in an order that Exim does not write, and those that lost what stood in `<…>`. */
function rewritten(line: string): boolean {
  return line.includes(" NEW=") || line.includes(" from for ") || line.includes(" F= ");
}

function logs(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  const files = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path];
  const names = files(root).filter((path) => !/\.(md|json)$|dovecot|mail\./.test(path));
  return names.flatMap((path) => readFileSync(path, "latin1").split("\n"));
}
