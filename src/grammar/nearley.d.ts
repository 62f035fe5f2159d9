/** nearley's own compiler, which @types/nearley leaves out: only what load.ts uses. */

declare module "nearley/lib/nearley-language-bootstrapped.js" {
  import type { CompiledRules } from "nearley";

  const language: CompiledRules;
  export = language;
}

declare module "nearley/lib/compile.js" {
  function compile(
    structure: unknown,
    options: { readonly args: readonly string[] },
  ): {
    readonly rules: readonly {
      readonly name: string;
      readonly symbols: readonly (string | RegExp | { readonly literal?: string; readonly token?: string })[];
      readonly postprocess?: string | { readonly builtin: string } | ((d: unknown[]) => unknown) | undefined;
    }[];
    readonly customTokens: readonly string[];
    readonly config: Readonly<Record<string, string>>;
    readonly macros: Readonly<Record<string, unknown>>;
  };
  export = compile;
}
