import { describe, expect, test } from "vitest";
import { type AnyCommand, asksForHelp, defineCommand, shieldDashes, unshield } from "../../src/cli/command.ts";
import { exit } from "../../src/cli/exit.ts";
import { usageMessage } from "../../src/cli/usage.ts";

const analyze: AnyCommand = defineCommand({
  name: "analyze",
  takes: "files",
  describe: "",
  options: { "stuck-after": { type: "string" }, since: { type: "string" }, format: { choices: ["text", "json"] } },
  examples: [],
  run: async () => exit.fine,
});

describe("usageMessage", () => {
  test.each([
    [
      "Unknown argument: stuck-aftr",
      ["analyze", "--stuck-aftr"],
      'analyze: there is no option "stuck-aftr" (did you mean "stuck-after"?); see "mailmortem analyze --help"',
    ],
    [
      "Unknown arguments: x, y",
      ["analyze", "--x", "--y"],
      'analyze: there is no option "x"; see "mailmortem analyze --help"',
    ],
    [
      "Not enough arguments following: since",
      ["analyze", "--since"],
      'analyze: not enough arguments following: since; see "mailmortem analyze --help"',
    ],
    [
      'Invalid values:\n  Argument: format, Given: "jsn", Choices: "text", "json"',
      ["analyze", "--format", "jsn"],
      'analyze: --format: "jsn" is none of text, json (did you mean "json"?); see "mailmortem analyze --help"',
    ],
    [
      'Invalid values:\n  Argument: format, Given: "a", Choices: "b", Choices: "text"',
      ["analyze", "--format", 'a", Choices: "b'],
      'analyze: --format: "a", Choices: "b" is none of text; see "mailmortem analyze --help"',
    ],
    [
      "Unknown argument: anlyze",
      ["anlyze"],
      'there is no command "anlyze" (did you mean "analyze"?); see "mailmortem --help"',
    ],
    [
      "Unknown argument: package.json",
      ["package.json"],
      "name a command before the files: mailmortem report package.json",
    ],
    ["", [], 'name a command (analyze); see "mailmortem --help"'],
    ["Unknown argument: foo", ["--foo"], 'there is no option "foo"; see "mailmortem --help"'],
  ])("%s", (message, argv, expected) => {
    expect(usageMessage(message, argv, [analyze])).toBe(expected);
  });
});

describe("shieldDashes", () => {
  test("a lone dash survives yargs and comes back", () => {
    expect(shieldDashes(["analyze", "a", "-", "-o", "-"]).map(unshield)).toEqual(["analyze", "a", "-", "-o", "-"]);
  });

  test("behind -- a name may begin with a dash", () => {
    expect(shieldDashes(["analyze", "-q", "--", "-odd.log", "a"])).toEqual(["analyze", "-q", "--", "./-odd.log", "a"]);
  });
});

describe("asksForHelp", () => {
  test.each([
    [["--help"], true],
    [["help", "report"], true],
    [["analyze", "-q", "--help=true"], true],
    [["completion"], true],
    [["--get-yargs-completions", "mailmortem", "analyze", "--"], true],
    [["analyze", "helpful.log", "-q"], false],
    [[], false],
  ])("%s: %s", (argv, expected) => expect(asksForHelp(argv)).toBe(expected));
});
