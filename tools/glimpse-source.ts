/** Assembles a glimpsing module and writes the source that holds it. */
import initWabt from "wabt";
import { firstOf } from "../src/grammar/first.ts";
import { type GlimpseModule, glimpseModule } from "../src/grammar/glimpse-module.ts";
import type { GlimpseSpec } from "../src/grammar/glimpse-plan.ts";
import { ruleOf } from "../src/grammar/ir.ts";
import { AREA, AREA_END } from "../src/parsers/settle-layout.ts";
import { readGrammar } from "./grammar-files.ts";
import { settlingModule } from "./settling-module.ts";

/** TypeScript source of src/parsers/generated/NAME-glimpses.ts. */
export async function glimpseSource(name: string, spec: GlimpseSpec): Promise<string> {
  const module = moduleOf(name, spec);
  const wabt = await initWabt();
  const parsed = wabt.parseWat(`${name}.wat`, module.text, { simd: true, bulk_memory: true });
  parsed.validate();
  const { buffer } = parsed.toBinary({});
  if (module.end > AREA) throw new Error(`the tables of ${name} end at ${module.end}, behind ${AREA}`);
  const settling = await settlingModule(module);
  const kinds = [[], ...Object.entries(spec.kinds).map(([kind, { means = [kind] }]) => means)];
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
    `  recordsAt: ${AREA_END},`,
    `  stride: ${module.stride},`,
    `  stampSlot: ${module.stampSlot},`,
    `  kinds: ${JSON.stringify(kinds)},`,
    `  wasm: "${Buffer.from(buffer).toString("base64")}",`,
    `  settling: "${Buffer.from(settling).toString("base64")}",`,
    "};",
    "",
  ].join("\n");
}

function moduleOf(name: string, spec: GlimpseSpec): GlimpseModule {
  const alone = Object.values(spec.kinds).flatMap(({ alone: starts = [] }) => starts);
  const further = alone.reduce((bytes, path) => {
    const [grammarName = "", start = ""] = path.split("/");
    const { grammar } = readGrammar(grammarName);
    return ruleOf(grammar, start).alternatives.reduce(
      (all, { symbols }) => all | firstOf(grammar, symbols).bytes,
      bytes,
    );
  }, 0n);
  return glimpseModule(readGrammar(name).grammar, spec, further);
}
