/** A surface with a bug: a certain line never ends, and nothing else of the process goes on. */
import type { Surface } from "../../../tools/fuzz/surface.ts";
import { texts } from "./texts.ts";

const never = new Int32Array(new SharedArrayBuffer(4));

export const surface: Surface = {
  make: texts,
  judge({ text = "" }) {
    // as a loop without an end, but for the heat
    if (text.includes("a\tb")) Atomics.wait(never, 0, 0);
    return [];
  },
};
