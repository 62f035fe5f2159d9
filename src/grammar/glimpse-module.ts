import { ANY_BYTE, type ByteSet } from "./bytes.ts";
import { type GlimpseSpec, planOf, type SpecPlan } from "./glimpse-plan.ts";
import { hashFactors, head } from "./glimpse-runtime.ts";
import { BitTables, setTest, skipSet } from "./glimpse-tests.ts";
import { aloneBit, GlimpseWriter } from "./glimpse-writer.ts";
import { type Grammar, ruleOf } from "./ir.ts";

/** Where the bit tables begin in memory: 0 is "not there" in a slot. */
const tablesAt = 1024;

/** The parts of a memory: tables, what the other module has there, then records, then text. */
export interface GlimpseModule extends SpecPlan {
  /** WebAssembly text. */
  readonly text: string;
  /** Where the tables end. */
  readonly end: number;
}

/**
 * A module with two functions. `scan(at, to, records, limit)` reads the lines of `[at, to)`, each into one record, and
 * gives the offset behind the last record written, when the lines or the room up to `limit` are at an end.
 * `pass(at, to, record)` reads them all into the same record, and gives where the line begins of which the imported
 * `line.settle(record)` says 0; else `to`. All are offsets into the memory that the module imports as `memory.bytes`; `to`
 * is behind an LF, and 32 bytes behind it may be read. A record of a line that is none of the wanted kinds has 0 as its
 * first word.
 *
 * @param further what the lines behind the first one of a record begin with
 */
export function glimpseModule(grammar: Grammar, spec: GlimpseSpec, further: ByteSet): GlimpseModule {
  const plan = planOf(spec);
  const tables = new BitTables(tablesAt);
  const writer = new GlimpseWriter(grammar, tables);
  const starts = spec.starts.map((start) => writer.reader(ruleOf(grammar, start), plan.plan));
  const skip = skipSet(tables, ANY_BYTE, "$lf");
  const alone = aloneCode(tables, further);
  const drivers = [scanOf(starts, plan, skip, alone), passOf(starts, plan, skip, alone)];
  const data = [...tables.bytes()].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  const end = tablesAt + tables.size;
  const text = [
    "(module",
    `(import "memory" "bytes" (memory ${Math.ceil(end / 65536)}))`,
    '(import "line" "settle" (func $settle (param i32) (result i32)))',
    `(data (i32.const ${tablesAt}) "${data}")`,
    ...writer.functions(),
    ...drivers,
    ")",
  ].join("\n");
  return { ...plan, text, end };
}

const word = (at: number): string => `offset=${at * 4}`;

const locals =
  "(local $i i32) (local $v v128) (local $m i32) (local $k i32) (local $n i32) (local $s i32) (local $sn i32) (local $a i64) (local $b i64) (local $c i64) (local $h i32)";

/** Loops over the lines, record behind record. */
function scanOf(starts: readonly string[], plan: SpecPlan, skipLine: string, aloneCode: string): string {
  const size = plan.stride * 4;
  return `(func (export "scan") (param $at i32) (param $to i32) (param $o i32) (param $limit i32) (result i32)
${locals}
(block $done (loop $lines
(br_if $done (i32.ge_u (local.get $at) (local.get $to)))
(br_if $done (i32.gt_u (i32.add (local.get $o) (i32.const ${size})) (local.get $limit)))
${recordCode(starts, plan, skipLine, `${aloneCode}${stampCode(plan.stampSlot)}`)}
(local.set $o (i32.add (local.get $o) (i32.const ${size})))
(local.set $at (i32.add (local.get $i) (i32.const 1)))
(br $lines)))
(local.get $o))`;
}

/** Loops over the lines while they are settled. */
function passOf(starts: readonly string[], plan: SpecPlan, skipLine: string, aloneCode: string): string {
  return `(func (export "pass") (param $at i32) (param $to i32) (param $o i32) (result i32)
${locals}
(block $done (loop $lines
(br_if $done (i32.ge_u (local.get $at) (local.get $to)))
${recordCode(starts, plan, skipLine, aloneCode)}
(br_if $done (i32.eqz (call $settle (local.get $o))))
(local.set $at (i32.add (local.get $i) (i32.const 1)))
(br $lines)))
(local.get $at))`;
}

/** Reads the line at `$at` into the record at `$o`; `$i` is then at its LF. */
function recordCode(starts: readonly string[], { keySlot }: SpecPlan, skipLine: string, acceptedCode: string): string {
  const key = `(i32.load ${word(keySlot)} (local.get $o))`;
  const keyEnd = `(i32.load ${word(keySlot + 1)} (local.get $o))`;
  return `(block $read (block $not
(block $accepted
${starts.map(startCode).join("\n")}
(br $not))
(br_if $not (i32.eqz (i32.load (local.get $o))))
${acceptedCode}
;; the key
(local.set $k ${key})
(local.set $n (i32.const 0))
(block $keyless
(br_if $keyless (i32.eqz (local.get $k)))
(local.set $n (i32.sub ${keyEnd} (local.get $k)))
(br_if $not (i32.lt_u (local.get $n) (i32.const 16)))
(local.set $a (i64.load align=1 (local.get $k)))
(local.set $b (i64.load offset=8 align=1 (local.get $k)))
(local.set $c (i64.load align=1 (i32.sub ${keyEnd} (i32.const 8))))
(i64.store ${word(head.key)} (local.get $o) (local.get $a))
(i64.store ${word(head.key + 2)} (local.get $o) (local.get $b))
(i64.store ${word(head.key + 4)} (local.get $o) (local.get $c))
${hashCode()}
(i32.store ${word(head.keyHash)} (local.get $o) (local.get $h)))
(i32.store ${word(head.keyLength)} (local.get $o) (local.get $n))
(br $read))
(local.set $i (local.get $at))
${skipLine}(i32.store (local.get $o) (i32.const 0)))
(i32.store ${word(head.begin)} (local.get $o) (local.get $at))
(i32.store ${word(head.end)} (local.get $o) (local.get $i))`;
}

/** The first start that reaches the line's end decides what the line is. */
function startCode(start: string): string {
  return `(block $other
(local.set $i (call ${start} (local.get $at) (local.get $o)))
(br_if $other (i32.lt_s (local.get $i) (i32.const 0)))
(br_if $accepted (i32.eq (i32.load8_u (local.get $i)) (i32.const 10))))`;
}

/** A line that may begin a record is alone if a line is there behind it that begins with no byte of a further one. */
function aloneCode(tables: BitTables, further: ByteSet): string {
  return `(block $single
(br_if $single (i32.eqz (i32.and (i32.load (local.get $o)) (i32.const ${aloneBit}))))
(br_if $not (i32.ge_u (i32.add (local.get $i) (i32.const 1)) (local.get $to)))
(br_if $not ${setTest(tables, further, 1)})
(i32.store (local.get $o) (i32.xor (i32.load (local.get $o)) (i32.const ${aloneBit}))))
`;
}

/** The hash of the key's six words: see `hashOfWords` of glimpse-runtime.ts. */
function hashCode(): string {
  const keyWord = (at: number): string => `(i32.load ${word(head.key + at)} (local.get $o))`;
  const steps = hashFactors.map((factor, at) => {
    const mixed = `(i32.xor (i32.mul (i32.xor (local.get $h) ${keyWord(at)}) (i32.const ${factor})) `;
    return `(local.set $h ${mixed}(i32.shr_u (local.get $h) (i32.const 15))))`;
  });
  return ["(local.set $h (i32.const 0))", ...steps].join("\n");
}

/** Word 3 of a record: whether the stamp is that of the line before, to the byte. Stamps of other lengths than 16 to 24 are not compared. */
function stampCode(slot: number): string {
  const [begin, end] = [
    `(i32.load offset=${slot * 4} (local.get $o))`,
    `(i32.load offset=${slot * 4 + 4} (local.get $o))`,
  ];
  const same = (at: string, other: string) => `(i64.eq (i64.load align=1 ${at}) (i64.load align=1 ${other}))`;
  return `(local.set $k ${begin})
(local.set $n (i32.sub ${end} (local.get $k)))
(i32.store ${word(head.sameStamp)} (local.get $o) (i32.const 0))
(block $new
(br_if $new (i32.ne (local.get $n) (local.get $sn)))
(br_if $new (i32.gt_u (i32.sub (local.get $n) (i32.const 16)) (i32.const 8)))
(br_if $new (i32.eqz ${same("(i32.sub (i32.add (local.get $k) (local.get $n)) (i32.const 8))", "(i32.sub (i32.add (local.get $s) (local.get $n)) (i32.const 8))")}))
(br_if $new (i32.eqz ${same("(local.get $k)", "(local.get $s)")}))
(br_if $new (i32.eqz ${same("(i32.add (local.get $k) (i32.const 8))", "(i32.add (local.get $s) (i32.const 8))")}))
(i32.store ${word(head.sameStamp)} (local.get $o) (i32.const 1)))
(local.set $s (local.get $k))
(local.set $sn (local.get $n))`;
}
