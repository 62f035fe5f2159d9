/** Railroad diagrams of a grammar, one a rule, drawn from what the proof and the emitter see. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import draw from "railroad-diagrams";
import { type ByteSet, listBytes } from "../../src/grammar/bytes.ts";
import type { Grammar, Node, Rule } from "../../src/grammar/ir.ts";

/** Something drawn. */
type Drawing = ReturnType<typeof draw.Diagram>;

/** An HTML page of its own, without scripts, without anything from elsewhere. */
export function railroadPage(grammar: Grammar, samples: (rule: string) => readonly string[]): string {
  const rules = [...grammar.rules.values()].filter(({ name }) => !name.includes("$"));
  const style = readFileSync(createRequire(import.meta.url).resolve("railroad-diagrams/railroad-diagrams.css"), "utf8");
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(grammar.name)}: railroad diagrams</title>`,
    `<style>${style}\nbody{font-family:sans-serif;margin:2em}svg.railroad-diagram{display:block;max-width:100%;background-color:transparent}pre{background:#f4f4f4;padding:.5em;overflow:auto}</style></head><body>`,
    `<h1>${escaped(grammar.name)}</h1>`,
    ...rules.flatMap((rule) => section(rule, grammar, samples(rule.name))),
    "</body></html>",
    "",
  ].join("\n");
}

function section(rule: Rule, grammar: Grammar, samples: readonly string[]): readonly string[] {
  const diagram = smaller(draw.Diagram(ruleDrawing(rule, grammar)).toString());
  const sample = samples.length === 0 ? [] : [`<pre>${samples.map(escaped).join("\n")}</pre>`];
  return [`<h2 id="${rule.name}">${rule.name}</h2>`, ...sample, linked(diagram)];
}

function ruleDrawing({ alternatives }: Rule, grammar: Grammar): Drawing {
  const drawn = alternatives.map(({ symbols }) =>
    symbols.length === 0 ? draw.Skip() : draw.Sequence(...symbols.map((node) => nodeDrawing(node, grammar))),
  );
  return drawn.length === 1 && drawn[0] !== undefined ? drawn[0] : draw.Choice(0, ...drawn);
}

function nodeDrawing(node: Node, grammar: Grammar): Drawing {
  switch (node.kind) {
    case "literal":
      return draw.Terminal(JSON.stringify(node.text));
    case "bytes":
      return draw.Terminal(classText(node.bytes));
    case "optional":
      return draw.Optional(nodeDrawing(node.of, grammar));
    case "repeat": {
      const of = nodeDrawing(node.of, grammar);
      return node.min === 0 ? draw.ZeroOrMore(of) : draw.OneOrMore(of);
    }
    case "until": {
      const marks = node.spec.marks.map((mark) => JSON.stringify(mark));
      return draw.Comment(`text up to ${marks.length === 0 ? "the line's end" : marks.join(" ")}`);
    }
    case "rule": {
      const rule = grammar.rules.get(node.name);
      return node.name.includes("$") && rule !== undefined ? ruleDrawing(rule, grammar) : draw.NonTerminal(node.name);
    }
  }
}

/** `[0-9A-Z]`, or what is left out where that is shorter. */
function classText(set: ByteSet): string {
  const all = listBytes(set);
  if (all.length === 255) return "any byte";
  if (all.length < 128) return `[${ranges(all)}]`;
  const held = new Set(all);
  const missing = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 10 && !held.has(byte));
  return `not [${ranges(missing)}]`;
}

function ranges(bytes: readonly number[]): string {
  const shown = (byte: number) =>
    byte > 32 && byte < 127
      ? String.fromCharCode(byte)
      : byte === 32
        ? "␠"
        : `\\x${byte.toString(16).padStart(2, "0")}`;
  let text = "";
  for (let at = 0; at < bytes.length; at++) {
    const from = bytes[at] ?? 0;
    let to = from;
    while (bytes[at + 1] === to + 1) to = bytes[++at] ?? 0;
    text += to - from < 2 ? shown(from) + (to > from ? shown(to) : "") : `${shown(from)}-${shown(to)}`;
  }
  return text;
}

/** Without the strokes of no length, which are a third of a diagram. */
function smaller(svg: string): string {
  return svg.replace(/<path d="M[\d. ]+[hv]0"><\/path>\n?/g, "");
}

/** The name of a rule leads to its diagram. */
function linked(svg: string): string {
  return svg.replace(
    /<g class="non-terminal">[\s\S]*?<text[^>]*>([\w]+)<\/text>[\s\S]*?<\/g>/g,
    (group, name: string) => `<a href="#${name}">${group}</a>`,
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
