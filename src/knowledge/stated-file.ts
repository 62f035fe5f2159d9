/** A file that was created, changed or removed, as an operator states it. */
import type { z } from "zod";
import type { ChangedFile } from "./intervention.ts";
import { optional, reading, required, shorthand, states, text, verbatim, word } from "./schema-fields.ts";

const language = reading(
  (written) =>
    /^[\w+-]{1,20}$/.test(written)
      ? { value: written }
      : { problem: `"${written}" is not the name of a language; write conf, bash or yaml` },
  "the name of a language",
  { type: "string", examples: ["conf", "bash", "yaml", "diff"] },
);

const whole = { when: () => true } as const;

/** `path` alone is a changed file of which nothing more is said. */
const fileMapping = shorthand(
  "path",
  {
    path: required("file.path", text),
    is: optional("file.is", word(["created", "changed", "removed"])),
    purpose: optional("file.purpose", text),
    backup: optional("file.backup", text),
    diff: optional("file.diff", verbatim),
    before: optional("file.before", verbatim),
    after: optional("file.after", verbatim),
    content: optional("file.content", verbatim),
    language: optional("file.language", language),
  },
  { "x-part": "file" },
);

/** A file as it may be stated. */
export const statedFile = fileMapping
  .refine((file) => !(states(file, "after") && states(file, "content")), {
    ...whole,
    path: ["content"],
    error: "the same as after; write one of them",
  })
  .refine(
    (file) => !states(file, "before") || file.is === "removed" || states(file, "after") || states(file, "content"),
    {
      ...whole,
      path: ["before"],
      error: "expected after as well: the whole file as it is now",
    },
  )
  .refine((file) => !(states(file, "before") && file.is === "created"), {
    ...whole,
    path: ["before"],
    error: "a file that was created has no content before; write is: changed",
  })
  .refine((file) => !(file?.is === "changed" && hasContent(file) && !states(file, "before") && !states(file, "diff")), {
    ...whole,
    path: ["is"],
    error: "a changed file needs before beside after, or a diff; a new one is: created",
  })
  .refine((file) => !(file?.is === "removed" && hasContent(file)), {
    ...whole,
    path: ["is"],
    error: "a file that was removed has no content after",
  })
  .refine((file) => typeof file?.diff !== "string" || /^[+-]/m.test(file.diff), {
    ...whole,
    path: ["diff"],
    error: "expected a unified diff: lines that begin with + or - (diff -u old new)",
  });

type WrittenFile = z.infer<typeof statedFile>;

/** The file as the report takes it; null while its path is a TODO. */
export function changedFile(file: WrittenFile): ChangedFile | null {
  if (file.path === null) return null;
  const diff = file.diff ?? null;
  const before = file.before ?? null;
  const after = file.after ?? file.content ?? null;
  const guess = diff === null && before === null && after !== null ? "created" : "changed";
  return {
    path: file.path,
    is: file.is ?? guess,
    purpose: file.purpose ?? null,
    backup: file.backup ?? null,
    diff,
    before,
    after,
    language: file.language ?? languageOf(file.path, after),
  };
}

function hasContent(file: unknown): boolean {
  return states(file, "after") || states(file, "content");
}

const LANGUAGES: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.(?:sh|bash)$/, "bash"],
  [/\.(?:conf|template|cnf|cf|ext)$/, "conf"],
  [/\.ya?ml$/, "yaml"],
  [/\.json$/, "json"],
  [/\.(?:ini|service|timer|toml)$/, "ini"],
  [/\.py$/, "python"],
  [/\.p[lm]$/, "perl"],
  [/\.php$/, "php"],
];

/** Language of a code block for a file, by its name, else by its first line; "" when neither says it. */
export function languageOf(path: string, content: string | null): string {
  const byName = LANGUAGES.find(([ending]) => ending.test(path.toLowerCase()))?.[1];
  if (byName !== undefined) return byName;
  return /^#!.*\b(?:ba|da)?sh\b/.test(content ?? "") ? "bash" : "";
}
