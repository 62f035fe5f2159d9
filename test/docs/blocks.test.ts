/** Every fenced block of README.md and docs/ is run, read or compared. How a page says what is meant: docs/README.md. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, blocksOf } from "./blocks.ts";
import { checkJson, checkLog, checkUnits, checkYaml } from "./data-blocks.ts";
import { Host } from "./host.ts";
import { firstDifference } from "./output.ts";
import { documentedPages } from "./pages.ts";
import { missingProgram, runCron, runScript, runTerminal, shellcheck } from "./shell-blocks.ts";
import { type Module, type ModuleRun, runModules, typeErrors, writeModules } from "./ts-blocks.ts";

/** Blocks that another test runs or compares: the page, the language, and which test. */
const elsewhere: readonly (readonly [file: string, language: string, test: string])[] = [
  ["README.md", "sh", "test/readme.test.ts runs each line"],
  ["README.md", "yaml", "test/readme.test.ts makes a report with it"],
  ["README.md", "text", "test/smoke.test.ts packs and installs; npm run demo is a check of .ci/run"],
  ["docs/intervention.md", "yaml", "test/knowledge/intervention-schema.test.ts"],
  ["docs/templates.md", "mustache", "test/report/templates/document.test.ts"],
];

/** Blocks that nothing runs; each says why above its fence. A new one has to be counted here. */
const notRun: Readonly<Record<string, number>> = {
  "docs/cookbook.md": 1,
  "docs/detectors/frozen-bounce.md": 1,
  "docs/detectors/mmap-failure.md": 1,
  "docs/detectors/stuck-queue.md": 1,
  "docs/detectors/tainted-filename.md": 1,
  "docs/performance.md": 2,
  "docs/quick-start.md": 3,
};

const pages = documentedPages().map((file) => ({ file, blocks: blocksOf(file), host: new Host() }));
const isElsewhere = ({ file, language, generated }: Block) =>
  generated !== null || elsewhere.some(([page, of]) => page === file && of === language);
const isRun = (block: Block) => !isElsewhere(block) && block.notRun === null;
const blocks = pages.flatMap((page) => page.blocks).filter((block) => !isElsewhere(block));
const named = (block: Block) => `${block.file}:${block.line} ${block.language}`;

let modules: readonly Module[] = [];
let runs: readonly ModuleRun[] = [];
beforeAll(() => {
  modules = pages.flatMap((page) =>
    writeModules(
      page.host,
      page.blocks.filter(({ language, notRun: reason }) => language === "ts" && reason === null),
    ),
  );
  const [first] = pages;
  if (first !== undefined) runs = runModules(first.host, modules);
}, 60_000);
afterAll(() => {
  for (const { host } of pages) host.close();
});

describe.each(pages.filter((page) => page.blocks.some(isRun)))("$file", (page) => {
  let printed = "";
  const mine = page.blocks.filter(isRun);
  test.for(mine.map((block) => ({ name: named(block), block })))("$name", ({ block }, { skip }) => {
    const missing = missingProgram(block);
    skip(missing !== null, `${missing} is not installed`);
    const found = problemOf(block, page.host, printed, (out) => {
      printed = out;
    });
    expect(found).toBeNull();
  });
});

/** What is wrong with a block; null when nothing is. */
function problemOf(block: Block, host: Host, printed: string, print: (out: string) => void): string | null {
  switch (block.language) {
    case "sh": {
      const { ran, problem } = runScript(host, block);
      print(ran.out);
      return problem;
    }
    case "console":
      return runTerminal(host, block);
    case "cron":
      return runCron(host, block);
    case "ts": {
      const run = runs[modules.findIndex((module) => module.block === block)];
      print(run?.out ?? "");
      return run === undefined ? "was not run" : run.error;
    }
    case "text":
      return block.asks.has("output") ? firstDifference(block.text, printed) : "text that is no output needs a reason";
    case "json":
      return thrownBy(() => checkJson(block));
    case "yaml":
      return thrownBy(() => checkYaml(block));
    case "log":
      return checkLog(block, block.file.startsWith("docs/detectors/"));
    case "ini":
      return null;
    default:
      return `nothing is known of the language "${block.language}"`;
  }
}

function thrownBy(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return String(error);
  }
}

describe("all pages", () => {
  test("blocks that are not run have a reason, and are counted", () => {
    const counted: Record<string, number> = {};
    for (const { file } of blocks.filter((block) => block.notRun !== null)) counted[file] = (counted[file] ?? 0) + 1;
    expect(counted).toEqual(notRun);
  });

  test("every page that another test covers has such blocks", () => {
    const all = pages.flatMap((page) => page.blocks);
    for (const [file, language] of elsewhere)
      expect(
        all.some((block) => block.file === file && block.language === language),
        `${file} ${language}`,
      ).toBe(true);
  });

  test("TypeScript has no type errors", () => {
    expect(modules.length).toBeGreaterThan(3);
    expect(typeErrors(modules)).toEqual([]);
  });

  test("shellcheck has nothing to say", () => {
    const scripts = blocks.filter(({ language }) => language === "sh");
    expect(scripts.length).toBeGreaterThan(10);
    const [first] = pages;
    expect(first === undefined ? null : shellcheck(first.host, scripts)).toBeNull();
  });

  test.each(pages.filter((page) => page.blocks.some(({ language }) => language === "ini")))(
    "units of $file",
    (page) => {
      expect(
        checkUnits(
          page.host,
          page.blocks.filter(({ language }) => language === "ini"),
        ),
      ).toBeNull();
    },
  );
});
