import { describe, expect, it } from "vitest";
import { compareStart } from "../../src/grammar/compare.ts";
import { mutate, structuralTokens } from "../../src/grammar/mutate.ts";
import { Oracle } from "../../src/grammar/oracle.ts";
import { prove } from "../../src/grammar/prove.ts";
import { Random } from "../../src/grammar/random.ts";
import type { ScannerModule } from "../../src/grammar/runtime.ts";
import { Sentences } from "../../src/grammar/sentences.ts";
import { build, compile, evaluate } from "./compile.ts";

/** Small, but with every construct that the real grammars use. */
const NE = `
# <= ann@a.example H=mx.example (helo) [192.0.2.1]:25 P=esmtp S=12 T="a \\"b\\"" for bob@b.example
# Mailbox INBOX: mmap(size=12) failed with file /x: Cannot allocate memory
line      -> arrival {% first %} | mapped {% first %} | ended {% first %} | frozen {% first %} | removed {% first %}
arrival   -> "<= " sender host:? " P=" word cipher:? size subject:? recipients:?
             {% (d) => ({ sender: d[1], host: d[2], protocol: d[4], cipher: d[5], size: d[6], subject: d[7], recipients: d[8] }) %}
sender    -> "<>" {% skip %} | not("<") until(" H=", " P=") {% text %}
host      -> " H=" not("[") until(" [", " (") helo:? " [" ip "]" port:?  {% (d) => ({ name: d[1], helo: d[2], ip: d[4], port: d[6] }) %}
helo      -> " (" until(")") ")"          {% second %}
ip        -> [0-9a-f:.]:+                 {% text %}
port      -> ":" number                   {% second %}
cipher    -> " X=" word                   {% second %}
size      -> " S=" number                 {% second %}
subject   -> " T=\\"" quoted "\\""        {% second %}
quoted    -> qpiece:*                     {% text %}
qpiece    -> [^"\\\\] | "\\\\" [^\\n]
recipients -> " for" recipient:+          {% second %}
recipient -> " " word                     {% second %}
word      -> [^ ]:+                       {% text %}
number    -> [0-9]:+                      {% int %}
mapped    -> "Mailbox " until(": ") ": mmap(size=" number ") failed with file " until(": ") ": " until(": ")
             {% (d) => ({ mailbox: d[1], size: d[3], path: d[5], error: d[7] }) %}
ended     -> "Completed" queuetime:?      {% (d) => ({ queueTime: d[1] }) %}
queuetime -> " QT=" word                  {% second %}
frozen    -> "frozen" reason:?            {% (d) => ({ reason: d[1] }) %}
reason    -> " (" upto(")") ")"           {% second %}
removed   -> "removed by " rest           {% second %}
rest      -> [^\\n]:*                     {% text %}
`;

const { grammar, source, module: unchanged } = compile(NE);

/** Differences between scanner and nearley over sentences of the grammar and mutations of them. */
function differences(module: ScannerModule, count: number): number {
  const oracle = new Oracle(unchanged.rules());
  const random = new Random(3);
  const sentences = new Sentences(grammar, random);
  const tokens = structuralTokens(grammar);
  let found = 0;
  for (let round = 0; round < count; round++) {
    const sentence = sentences.sentence("line");
    for (const text of [sentence, mutate(sentence, tokens, random)])
      if (compareStart(module, oracle, "line", text).difference !== undefined) found++;
  }
  return found;
}

describe("the grammar as it stands", () => {
  it("is proven", () => {
    expect(prove(grammar, "line", "line").conflicts).toEqual([]);
  });
  it("is read by both alike", () => {
    expect(differences(evaluate(source), 600)).toBe(0);
  });
});

describe("a planted ambiguity is refused", () => {
  const planted: readonly (readonly [what: string, from: string, to: string, rule: string, witness: RegExp])[] = [
    ["a mark is forgotten", 'until(" H=", " P=")', 'until(" H=")', "sender", /^⟨ P=/],
    ["a class takes its separator", "word      -> [^ ]:+", "word      -> [^x]:+", "word", /./],
    ["a quote is not escaped", '[^"\\\\]', "[^\\\\]", "quoted", /^"⟨/],
    [
      "a mandatory field becomes optional",
      "word cipher:? size subject",
      "word cipher:? size:? rest subject",
      "arrival",
      /^ S=/,
    ],
    ["the short word comes first", '"Completed" queuetime:?', '"removed" queuetime:?', "line", /^removed⟨ by /],
    [
      "a catch-all beside rules",
      'removed   -> "removed by " rest',
      'removed   -> "" rest'.replace('"" ', "[^\\n] "),
      "line",
      /./,
    ],
    ["the literal that stops a repeat goes", '" for" recipient:+', "recipient:+ rest", "recipients", /./],
    [
      "a second mark of which one half ends the text",
      'until(": ") ": mmap',
      'until(": ", "::") ": mmap',
      "mapped",
      /^…:⟨: mmap/,
    ],
    ["a name may be its own follower", 'not("[") until(" [", " (")', 'until(" [")', "host", /^⟨ \(/],
  ];
  it.each(planted)("%s", (_, from, to, rule, witness) => {
    expect(NE).toContain(from);
    const { conflicts } = prove(build(NE.replace(from, () => to)), "line", "line");
    expect(conflicts.map((conflict) => conflict.rule)).toContain(rule);
    expect(
      conflicts.filter((conflict) => conflict.rule === rule).some((conflict) => witness.test(conflict.witness)),
    ).toBe(true);
  });
});

describe("a planted bug of the emitter is noticed", () => {
  const planted: readonly (readonly [what: string, from: RegExp, to: string])[] = [
    ["a literal is stepped over too far", /i \+= 3;/, "i += 4;"],
    ["a literal is not compared to its end", / && b\[i \+ 2\] === 61/, ""],
    ["a class is one byte too wide", /table\(48, 58\)/, "table(48, 59)"],
    ["a class is one byte too narrow", /table\(48, 58\)/, "table(48, 57)"],
    ["a slice begins too late", /s\.slice\((p\d+), i\)/, "s.slice($1 + 1, i)"],
    ["a slice ends too late", /s\.slice\((p\d+), i\)/, "s.slice($1, i + 1)"],
    ["a number misses its first digit", /integer\(b, (p\d+), i\)/, "integer(b, $1 + 1, i)"],
    [
      "an absent field is undefined",
      /(v\d+) = null;\nif \(b\[i\] === 32 && b\[i \+ 1\] === 72/,
      "$1 = undefined;\nif (b[i] === 32 && b[i + 1] === 72",
    ],
    ["an item of a list is lost", /(v\d+)\.push\((e\d+)\);/, "if ($1.length < 2) $1.push($2);"],
    ["an empty free text is taken", /if \(i === p\d+\) \{ i = a; break A\d+; \}\n/, ""],
    ["a forbidden beginning is taken", /if \(i - p\d+ >= 1 && b\[p\d+ \+ 0\] === 60\) \{[^}]*\}\n/, ""],
    ["the wrong alternative is tried", /case 60:/, "case 61:"],
    ["a failed field leaves its position", /\{ i = p\d+; (v\d+) = null; break (L\d+); \}/, "{ $1 = null; break $2; }"],
    ["the line's end is not asked for", /\$E >= 0 && bytes\[\$E\] === 10/, "$E >= 0"],
    ["two values change places", /\(d1: any, d2: any, d4: any/, "(d2: any, d1: any, d4: any"],
  ];
  it.each(planted)("%s", (_, from, to) => {
    expect(source).toMatch(from);
    const broken = evaluate(source.replaceAll(new RegExp(from.source, "g"), to));
    expect(differences(broken, 1200)).toBeGreaterThan(0);
  });
});
