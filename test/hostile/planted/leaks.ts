/** A surface with a bug: text reaches the output as it is. */
import type { Surface } from "../../../tools/fuzz/surface.ts";
import { markupFaults } from "../judges.ts";
import { texts } from "./texts.ts";

export const surface: Surface = {
  make: (random) => ({ ...texts(random), other: "not needed" }),
  judge: ({ text = "" }) =>
    markupFaults(`A report of ${text.replaceAll("a\tb", "![](https://evil.example/)")}`.replace("\t", " ")),
};
