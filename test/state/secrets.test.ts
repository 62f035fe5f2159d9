/** What a state file keeps of lines that nobody understands holds no password. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { analyze } from "../../src/index.ts";
import { scratch } from "../engine/inputs.ts";

const folder = scratch();
const now = Date.UTC(2026, 0, 12);
const stamp = (second: number) => `2026-01-08 13:00:${String(second).padStart(2, "0")}`;

/** Unknown texts and half-known ones, of both programs and of none; what stands behind a secret sorts against it. */
const secrets = [
  (at: number) => `${stamp(at)} failed to expand dkim: lookup of "password=hunter${9 - at}" gave DEFER`,
  (at: number) => `${stamp(at)} auth: Debug: sql(u@d.example): newtext password(hunter${9 - at}) != '$6$x'`,
  (at: number) => `${stamp(at)} 1vdqk6-0003Yx-1R SMTP odd thing in "AUTH PLAIN hunter${9 - at}" H=(h${at}) [192.0.2.7]`,
  (at: number) => `no program at all: token=hunter${9 - at} and more`,
  (at: number) => `${stamp(at)} 1vdqk6-0003Yx-1R cannot do it: mysql://u?password=hunter${9 - at}`,
  (at: number) =>
    `${stamp(at)} Exim configuration error in line ${at} of /etc/exim4/exim4.conf:\n  passwd=hunter${9 - at}`,
];
const lines = Array.from({ length: 5 }, (_, at) => secrets.map((line) => `${line(at)}\n`).join(""));

it.each(["mainlog", "paniclog", "dovecot.log"])(
  "as samples of %s, whichever run met them; and several runs are one",
  async (name) => {
    const [log, state] = [`${folder.path}/${name}`, `${folder.path}/${name}.state`];
    writeFileSync(log, "");
    for (const some of lines) {
      appendFileSync(log, some);
      await analyze([log], { tz: "UTC", now, state });
      // It is kept as one run keeps it: a state of that says the same.
      expect(readFileSync(state, "utf8")).not.toMatch(/hunter/);
    }
    const kept = readFileSync(state, "utf8");
    expect(kept).toContain("token=***");
    const [several, one] = [await analyze([log], { tz: "UTC", now, state }), await analyze([log], { tz: "UTC", now })];
    expect(several).toEqual(one);
    expect(one.coverage.shapes.length).toBeGreaterThan(1);
    expect(JSON.stringify(one)).not.toContain("hunter");
  },
);
