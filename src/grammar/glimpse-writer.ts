import { type ByteSet, byteOf } from "./bytes.ts";
import { plainBytes } from "./emit-tests.ts";
import { firstOf } from "./first.ts";
import { type ChildPlans, childPlans, type KindPlan, type Plan } from "./glimpse-plan.ts";
import { type BitTables, fixedTests, setTest, skipSet } from "./glimpse-tests.ts";
import { type Alternative, type Grammar, type Node, type Rule, ruleOf, type UntilNode } from "./ir.ts";

/** Rules up to this many symbols are written where they are used instead of called. */
const INLINE = 60;
const none: ReadonlyMap<number, Plan> = new Map();
const here = "(local.get $i)";

/**
 * WebAssembly text that recognises, and stores where wanted fields stand: the code moves `$i` behind what it read, or
 * branches to the label `fail` with `$i` anywhere. `$o` is the record; a slot holds 0 while its field is not there.
 */
export class GlimpseWriter {
  readonly #grammar: Grammar;
  readonly #tables: BitTables;
  readonly #functions = new Map<string, string>();
  #count = 0;
  #locals: string[] = [];

  constructor(grammar: Grammar, tables: BitTables) {
    this.#grammar = grammar;
    this.#tables = tables;
  }

  functions(): readonly string[] {
    return [...this.#functions.values()];
  }

  /** A function that reads a rule at `$i` and gives the offset behind it, or -1. */
  reader(rule: Rule, plan: Plan | undefined): string {
    const name = `$${rule.name.replace(/[^\w$]/g, "_")}${plan === undefined ? "" : `_${this.#fresh("with")}`}`;
    if (plan === undefined && this.#functions.has(name)) return name;
    const outer = this.#locals;
    this.#locals = [];
    this.#functions.set(name, "");
    const code = this.#alternatives(rule.alternatives, "$fail", plan);
    const locals = ["$v v128", "$m i32", ...this.#locals.map((one) => `${one} i32`)].map((one) => `(local ${one})`);
    const head = `(func ${name} (param $i i32)${plan === undefined ? "" : " (param $o i32)"} (result i32) ${locals.join(" ")}`;
    this.#functions.set(name, `${head}\n(block $fail\n${code}(return ${here}))\n(i32.const -1))`);
    this.#locals = outer;
    return name;
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  #label(): string {
    return this.#fresh("$L");
  }

  #local(): string {
    const name = this.#fresh("$p");
    this.#locals.push(name);
    return name;
  }

  #sequence(symbols: readonly Node[], fail: string, plans: ReadonlyMap<number, Plan>): string {
    let code = "";
    let run: ByteSet[] = [];
    const flush = (): void => {
      code += this.#fixed(run, fail);
      run = [];
    };
    for (const [at, symbol] of symbols.entries()) {
      const plan = plans.get(at);
      const sets = plan === undefined ? this.#fixedSets(symbol) : undefined;
      if (sets !== undefined) run.push(...sets);
      else {
        flush();
        code += this.#node(symbol, fail, plan);
      }
    }
    flush();
    return code;
  }

  #fixed(sets: readonly ByteSet[], fail: string): string {
    if (sets.length === 0) return "";
    const tests = fixedTests(this.#tables, sets).map((test) => `(br_if ${fail} (i32.eqz ${test}))\n`);
    return `${tests.join("")}${forward(sets.length)}`;
  }

  #node(node: Node, fail: string, plan: Plan | undefined): string {
    switch (node.kind) {
      case "optional":
        return this.#optional(node.of, plan);
      case "rule":
        return this.#rule(ruleOf(this.#grammar, node.name), node, fail, plan);
      case "repeat":
        return placed(plan, this.#repeat(node.of, node.min, fail));
      case "until":
        return placed(plan, this.#until(node, fail));
      default:
        return placed(plan, this.#fixed(this.#fixedSets(node) ?? [], fail));
    }
  }

  #rule(rule: Rule, node: Node, fail: string, plan: Plan | undefined): string {
    if (this.#size(node) <= INLINE) return this.#alternatives(rule.alternatives, fail, plan);
    const call = `(call ${this.reader(rule, plan)} ${here}${plan === undefined ? "" : " (local.get $o)"})`;
    return `(br_if ${fail} (i32.lt_s (local.tee $i ${call}) (i32.const 0)))\n`;
  }

  #optional(of: Node, plan: Plan | undefined): string {
    const [over, not, start] = [this.#label(), this.#label(), this.#local()];
    const code = this.#node(of, not, plan);
    const back = `(local.set $i (local.get ${start}))\n`;
    return `${emptied(plan)}(local.set ${start} ${here})\n(block ${over}\n(block ${not}\n${code}(br ${over}))\n${back}${emptied(plan)})\n`;
  }

  #repeat(of: Node, min: 0 | 1, fail: string): string {
    const start = this.#local();
    const open = min === 1 ? `(local.set ${start} ${here})\n` : "";
    const enough = min === 1 ? `(br_if ${fail} (i32.eq ${here} (local.get ${start})))\n` : "";
    const loop = this.#label();
    const sets = this.#fixedSets(of);
    if (sets?.length === 1) return `${open}${skipSet(this.#tables, sets[0] ?? 0n, loop)}${enough}`;
    const [over, end, round] = [this.#label(), this.#label(), this.#local()];
    const again = `(br_if ${loop} (i32.ne ${here} (local.get ${round})))\n(br ${over})`;
    const body = `(block ${end}\n${this.#node(of, end, undefined)}${again})\n(local.set $i (local.get ${round}))`;
    return `${open}(block ${over}\n(loop ${loop}\n(local.set ${round} ${here})\n${body}))\n${enough}`;
  }

  /** Over the bytes that no mark begins with; at the others the marks are compared. See until.ts. */
  #until({ spec }: UntilNode, fail: string): string {
    const [start, loop, stop] = [this.#local(), this.#label(), this.#label()];
    const plain = plainBytes(spec.marks);
    const single = spec.marks.every((mark) => mark.length === 1);
    const ends = [
      `(br_if ${stop} (i32.eq (i32.load8_u ${here}) (i32.const 10)))\n`,
      ...spec.marks.map((mark) => this.#unless(mark, stop)),
    ];
    const code = single
      ? skipSet(this.#tables, plain, loop)
      : `(block ${stop}\n(loop ${loop}\n${skipSet(this.#tables, plain, this.#label())}${ends.join("")}${forward(1)}(br ${loop})))\n`;
    const enough = spec.min === 1 ? `(br_if ${fail} (i32.eq ${here} (local.get ${start})))\n` : "";
    return `(local.set ${start} ${here})\n${code}${enough}${spec.notAtStart.map((literal) => this.#forbidden(literal, start, fail)).join("")}`;
  }

  /** Leaves to `stop` where the mark begins. */
  #unless(mark: string, stop: string): string {
    const next = this.#label();
    const tests = fixedTests(this.#tables, [...mark].map(byteOf));
    return `(block ${next}\n${tests.map((test) => `(br_if ${next} (i32.eqz ${test}))\n`).join("")}(br ${stop}))\n`;
  }

  /** A text that began at `start` may not begin with the literal. */
  #forbidden(literal: string, start: string, fail: string): string {
    const [over, differs, end] = [this.#label(), this.#label(), this.#local()];
    const short = `(i32.lt_u (i32.sub ${here} (local.get ${start})) (i32.const ${literal.length}))`;
    const tests = fixedTests(this.#tables, [...literal].map(byteOf)).map(
      (test) => `(br_if ${differs} (i32.eqz ${test}))\n`,
    );
    return [
      `(block ${over}`,
      `(br_if ${over} ${short})`,
      `(local.set ${end} ${here})\n(local.set $i (local.get ${start}))`,
      `(block ${differs}\n${tests.join("")}(br ${fail}))`,
      `(local.set $i (local.get ${end})))\n`,
    ].join("\n");
  }

  #alternatives(alternatives: readonly Alternative[], fail: string, plan: Plan | undefined): string {
    const codes = alternatives.map((alternative) => ({
      alternative,
      one: plan === undefined ? plain : childPlans(this.#grammar, alternative.symbols, alternative.action, plan),
    }));
    const [only, ...others] = codes;
    if (only === undefined) return `(br ${fail})\n`;
    const write = ({ alternative: { symbols }, one }: (typeof codes)[number], to: string): string => {
      const code = this.#sequence(symbols, to, one.children);
      const absent = one.absent.map(emptied).join("");
      return placed({ slot: one.slot }, code) + absent + (one.kind === undefined ? "" : decided(one.kind, to));
    };
    if (others.length === 0) return emptied(plan) + write(only, fail);
    const [over, start] = [this.#label(), this.#local()];
    const tries = codes.map((each) => {
      const next = this.#label();
      const first = firstOf(this.#grammar, each.alternative.symbols);
      const guard =
        first.empty || this.#fixedSets(each.alternative.symbols[0]) !== undefined
          ? ""
          : `(br_if ${next} (i32.eqz ${setTest(this.#tables, first.bytes, 0)}))\n`;
      return `(block ${next}\n${guard}${write(each, next)}(br ${over}))\n(local.set $i (local.get ${start}))\n${emptied(plan)}`;
    });
    return `${emptied(plan)}(local.set ${start} ${here})\n(block ${over}\n${tries.join("")}(br ${fail}))\n`;
  }

  #fixedSets(node: Node | undefined): readonly ByteSet[] | undefined {
    if (node === undefined) return undefined;
    if (node.kind === "bytes") return [node.bytes];
    if (node.kind === "literal") return [...node.text].map(byteOf);
    if (node.kind !== "rule") return undefined;
    const [only, ...others] = ruleOf(this.#grammar, node.name).alternatives;
    if (only === undefined || others.length > 0) return undefined;
    const sets = only.symbols.map((symbol) => this.#fixedSets(symbol));
    return sets.includes(undefined) ? undefined : (sets.flat() as ByteSet[]);
  }

  #size(node: Node): number {
    let size = 1;
    if (node.kind === "literal") size += node.text.length >> 3;
    if (node.kind === "optional" || node.kind === "repeat") size += this.#size(node.of);
    if (node.kind === "until") size += 4 * node.spec.marks.length;
    if (node.kind === "rule")
      for (const { symbols } of ruleOf(this.#grammar, node.name).alternatives)
        for (const symbol of symbols) size += this.#size(symbol);
    return size;
  }
}

const plain: ChildPlans = { children: none, kind: undefined, slot: undefined, absent: [] };

/** The line is of this kind, if what must be there is, and what must not be is not. */
function decided({ code, empty, needed, isAlone }: KindPlan, fail: string): string {
  const slot = (at: number): string => `(i32.load offset=${at * 4} (local.get $o))`;
  return [
    ...empty.map((at) => `(br_if ${fail} ${slot(at)})`),
    ...needed.map((at) => `(br_if ${fail} (i32.eqz ${slot(at)}))`),
    // The driver sees what follows.
    `(i32.store (local.get $o) (i32.const ${isAlone ? code | aloneBit : code}))\n`,
  ].join("\n");
}

/** In the code of a line that is to be read in full unless what follows cannot belong to it. */
export const aloneBit = 0x100;

function forward(by: number): string {
  return `(local.set $i (i32.add ${here} (i32.const ${by})))\n`;
}

/** The place of what the code reads goes into the slot. */
function placed(plan: Pick<Plan, "slot"> | undefined, code: string): string {
  if (plan?.slot === undefined) return code;
  const [begin, end] = [plan.slot * 4, plan.slot * 4 + 4];
  return `(i32.store offset=${begin} (local.get $o) ${here})\n${code}(i32.store offset=${end} (local.get $o) ${here})\n`;
}

/** The slots of a node that may not be there. */
function emptied(plan: Plan | undefined): string {
  if (plan === undefined) return "";
  const own = plan.slot === undefined ? "" : `(i32.store offset=${plan.slot * 4} (local.get $o) (i32.const 0))\n`;
  return own + [...plan.fields.values()].map(emptied).join("");
}
