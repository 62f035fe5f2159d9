import { expect, it } from "vitest";
import { Segments } from "../../src/engine/segments.ts";

const minutes = (count: number) => count * 60_000;
const a = {};
const b = {};

it("begin where a stream jumps back by more than an hour", () => {
  const segments = new Segments("-");
  const logs = [0, 100, 41, 100, 39, 200, 0].map((at) => segments.logAt(a, minutes(at)));
  expect(logs).toEqual(["-", "-", "-", "-", "-#2", "-#2", "-#3"]);
});

it("are apart for each dialect, so that two may alternate in different zones", () => {
  const segments = new Segments("-");
  const logs = [0, 1, 2, 3].flatMap((at) => [segments.logAt(a, minutes(at)), segments.logAt(b, minutes(at - 180))]);
  expect(new Set(logs)).toEqual(new Set(["-"]));
});

it("are a bounded number", () => {
  const segments = new Segments("-");
  const logs = new Set<string>();
  for (let round = 0; round < 5000; round++) logs.add(segments.logAt(a, minutes(round % 2 === 0 ? 500 : 0)));
  expect(logs.size).toBe(1000);
});
