import { describe, expect, it } from "vitest";
import { loadGrammar } from "../../src/grammar/load.ts";
import { build, compile } from "./compile.ts";

const none = (name: string): string => {
  throw new Error(name);
};

describe("loadGrammar", () => {
  it("takes rules of included files once, and knows where each stands", () => {
    const files: Readonly<Record<string, string>> = {
      "a.ne": '@include "b.ne"\n@include "c.ne"\na -> "a" c\n',
      "b.ne": '@include "c.ne"\n# a comment with until( in it\nb -> c "until("\n',
      "c.ne": "c -> [0-9]:+ {% int %}\n",
    };
    const { rules } = loadGrammar(`${files["a.ne"]}`, "grammars/a.ne", (name) => files[name] ?? none(name));
    const places = rules.filter(({ name }) => !name.includes("$")).map(({ name, at }) => [name, at.file, at.line]);
    expect(places).toEqual([
      ["c", "grammars/c.ne", 1],
      ["b", "grammars/b.ne", 3],
      ["a", "grammars/a.ne", 3],
    ]);
  });

  it("gives equal free texts one name and keeps the marks", () => {
    const { untils, rules } = loadGrammar(
      'a -> until("x", # why\n "y") b\nb -> until("x", "y") | not("q") upto("z")\n',
      "t.ne",
      none,
    );
    expect([...untils.values()]).toEqual([
      { marks: ["x", "y"], notAtStart: [], min: 1 },
      { marks: ["z"], notAtStart: ["q"], min: 0 },
    ]);
    expect(rules.map(({ symbols }) => symbols)).toEqual([["until__1", "b"], ["until__1"], ["until__2"]]);
  });

  const mistakes: readonly (readonly [name: string, ne: string, message: RegExp])[] = [
    ["a rule that is not there", 'a -> "x"\nb -> a c\n', /^t\.ne:2: rule b uses c, which is not defined/],
    ["a rule defined twice", 'a -> "x"\n\na -> "y"\n', /^t\.ne:3: rule a is defined twice/],
    ["a mark without quotes", "a -> until(x)\n", /^t\.ne:1: expected until/],
    ["not without a free text", 'a -> "x"\nb -> not("x") a\n', /^t\.ne:2: expected until/],
    ["an empty mark", 'a -> until("")\n', /^t\.ne:1: a mark must hold bytes/],
    ["an empty string", 'a -> "x" ""\n', /^t\.ne:1: an empty string/],
    ["code of its own", '@{% const x = 1 %}\na -> "x"\n', /^t\.ne:1: no @\{% %\} blocks/],
    ["a nearley macro", 'm[x] -> $x\na -> m["x"]\n', /macros, @config and %tokens are not supported/],
    ["a token", "a -> %word\n", /%tokens are not supported/],
    ["a syntax error", 'a -> "x"\nb => -> "y"\n', /^t\.ne:2:\d+: not a nearley grammar: unexpected/],
    ["an unfinished rule", 'a -> "x"\nb ->\n', /^t\.ne: the file ends within a rule/],
    ["a line feed", 'a -> "\\n"\n', /bytes other than LF/],
  ];
  it.each(mistakes)("refuses %s", (_, ne, message) => {
    expect(() => loadGrammar(ne, "t.ne", none)).toThrow(message);
  });
});

describe("buildGrammar", () => {
  it("recognises nearley's encodings, and both halves of :+ as one symbol", () => {
    const grammar = build('a -> "ab":+ ("x" | "yy"):+ [^ ]:* "c":?\n');
    const shapes = grammar.rules.get("a")?.alternatives[0]?.symbols.map((node) => node.kind);
    expect(shapes).toEqual(["repeat", "repeat", "repeat", "optional"]);
    expect([...grammar.rules.keys()].filter((name) => name.includes("$"))).toHaveLength(1);
  });

  const refused: readonly (readonly [name: string, ne: string, message: RegExp])[] = [
    ["recursion", 'a -> "x" b\nb -> a | "y"\n', /may not use itself \(a -> b -> a\)/],
    ["destructuring", 'a -> "x" {% ([x]) => x %}\n', /an action is text, int/],
    ["a block", 'a -> "x" {% (d) => { return d[0] } %}\n', /an action is text, int/],
    ["an unknown word", 'a -> "x" {% trim %}\n', /not trim/],
    ["a bare d", 'a -> "x" {% (d) => f(d) %}\n', /only as d\[n\]/],
    ["a computed child", 'a -> "x" {% (d) => d[d[0]] %}\n', /only as d\[n\]/],
    ["a child that is not there", 'a -> "x" {% (d) => d[1] %}\n', /d\[1\] is not there/],
    ["a pick of nothing", 'a -> "x" {% third %}\n', /only 1 symbols/],
  ];
  it.each(refused)("refuses %s", (_, ne, message) => {
    expect(() => build(ne)).toThrow(message);
  });

  it("knows a property called d from a read of d", () => {
    expect(() => build('a -> "x" {% (d) => ({ d: d[0], e: "d", f: d[0].d }) %}\n')).not.toThrow();
  });
});

describe("checkActions", () => {
  const refused: readonly (readonly [name: string, ne: string, message: RegExp])[] = [
    ["int over letters", "line -> [0-9a]:+ {% int %}\n", /^test\.ne:1: rule line: below \{% int %\} only/],
    ["int over a free text", 'line -> until(" ") {% int %}\n', /a free text is no number/],
    ["a structural action below text", 'line -> a {% text %}\na -> "x" {% (d) => 1 %}\n', /structural action of a/],
    ["a value of a rule without action", 'line -> a {% first %}\na -> "x"\n', /a is read by line: each of its/],
    ["a value of a group", 'line -> ("x" | "y") {% first %}\n', /reads the value of a group/],
    ["a list of rules without action", 'line -> a:* {% (d) => d[0] %}\na -> "x"\n', /a is read by line/],
    ["a start without action", 'line -> "x"\n', /each of its alternatives needs an action/],
    ["a start that is not there", 'other -> "x" {% text %}\n', /no rule for the start symbol line/],
  ];
  it.each(refused)("refuses %s", (_, ne, message) => {
    expect(() => compile(ne)).toThrow(message);
  });
});
