/** A surface with a bug: one word of a long text makes it throw. */
import type { Surface } from "../../../tools/fuzz/surface.ts";
import { texts } from "./texts.ts";

export const surface: Surface = {
  make: texts,
  judge({ text = "" }) {
    if (text.includes("a\tb")) throw new TypeError("the word that it does not know");
    return [];
  },
};
