import { describe, expect, it } from "vitest";
import { integer, scanString } from "../../src/grammar/runtime.ts";
import { compile, scan } from "./compile.ts";

describe("emitted scanners", () => {
  const cases: readonly (readonly [name: string, ne: string, ...lines: (readonly [text: string, value: unknown])[]])[] =
    [
      [
        "text spans what was read",
        'line -> "a" [0-9]:+ "b":? {% text %}\n',
        ["a12b", "a12b"],
        ["a1", "a1"],
        ["ab", undefined],
      ],
      [
        "text spans it whatever the rules below make of it",
        'line -> "n=" number pair {% text %}\nnumber -> [0-9]:+ {% int %}\npair -> ":" number {% second %}\n',
        ["n=007:08", "n=007:08"],
      ],
      [
        "int",
        "line -> [-0-9]:* {% int %}\n",
        ["42", 42],
        ["-7", -7],
        ["007", 7],
        ["", 0],
        ["-0", -0],
        ["--1", Number.NaN],
        ["-", Number.NaN],
        ["12345678901234567890", Number("12345678901234567890")],
        ["-12345678901234567", Number("-12345678901234567")],
      ],
      [
        "flag and skip",
        'line -> a b {% (d) => [d[0], d[1]] %}\na -> "a" {% flag %}\nb -> "b" {% skip %}\n',
        ["ab", [true, null]],
      ],
      [
        "picks",
        'line -> a {% first %} | "-" a {% second %} | "+" "+" a {% third %}\na -> [a-z]:+ {% text %}\n',
        ["ab", "ab"],
        ["-cd", "cd"],
        ["++e", "e"],
        ["-", undefined],
      ],
      [
        "optional",
        'line -> a:? b:? {% (d) => ({ a: d[0], b: d[1] }) %}\na -> " A=" [^ ]:+ {% text %}\nb -> " B=" word {% second %}\nword -> [^ ]:+ {% text %}\n',
        [" A=1 B=2", { a: " A=1", b: "2" }],
        [" B=2", { a: null, b: "2" }],
        ["", { a: null, b: null }],
        [" A=", undefined],
        [" B=2 A=1", undefined],
      ],
      [
        "repeat",
        'line -> item:+ end:* {% (d) => [d[0], d[1]] %}\nitem -> " " [a-z]:+ {% text %}\nend -> "!" {% flag %}\n',
        [" a bc", [[" a", " bc"], []]],
        [" a!!", [[" a"], [true, true]]],
        ["!", undefined],
        [" a ", undefined],
      ],
      [
        "a literal and a class have values",
        'line -> "ab" [xy] {% (d) => d[0] + d[1] %}\n',
        ["aby", "aby"],
        ["abz", undefined],
      ],
      ["upper and lower case", 'line -> "ok"i {% text %}\n', ["Ok", "Ok"], ["oK", "oK"], ["xk", undefined]],
      [
        "children that nobody reads are recognised",
        'line -> "<" thing:? ">" [0-9]:+ {% (d) => 1 %}\nthing -> [a-z]:+ (":" [a-z]:+):*\n',
        ["<a:b:c>5", 1],
        ["<>5", 1],
        ["<a:>5", undefined],
      ],
      [
        "many alternatives",
        'line -> a {% first %} | b {% first %} | c {% first %} | d {% first %} | e {% first %}\na -> "alpha" {% text %}\nb -> "beta" {% text %}\nc -> "bet" [^a\\n]:* {% text %}\nd -> [0-9]:+ {% int %}\ne -> null {% skip %}\n',
        ["alpha", "alpha"],
        ["beta", "beta"],
        ["betx", "betx"],
        ["17", 17],
        ["", null],
        ["zeta", undefined],
      ],
      [
        "a free text",
        'line -> until(" <", ": ") (" <" [^>]:* ">"):? ": " [^\\n]:* {% (d) => d[0] %}\n',
        ["a <b: c", undefined],
        ["ab <x>: no", "ab"],
        ["a : b", "a "],
        ["a:b: c", "a:b"],
        [": c", undefined],
        ["abc", undefined],
        ["abc:", undefined],
      ],
      [
        "a free text may be empty",
        'line -> upto(";") ";" {% (d) => d[0] %}\n',
        [";", ""],
        ["a;", "a"],
        ["a;;", undefined],
        ["a", undefined],
      ],
      [
        "a free text to the end",
        'line -> not("no", "never") until(" end") " end":? {% (d) => d[0] %}\n',
        ["abc", "abc"],
        ["abc end", "abc"],
        ["n", "n"],
        ["no", undefined],
        ["nothing", undefined],
        ["neve", "neve"],
        ["never", undefined],
        [" e", " e"],
        [" end", undefined],
      ],
      [
        "strings and names in an action",
        'line -> "x" {% (d) => ({ d: "d[0]", e: d[0] }) %}\n',
        ["x", { d: "d[0]", e: "x" }],
      ],
      [
        "bytes over 0x7f",
        'line -> [^ ]:+ " " [\u00e9] {% text %}\n',
        ["\u00e9\u00ff\u0000 \u00e9", "\u00e9\u00ff\u0000 \u00e9"],
      ],
    ];
  for (const [name, ne, ...lines] of cases) {
    it.each(lines)(`${name}: %j`, (text, value) => {
      expect(scan(compile(ne).module, text)).toStrictEqual(value);
    });
  }

  it("takes the first start that reaches the line's end, and says which", () => {
    const starts = { lists: [{ name: "line", reach: "line" as const, starts: ["word", "words", "rest"] }], single: [] };
    const { module } = compile(
      "word -> [a-z]:+ {% text %}\nwords -> [a-z ]:+ {% text %}\nrest -> [^\\n]:* {% text %}\n",
      starts,
    );
    const line = module.lists.line?.scan;
    const seen = ["ab", "a b", "1"].map((text) => {
      const value = line === undefined ? undefined : scanString(line, text);
      return [value, line?.starts[line.startIndex()]];
    });
    expect(seen).toEqual([
      ["ab", "word"],
      ["a b", "words"],
      ["1", "rest"],
    ]);
  });

  it("reads a line in the middle of a chunk and stops at its end", () => {
    const { module } = compile('line -> "<" [^>]:* ">" {% text %}\n');
    const text = "<a>\n<b\n<c>\n";
    const line = module.lists.line?.scan;
    if (line === undefined) throw new Error("no list");
    const bytes = Buffer.from(text, "latin1");
    expect(line(text, bytes, 0)).toBe("<a>");
    expect(line.end()).toBe(3);
    expect(line(text, bytes, 4)).toBeUndefined();
    expect(line(text, bytes, 7)).toBe("<c>");
    expect(line.end()).toBe(10);
  });

  it("reads a prefix, and remembers its end while others run", () => {
    const { module } = compile(
      'head -> [a-z]:+ ": " {% first %}\n'.replace("[a-z]:+", "word") +
        "word -> [a-z]:+ {% text %}\nbody -> [^\\n]:* {% text %}\n",
      {
        lists: [
          { name: "head", reach: "prefix", starts: ["head"] },
          { name: "body", reach: "line", starts: ["body"] },
        ],
        single: ["word"],
      },
    );
    const { head, body } = module.lists;
    if (head === undefined || body === undefined || module.starts.word === undefined) throw new Error("no list");
    const text = "ab: c d\n";
    const bytes = Buffer.from(text, "latin1");
    expect(head.scan(text, bytes, 0)).toBe("ab");
    expect(scanString(module.starts.word, "zzzzzz")).toBe("zzzzzz");
    expect(body.scan(text, bytes, head.scan.end())).toBe("c d");
    expect([head.scan.end(), body.scan.end()]).toEqual([4, 7]);
  });

  it("has the lists of another module among its own", () => {
    const { module, source } = compile(
      'a -> "a" word {% second %}\nb -> "b" word {% second %}\nword -> [^\\n]:* {% text %}\n',
      {
        lists: [
          { name: "apart", reach: "line", starts: ["a"], apart: "test-a" },
          { name: "here", reach: "line", starts: ["b"] },
        ],
        single: ["word"],
      },
    );
    expect(source).not.toContain("$read_a(");
    expect(Object.keys(module.lists)).toEqual(["apart", "here"]);
    expect(Object.keys(module.starts)).toEqual(["a", "b", "word"]);
    const { apart, here } = module.lists;
    if (apart === undefined || here === undefined || module.starts.a === undefined) throw new Error("no list");
    expect([scanString(apart.scan, "ax"), scanString(apart.scan, "bx")]).toEqual(["x", undefined]);
    expect([scanString(here.scan, "ax"), scanString(here.scan, "bx")]).toEqual([undefined, "x"]);
    expect(scanString(module.starts.a, "ay")).toBe("y");
  });
});

describe("integer", () => {
  it.each(["0", "9", "123456789012345", "1234567890123456", "-", "", "-1", "1-", "99999999999999999999999"])(
    "%j as Number() says",
    (text) => {
      const bytes = Buffer.from(`x${text}y`, "latin1");
      expect(integer(bytes, 1, 1 + text.length)).toBe(Number(text));
    },
  );
});
