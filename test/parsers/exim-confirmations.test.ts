import { expect, it, test } from "vitest";
import { readConfirmation } from "../../src/parsers/exim-confirmations.ts";
import { linesOf } from "./exim-read.ts";

test("every answer of the fixtures names what it should", () => {
  expect(linesOf("lines/exim-confirmations.txt").map((line) => readConfirmation(line))).toEqual([
    { session: "jo0hLnHGX2nmvAAAyJ3suA", messageId: null },
    { session: "cHMgBnXGX2nmvAAAyJ3suA:R2", messageId: null },
    { session: "YPkdGnPGX2nmvAAAyJ3suA", messageId: null },
    { session: "YPkdGnPGX2nmvAAAyJ3suA:R3", messageId: null },
    { session: null, messageId: "1vdpup-000CfU-1V" },
    { session: null, messageId: "1vdpup-00000001234-AbCd" },
    { session: null, messageId: "1vdpup-000CfU-1V" },
  ]);
});

it.each(["250 ok", "", "250 OK id=1vdpup", "250 OK id=1vdpup-000CfU-1V, thanks", "250 2.0.0 <a@b> x y Saved", "Saved"])(
  "%j names neither",
  (text) => expect(readConfirmation(text)).toBeUndefined(),
);
