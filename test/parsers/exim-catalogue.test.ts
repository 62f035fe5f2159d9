import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { eximDialect } from "../../src/parsers/exim.ts";
import { formats, written } from "./exim-catalogue.ts";
import { continuesExim, readExim } from "./exim-read.ts";

interface LeftOut {
  readonly reason: string;
  readonly formats: readonly string[];
  /** Formats with exactly these log_write flags are left out too. */
  readonly flags?: readonly string[];
}

const leftOut = JSON.parse(
  readFileSync(new URL("../coverage/exim-formats-left-out.json", import.meta.url), "utf8"),
) as readonly LeftOut[];
const all = formats();
const isLeftOut = ({ format, flags }: (typeof all)[number]) =>
  leftOut.some((group) => group.formats.includes(format) || (group.flags?.includes(flags) ?? false));
/** To 4.84 what one host of several answered was a line of its own, although log_write has it as `%s` only. */
const isAnswer = ({ where, flags }: (typeof all)[number]) => flags === "" && /set_errno|sync_responses/.test(where);
const lines = all.filter((one) => isAnswer(one) || !isLeftOut(one));
/** Their text stands on the second line of "Exim configuration error in line 12 of …:". */
const details = lines.filter(({ flags }) => flags.includes("CONFIG") && !flags.startsWith("MAIN"));
const whole = lines.filter((one) => !details.includes(one));

describe.skipIf(all.length === 0)("every format string of Exim 4.50 to 4.99 (needs ../shared)", () => {
  test("there are as many as the catalogue has", () => expect(whole.length).toBeGreaterThan(850));

  test("a line of its own is known", () => {
    const unknown = whole.filter((one) => {
      const [first = ""] = written(one);
      const event = readExim(`2026-01-08 13:18:54 1vdpup-000CfU-1V ${first}`);
      return event === undefined || eximDialect.share(event) !== "recognised";
    });
    expect(unknown.map(({ format, where }) => `${format} (${where})`)).toEqual([]);
  });

  test("the lines below it belong to it", () => {
    const strangers = [
      ...whole.flatMap((one) => written(one).slice(1)),
      ...details.flatMap((one) => written(one).map((line) => `  ${line}`)),
    ].filter((line) => !continuesExim(line));
    expect(strangers).toEqual([]);
  });

  test("what is left out is in the catalogue, and no line of its own", () => {
    const known = new Set(all.map(({ format }) => format));
    expect(leftOut.flatMap((group) => group.formats).filter((format) => !known.has(format))).toEqual([]);
  });
});
