import { ToolError } from "../error.ts";
import type { LexicalName } from "./actions.ts";
import { type ByteSet, byteOf, bytesOf } from "./bytes.ts";
import { type Alternative, type Grammar, type Node, type Rule, ruleOf } from "./ir.ts";

const DIGITS: ByteSet = bytesOf(/[-0-9]/);

/**
 * What the vocabulary of actions promises, checked before anything is emitted:
 * no structural action below a lexical one, `int` only over `[-0-9]`, a value wherever a value is read.
 * @throws ToolError with file and line
 */
export function checkActions(grammar: Grammar, starts: readonly string[]): void {
  for (const rule of grammar.rules.values()) for (const one of rule.alternatives) checkAlternative(grammar, rule, one);
  for (const start of starts) {
    const rule = grammar.rules.get(start);
    if (rule === undefined)
      throw new ToolError("grammar", `no rule for the start symbol ${start}`, { file: `${grammar.name}.ne` });
    needsValue(grammar, grammar.nodes.node({ kind: "rule", name: start }), rule);
  }
}

function checkAlternative(grammar: Grammar, rule: Rule, { symbols, action }: Alternative): void {
  if (action.kind === "lexical") {
    for (const symbol of symbols) checkBelow(grammar, symbol, action.name, rule, new Set());
  } else if (action.kind === "pick") {
    const picked = symbols[action.index];
    if (picked !== undefined) needsValue(grammar, picked, rule);
  } else if (action.kind === "structural") {
    for (const index of action.reads) {
      const read = symbols[index];
      if (read !== undefined) needsValue(grammar, read, rule);
    }
  }
}

function checkBelow(grammar: Grammar, node: Node, name: LexicalName, above: Rule, seen: Set<Node>): void {
  if (seen.has(node)) return;
  seen.add(node);
  const fail = (what: string): never => {
    throw new ToolError("grammar", `rule ${above.name}: below {% ${name} %} ${what}`, above.at);
  };
  const onlyDigits = (bytes: ByteSet) => {
    if (name === "int" && (bytes & ~DIGITS) !== 0n) fail("only the bytes - and 0 to 9 may occur");
  };
  switch (node.kind) {
    case "bytes":
      onlyDigits(node.bytes);
      break;
    case "literal":
      for (const character of node.text) onlyDigits(byteOf(character));
      break;
    case "until":
      if (name === "int") fail("a free text is no number");
      break;
    case "repeat":
    case "optional":
      checkBelow(grammar, node.of, name, above, seen);
      break;
    case "rule":
      for (const { symbols, action } of ruleOf(grammar, node.name).alternatives) {
        if (action.kind === "structural") fail(`stands the structural action of ${node.name}`);
        for (const symbol of symbols) checkBelow(grammar, symbol, name, above, seen);
      }
  }
}

function needsValue(grammar: Grammar, node: Node, reader: Rule): void {
  const valued = node.kind === "repeat" || node.kind === "optional" ? node.of : node;
  if (valued !== node) needsValue(grammar, valued, reader);
  if (node.kind !== "rule") return;
  const rule = ruleOf(grammar, node.name);
  if (rule.alternatives.every(({ action }) => action.kind !== "none")) return;
  if (node.name.includes("$"))
    throw new ToolError(
      "grammar",
      `rule ${reader.name} reads the value of a group: give the group a name and an action`,
      reader.at,
    );
  throw new ToolError(
    "grammar",
    `${node.name} is read by ${reader.name}: each of its alternatives needs an action`,
    rule.at,
  );
}
