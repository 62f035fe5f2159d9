/** Changed lines for the comparison of scanners with nearley: of what fixtures hold, and of what the grammar makes. */
import { type Comparison, compareList, compareStart } from "../src/grammar/compare.ts";
import { mutate, structuralTokens } from "../src/grammar/mutate.ts";
import type { Oracle } from "../src/grammar/oracle.ts";
import type { Random } from "../src/grammar/random.ts";
import type { ScannerModule } from "../src/grammar/runtime.ts";
import { Sentences } from "../src/grammar/sentences.ts";
import type { GrammarFile } from "./grammar-files.ts";

export class Mutations {
  readonly #scanners: ScannerModule;
  readonly #accepted: readonly Comparison[];
  readonly #random: Random;
  readonly #sentences: Sentences;
  readonly #tokens: readonly string[];
  readonly #lists: readonly string[];

  /** @param accepted what the lists read of the fixtures */
  constructor(file: GrammarFile, scanners: ScannerModule, accepted: readonly Comparison[], random: Random) {
    this.#scanners = scanners;
    this.#accepted = accepted;
    this.#random = random;
    this.#sentences = new Sentences(file.grammar, random);
    this.#tokens = structuralTokens(file.grammar);
    this.#lists = [...Object.keys(scanners.lists), ...file.starts.single];
  }

  /** Changes one text and lets a list of starts, or a single start, read it. */
  compareOne(oracle: Oracle): Comparison {
    const random = this.#random;
    const known = this.#accepted.length > 0 && random.chance(60) ? random.pick(this.#accepted) : undefined;
    const list = known?.list ?? random.pick(this.#lists);
    const scanned = this.#scanners.lists[list];
    const whole = known?.text ?? this.#sentences.sentence(random.pick(scanned?.scan.starts ?? [list]));
    const text = mutate(whole, this.#tokens, random);
    return scanned === undefined
      ? compareStart(this.#scanners, oracle, list, text)
      : compareList(list, scanned, oracle, text);
  }
}
