import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseInputs, filesIn } from "../../src/cli/inputs.ts";
import { describeProgress } from "../../src/cli/progress.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailmortem-places-"));
  mkdirSync(join(folder, "exim4"));
  for (const name of ["mainlog", "mainlog.1", "mainlog.2.gz", "other"]) writeFileSync(join(folder, "exim4", name), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("named inputs are taken as they stand", async () => {
  expect(await chooseInputs(["b*", "-", "exim:a"])).toEqual(["b*", "-", "exim:a"]);
});

test("the usual places give every member of a rotation", async () => {
  const found = await filesIn([join(folder, "exim4", "mainlog*"), join(folder, "nowhere", "*")]);
  expect(found).toEqual(["mainlog", "mainlog.1", "mainlog.2.gz"].map((name) => join(folder, "exim4", name)));
});

test("nothing there: every place tried is named", async () => {
  const places = [join(folder, "none*"), join(folder, "nowhere", "*")];
  await expect(filesIn(places)).rejects.toThrow(
    new RegExp(`usual places:\\n  ${places[0]?.replace("*", "\\*")}\\n  ${places[1]?.replace("*", "\\*")}\\n`),
  );
});

test.each([
  [{ bytesRead: 33, bytesTotal: 100, lines: 1_204_000 }, "reading [########----------------] 33 %, 1,204,000 lines"],
  [{ bytesRead: 200, bytesTotal: 100, lines: 1 }, "reading [########################] 100 %, 1 lines"],
  [{ bytesRead: 5_400_000, bytesTotal: null, lines: 70 }, "reading 5 MB, 70 lines"],
])("progress %j", (progress, expected) => {
  expect(describeProgress(progress)).toBe(expected);
});
