import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixed, incidentLogs, mailmortem, runRaw, start, temporaryFolder } from "./spawned.ts";

const mainlog = incidentLogs[0] ?? "";
const events = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("one JSON object a line, with place and instant", () => {
  const { code, out } = mailmortem(["events", mainlog, ...fixed]);
  expect(code).toBe(0);
  const all = events(out);
  expect(all).toHaveLength(readFileSync(mainlog, "latin1").split("\n").length - 1);
  expect(Object.keys(all[5]).slice(0, 4)).toEqual(["kind", "at", "source", "line"]);
  expect(all[5]).toMatchObject({ at: expect.stringMatching(/^2026-01-06T\d\d:\d\d:\d\dZ$/), source: mainlog, line: 6 });
});

test("--kind may repeat", () => {
  const { out } = mailmortem(["events", mainlog, ...fixed, "--kind", "exim.frozen", "--kind", "exim.unfrozen"]);
  expect(new Set(events(out).map(({ kind }) => kind))).toEqual(new Set(["exim.frozen", "exim.unfrozen"]));
});

test("an unknown kind is named with what was probably meant", () => {
  const { code, err } = mailmortem(["events", mainlog, "--kind", "exim.arival"]);
  expect(code).toBe(2);
  expect(err).toContain('there is no kind "exim.arival" (did you mean "exim.arrival"?)');
});

test("--unrecognised gives the lines back byte for byte and nothing else", () => {
  const path = join(temporaryFolder(), "mixed.log");
  const known = "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n";
  const unknown = [
    Buffer.from("no mail \xff\x00 log\r\n", "latin1"),
    Buffer.from("2026-01-08 14:18:55 something new é\n", "utf8"),
    Buffer.from("no end"),
  ];
  writeFileSync(path, Buffer.concat([Buffer.from(known), ...unknown]));
  const done = runRaw(["events", path, "--unrecognised", "--quiet"]);
  expect(done.status).toBe(0);
  expect(done.stdout).toEqual(Buffer.concat(unknown));
});

test("--unrecognised gives a record of several lines back whole", () => {
  const record = (text: string) =>
    `__CURSOR=s=d0\n__REALTIME_TIMESTAMP=1767882001003456\nSYSLOG_IDENTIFIER=exim\nMESSAGE=${text}\n_PID=7\n`;
  const unknown = record("2026-01-08 14:20:01 something new");
  const input = `${record("2026-01-08 14:20:01 1vdpup-000CfU-1V Completed")}\n${unknown}\n`;
  const done = runRaw(["events", "-", "--unrecognised", "--quiet"], { input });
  expect(done.stdout.toString("latin1")).toBe(unknown);
});

test("texts are decoded: UTF-8 where they are it, else latin1", () => {
  const input = Buffer.concat([
    Buffer.from("2026-01-08 14:18:55 größer\n2026-01-08 14:18:55 gr"),
    Buffer.from([0xf6]),
    Buffer.from("sser\n2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n"),
  ]);
  const [first, second] = events(mailmortem(["events", "-", ...fixed], { input }).out);
  expect([first.text, second.text]).toEqual(["größer", "grösser"]);
});

test("a reader that goes away is no error", async () => {
  const child = start(["events", ...incidentLogs, ...fixed]);
  let err = "";
  child.stderr?.on("data", (text) => (err += text));
  child.stdout?.once("data", () => child.stdout?.destroy());
  const code = await new Promise((ended) => child.once("close", ended));
  expect({ code, err }).toEqual({ code: 0, err: "" });
});
