import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { caseNames } from "../tools/cases.ts";
import { expectedFolder, goldenTexts } from "../tools/golden.ts";

/** A case is a folder in fixtures/logs; `npm run golden` writes what is compared here. */
describe.each(caseNames())("%s", (name) => {
  test("is what it was when somebody last looked", async () => {
    const folder = expectedFolder(name);
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    const expected = Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
    const observed = await goldenTexts(name);
    expect(Object.keys(observed).sort(), "run npm run golden and read the diff").toEqual(files);
    for (const file of files) expect(observed[file], join(folder, file)).toBe(expected[file]);
  });
});
