import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ejectTemplates, ourTemplates } from "../../src/cli/eject.ts";
import { exit } from "../../src/cli/exit.ts";
import { templateCommand } from "../../src/cli/template.ts";
import { readTemplates } from "../../src/cli/templates.ts";
import { ToolError } from "../../src/error.ts";
import { builtInTemplate } from "../../src/knowledge/builtin.ts";
import { sections } from "../../src/report/sections/index.ts";
import { mailmortem, temporaryFolder } from "./spawned.ts";

const ids = sections.map(({ id }) => id);

/** A folder with these files; a name that ends in / is a folder. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith("/") ? path : join(path, ".."), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(path, text);
  }
  return folder;
}

async function mistakeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => "fine",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ToolError)) throw error;
  return error.message;
}

describe("a folder of templates", () => {
  it("is read by section and by partial; what editors leave there is not", async () => {
    const folder = folderWith({
      "summary.mustache": "\ufeff## Short\r\n\r\n{{> mine}}\r\n",
      "partials/mine.mustache": "{{#questions}}{{question}} {{/questions}}",
      "partials/.mine.mustache.swp": "\u0000",
      "partials/mine.mustache~": "`{{x}}`",
      "summary.mustache~": "{{{x}}}",
      "#summary.mustache#": "{{{x}}}",
      ".DS_Store": "\u0000",
      "README.md": "{{{x}}}",
    });
    expect(await readTemplates(folder)).toEqual({
      sections: { summary: "## Short\n\n{{> mine}}\n" },
      partials: { mine: "{{#questions}}{{question}} {{/questions}}" },
      folder,
    });
  });

  it.each([
    [
      "an unknown section",
      { "sumary.mustache": "" },
      /\/sumary\.mustache: there is no section of that name \(did you mean "summary\.mustache"\?\); the sections are header, summary,/,
    ],
    ["another ending", { "summary.md": "" }, /\/summary\.md: .*did you mean "summary\.mustache"/],
    ["a folder in it", { "sections/": "" }, /\/sections: there is no section of that name/],
    ["a section that is a folder", { "summary.mustache/": "" }, /\/summary\.mustache: this is no file/],
    [
      "a partial of an odd name",
      { "partials/a b.mustache": "" },
      /\/a b\.mustache: a partial is a file NAME\.mustache/,
    ],
    ["a partial of another ending", { "partials/a.html": "" }, /\/a\.html: a partial is a file NAME\.mustache/],
    ["nothing", { "README.md": "" }, /: there is no template in this folder; "mailmortem template eject /],
    [
      "a template that is not UTF-8",
      { "summary.mustache": Uint8Array.of(0x23, 0xe9, 0x0a) },
      /\/summary\.mustache: cannot be read: it is not UTF-8; save it as UTF-8/,
    ],
    [
      "a huge one",
      { "summary.mustache": "x".repeat(1_100_000) },
      /\/summary\.mustache: this template is larger than 1 MiB/,
    ],
    ["a broken template", { "summary.mustache": "a\n{{#x}}" }, /\/summary\.mustache:2:1: not a mustache template/],
    [
      "an unsafe template",
      { "summary.mustache": "a\n\n `{{x}}`" },
      /\/summary\.mustache:3:3: \{\{x\}\} stands between backticks/,
    ],
    ["an unknown partial", { "summary.mustache": "{{> mine}}" }, /\/summary\.mustache:1:1: there is no partial "mine"/],
    [
      "a partial that is unsafe in a section of ours",
      { "partials/more.mustache": "`{{more}}`" },
      /\/partials\/more\.mustache:1:2: /,
    ],
    ["a broken partial that nobody uses", { "partials/mine.mustache": "{{{x}}}" }, /\/partials\/mine\.mustache:1:1: /],
  ])("with %s is refused", async (_what, files: Readonly<Record<string, string | Uint8Array>>, says) => {
    expect(await mistakeOf(readTemplates(folderWith(files)))).toMatch(says);
  });

  it("that is not there, or is a file, is refused", async () => {
    const folder = folderWith({ file: "" });
    expect(await mistakeOf(readTemplates(join(folder, "none")))).toMatch(
      /none: there is no such folder; "mailmortem template eject"/,
    );
    expect(await mistakeOf(readTemplates(join(folder, "file")))).toMatch(/file: this is no folder/);
    symlinkSync("nowhere", join(folder, "summary.mustache"));
    expect(await mistakeOf(readTemplates(folder))).toMatch(
      /file: there is no section|summary\.mustache: this is no file/,
    );
  });
});

describe("eject", () => {
  it("copies every template, which read back are ours", async () => {
    const folder = join(temporaryFolder(), "deep", "mine");
    const written = await ejectTemplates(folder, ids, false);
    expect(written).toEqual([...ourTemplates(ids).keys(), "README.md"].map((path) => join(folder, path)));
    const read = await readTemplates(folder);
    expect(Object.keys(read.sections).sort()).toEqual([...ids].sort());
    expect(read.sections.summary).toBe(builtInTemplate("summary"));
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`--template ${folder}`);
  });

  it("overwrites nothing unless told, and then writes nothing at all", async () => {
    const folder = folderWith({ "coverage.mustache": "mine", "notes.txt": "mine" });
    expect(await mistakeOf(ejectTemplates(folder, ids, false))).toBe(
      `${join(folder, "coverage.mustache")}: there already; name another folder, or overwrite with --force`,
    );
    expect(readdirSync(folder).sort()).toEqual(["coverage.mustache", "notes.txt"]);
    await ejectTemplates(folder, ids, true);
    expect(readFileSync(join(folder, "coverage.mustache"), "utf8")).toBe(builtInTemplate("coverage"));
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  it("says why a folder cannot be written", async () => {
    const folder = folderWith({ file: "" });
    expect(await mistakeOf(ejectTemplates(join(folder, "file", "x"), ids, false))).toMatch(
      /file\/x: cannot be written \(/,
    );
  });
});

describe("mailmortem template", () => {
  const run = (action: string, folder?: string) =>
    templateCommand.run({ action, folder, force: false }, new AbortController().signal);

  it.each([
    [
      "ejct",
      undefined,
      'template: there is no action "ejct" (did you mean "eject"?); the actions are eject, list, check',
    ],
    ["list", "x", 'template list: takes nothing more; "x" is too much'],
    ["check", undefined, "template check: name the folder that holds your templates"],
  ])("%s %s is refused", async (action, folder, says) => expect(await mistakeOf(run(action, folder))).toBe(says));

  it("ejects, lists and checks from the command line", () => {
    const folder = join(temporaryFolder(), "mine");
    const ejected = mailmortem(["template", "eject", folder]);
    expect([ejected.code, ejected.err]).toEqual([exit.fine, ""]);
    expect(ejected.out).toContain(`${join(folder, "partials", "step.mustache")}\n`);
    expect(mailmortem(["template", "list"]).out).toMatch(/^header\.mustache\n[\s\S]*partials\/step\.mustache\n$/);
    expect(mailmortem(["template", "check", folder]).out).toMatch(/: \d+ templates, nothing wrong/);
    writeFileSync(join(folder, "queue.mustache"), "{{{x}}}");
    const checked = mailmortem(["template", "check", folder]);
    expect([checked.code, checked.out]).toEqual([exit.usage, ""]);
    expect(checked.err).toMatch(/^mailmortem: .*queue\.mustache:1:1: .*\n$/);
    expect(mailmortem(["template", "eject", folder, "--force"]).code).toBe(exit.fine);
    expect(existsSync(join(folder, "README.md"))).toBe(true);
  });
});
