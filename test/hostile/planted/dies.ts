/** A surface with a bug: it ends the process, as exhausted memory does. */
import type { Surface } from "../../../tools/fuzz/surface.ts";
import { texts } from "./texts.ts";

export const surface: Surface = {
  make: texts,
  judge({ text = "" }) {
    if (text.includes("a\tb")) process.exit(134);
    return [];
  },
};
