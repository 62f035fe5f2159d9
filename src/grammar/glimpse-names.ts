/** WebAssembly text of functions on pieces of the glimpsed text: hashes, and numbers for names that come again. */

/** Bytes of an entry: length, hash, text. */
const entry = 64;
const longestName = entry - 8;
/** Names that get a number. Behind them a hostile log's get none. */
export const mostNames = 2048;
const buckets = 4096;
/** Bytes that the tables take. */
export const namesSize = buckets * 4 + mostNames * entry;
/** Of the hash: odd, so that no bit is lost. */
export const hashFactor = 0x9e3779b1;

/** @param base where the tables begin in memory, filled with zeros */
export function namesCode(base: number): string {
  const entries = base + buckets * 4;
  const mixed = (word: string): string =>
    `(local.set $h (i32.xor (i32.mul (i32.xor (local.get $h) ${word}) (i32.const ${hashFactor})) (i32.shr_u (local.get $h) (i32.const 15))))`;
  return `(global $names (mut i32) (i32.const 0))
;; Four bytes at a time, the last ones filled up with zeros: hashOfText of glimpse-runtime.ts.
(func $hash (export "hash") (param $from i32) (param $to i32) (result i32) (local $h i32) (local $n i32)
(local.set $h (i32.sub (local.get $to) (local.get $from)))
(block $end (loop $more
(local.set $n (i32.sub (local.get $to) (local.get $from)))
(br_if $end (i32.lt_s (local.get $n) (i32.const 4)))
${mixed("(i32.load align=1 (local.get $from))")}
(local.set $from (i32.add (local.get $from) (i32.const 4)))
(br $more)))
(if (local.get $n) (then
${mixed("(i32.and (i32.load align=1 (local.get $from)) (i32.sub (i32.shl (i32.const 1) (i32.mul (local.get $n) (i32.const 8))) (i32.const 1)))")}))
(local.get $h))

(func $same (param $a i32) (param $b i32) (param $n i32) (result i32) (local $k i32)
(if (i32.lt_u (local.get $n) (i32.const 8)) (then
(return (i64.eqz (i64.shl (i64.xor (i64.load align=1 (local.get $a)) (i64.load align=1 (local.get $b)))
(i64.extend_i32_u (i32.sub (i32.const 64) (i32.mul (local.get $n) (i32.const 8)))))))))
(loop $more
(if (i64.ne (i64.load align=1 (i32.add (local.get $a) (local.get $k))) (i64.load align=1 (i32.add (local.get $b) (local.get $k)))) (then (return (i32.const 0))))
(local.set $k (i32.add (local.get $k) (i32.const 8)))
(br_if $more (i32.le_u (i32.add (local.get $k) (i32.const 8)) (local.get $n))))
(local.set $k (i32.sub (local.get $n) (i32.const 8)))
(i64.eq (i64.load align=1 (i32.add (local.get $a) (local.get $k))) (i64.load align=1 (i32.add (local.get $b) (local.get $k)))))

;; The number of a text, from 1; 0 for one that gets none.
(func $name (export "name") (param $from i32) (param $to i32) (result i32)
(local $n i32) (local $h i32) (local $b i32) (local $id i32) (local $e i32)
(local.set $n (i32.sub (local.get $to) (local.get $from)))
(if (i32.gt_u (i32.sub (local.get $n) (i32.const 1)) (i32.const ${longestName - 1})) (then (return (i32.const 0))))
(local.set $h (call $hash (local.get $from) (local.get $to)))
(local.set $b (i32.and (local.get $h) (i32.const ${buckets - 1})))
(block $free (loop $next
(local.set $id (i32.load offset=${base} (i32.shl (local.get $b) (i32.const 2))))
(br_if $free (i32.eqz (local.get $id)))
(local.set $e (i32.add (i32.const ${entries}) (i32.mul (local.get $id) (i32.const ${entry}))))
(if (i32.and (i32.eq (i32.load (local.get $e)) (local.get $n)) (i32.eq (i32.load offset=4 (local.get $e)) (local.get $h)))
(then (if (call $same (i32.add (local.get $e) (i32.const 8)) (local.get $from) (local.get $n)) (then (return (local.get $id))))))
(local.set $b (i32.and (i32.add (local.get $b) (i32.const 1)) (i32.const ${buckets - 1})))
(br $next)))
(if (i32.ge_u (global.get $names) (i32.const ${mostNames - 1})) (then (return (i32.const 0))))
(global.set $names (i32.add (global.get $names) (i32.const 1)))
(local.set $id (global.get $names))
(i32.store offset=${base} (i32.shl (local.get $b) (i32.const 2)) (local.get $id))
(local.set $e (i32.add (i32.const ${entries}) (i32.mul (local.get $id) (i32.const ${entry}))))
(i32.store (local.get $e) (local.get $n))
(i32.store offset=4 (local.get $e) (local.get $h))
(memory.copy (i32.add (local.get $e) (i32.const 8)) (local.get $from) (local.get $n))
(local.get $id))

;; Of what stands behind the last "@"; -1 when there is none, or nothing behind it.
(func (export "domain") (param $from i32) (param $to i32) (result i32) (local $i i32)
(local.set $i (local.get $to))
(block $none (loop $back
(br_if $none (i32.le_u (local.get $i) (local.get $from)))
(local.set $i (i32.sub (local.get $i) (i32.const 1)))
(br_if $back (i32.ne (i32.load8_u (local.get $i)) (i32.const 64)))
(local.set $i (i32.add (local.get $i) (i32.const 1)))
(br_if $none (i32.eq (local.get $i) (local.get $to)))
(return (call $name (local.get $i) (local.get $to)))))
(i32.const -1))`;
}
