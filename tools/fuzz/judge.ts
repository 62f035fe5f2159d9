/** The process that judges: it may hang or die, and the one that asks (asking.ts) survives it. */
import { Random } from "../../src/grammar/random.ts";
import { type Material, type Surface, seedOf, thrownFault } from "./surface.ts";

/** What is asked: a round of a seed, or a material as it is. `module` is a surface's. */
export interface Question {
  readonly id: number;
  readonly module: string;
  readonly ask: { readonly seed: number; readonly round: number } | { readonly material: Material };
  /** Makes the material and leaves it at that. */
  readonly isOnlyMade?: boolean;
}

export interface Answer {
  readonly id: number;
  readonly faults: readonly string[];
  /** Of a round that has faults, or that is only made. */
  readonly material: Material | null;
}

async function answer({ id, module, ask, isOnlyMade = false }: Question): Promise<Answer> {
  const { surface } = (await import(module)) as { readonly surface: Surface };
  const material = "material" in ask ? ask.material : surface.make(new Random(seedOf(ask.seed, ask.round)));
  if (isOnlyMade) return { id, faults: [], material };
  try {
    const faults = await surface.judge(material);
    return { id, faults, material: faults.length > 0 ? material : null };
  } catch (error) {
    return { id, faults: [thrownFault(error)], material };
  }
}

process.on("message", (question: Question) => {
  // what is no fault of the material (a module that does not load, a material that cannot be made) ends the process
  answer(question).then((found) => process.send?.(found));
});
// whoever asked is gone
process.on("disconnect", () => process.exit(0));
process.send?.({ id: 0, faults: [], material: null } satisfies Answer);
