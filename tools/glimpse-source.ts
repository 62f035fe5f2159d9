/** Assembles a glimpsing module and writes the source that holds it. */
import initWabt from "wabt";
import type { GlimpseModule } from "../src/grammar/glimpse-module.ts";

/** TypeScript source of src/parsers/generated/NAME-glimpses.ts. */
export async function glimpseSource(name: string, module: GlimpseModule): Promise<string> {
  const wabt = await initWabt();
  const parsed = wabt.parseWat(`${name}.wat`, module.text, { simd: true });
  parsed.validate();
  const { buffer } = parsed.toBinary({});
  const kinds = ["", ...Object.keys(module.codes)];
  return [
    `// Generated from grammars/${name}.ne and grammars/glimpses.json by tools/grammars.ts: change these, not this file.`,
    'import type { GlimpseData } from "../../grammar/glimpse-runtime.ts";',
    "",
    "/** Codes of the kinds. */",
    `export const codes = ${JSON.stringify(module.codes, null, 2)} as const;`,
    "",
    "/** Where a record has the beginning of a field, in words; the next word is its end. 0 there: the field is not. */",
    `export const slots = ${JSON.stringify(module.slots, null, 2)} as const;`,
    "",
    "export const glimpses: GlimpseData = {",
    `  recordsAt: ${module.recordsAt},`,
    `  stride: ${module.stride},`,
    `  stampSlot: ${module.stampSlot},`,
    `  kinds: ${JSON.stringify(kinds)},`,
    `  wasm: "${Buffer.from(buffer).toString("base64")}",`,
    "};",
    "",
  ].join("\n");
}
