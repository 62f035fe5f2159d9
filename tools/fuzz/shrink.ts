/** Makes a failing material smaller: texts left out, lines cut away by halves and pieces, then characters. Bounded. */
import type { Material } from "./surface.ts";

/** How long to go on. */
export interface Effort {
  /** Materials that are tried at most. */
  readonly tries: number;
  /** True when there is no time left. */
  readonly isOver?: () => boolean;
}

/**
 * The smallest material found that still fails; the given one when nothing smaller does.
 *
 * @param stillFails whether a material has the fault that is looked for
 */
export async function shrink(
  material: Material,
  stillFails: (material: Material) => Promise<boolean>,
  { tries, isOver = () => false }: Effort,
): Promise<Material> {
  let best = material;
  let left = tries;
  const holds = async (candidate: Material) => {
    if (left <= 0 || isOver()) return false;
    left--;
    if (!(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (const name of Object.keys(material)) await holds(without(best, name));
  for (const split of [linesOf, charactersOf]) {
    for (const name of Object.keys(best).sort((a, b) => (best[b]?.length ?? 0) - (best[a]?.length ?? 0)))
      await shrinkParts(split(best[name] ?? ""), (parts) => holds({ ...best, [name]: parts.join("") }));
  }
  return best;
}

function without(material: Material, name: string): Material {
  return Object.fromEntries(Object.entries(material).filter(([one]) => one !== name));
}

const linesOf = (text: string) => text.split(/(?<=\n)/);
const charactersOf = (text: string) => [...text];

/** Delta debugging: a piece is left out where that still fails; pieces are halved until they are single parts. */
async function shrinkParts(
  parts: readonly string[],
  holds: (parts: readonly string[]) => Promise<boolean>,
): Promise<void> {
  let rest = parts;
  for (
    let size = Math.ceil(rest.length / 2);
    size >= 1 && rest.length > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < rest.length; ) {
      const candidate = [...rest.slice(0, at), ...rest.slice(at + size)];
      if (await holds(candidate)) rest = candidate;
      else at += size;
    }
  }
}
