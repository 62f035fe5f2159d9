/** The order in which files are given makes no difference to what is found. */
import { describe, expect, it } from "vitest";
import { analyze } from "../../src/api/analyze.ts";
import { scratch } from "./inputs.ts";

const folder = scratch();
const id = "1vdpup-000CfU-1V";
const mainlog = [
  `2026-01-08 13:18:54 ${id} <= ann@a.example U=ann P=local S=400`,
  `2026-01-08 13:18:55 ${id} == bob@b.example R=r T=t defer (13): Permission denied`,
  `2026-01-08 13:38:55 ${id} => bob@b.example R=r T=t H=mx.b.example [192.0.2.1]`,
  `2026-01-08 13:38:55 ${id} Completed`,
];
const paniclog = [`2026-01-08 13:18:55 ${id} Tainted filename for search: '/etc/exim4/domains/b.example/aliases'`];

describe("mainlog and paniclog", () => {
  it("give the same findings, evidence included, whichever comes first", async () => {
    const main = folder.file("mainlog", `${mainlog.join("\n")}\n`);
    const panic = folder.file("paniclog", `${paniclog.join("\n")}\n`);
    const options = { tz: "UTC", now: Date.UTC(2026, 0, 9) };
    const one = await analyze([main, panic], options);
    const other = await analyze([panic, main], options);
    expect(other.findings).toEqual(one.findings);
    const [taint] = one.findings;
    expect(taint?.analyzer).toBe("tainted-filename");
    expect(
      taint?.evidence.map(({ line, source }) => `${source.endsWith("mainlog") ? "mainlog" : "paniclog"}:${line}`),
    ).toContain("mainlog:2");
  });
});
