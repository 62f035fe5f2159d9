import { z } from "zod";
import { readDocument } from "./document.ts";
import type { Remedy, RemedyStep } from "./remedy.ts";

const prose = z.string("expected text").trim().min(1, "expected text, found nothing");

// "is.open", "!on.hestia": a name of the report's view, true or, with "!", false
const condition = z
  .string("expected a name")
  .regex(/^!?[a-zA-Z][\w.]*$/, 'expected a name such as "is.open" or "!on.hestia"');
const when = z.union(
  [condition.transform((one) => [one]), z.array(condition).min(1, "expected at least one name")],
  "expected a name or a list of names",
);

const step = z.strictObject({
  text: prose,
  commands: z.array(prose, "expected a list of commands").optional(),
  config: z.array(z.string("expected a line of configuration"), "expected a list of lines").optional(),
  risk: z.enum(["safe", "disruptive", "destructive"], 'expected "safe", "disruptive" or "destructive"'),
  when: when.optional(),
});

const warning = z.strictObject({ folk: prose, why: prose, when: when.optional() });

const reference = z.strictObject({
  url: z.string("expected an address").regex(/^https:\/\/[\w.-]+(?:\/[\w./%#?=&~:+-]*)?$/, "expected an https address"),
  about: prose,
});

const steps = z.array(step, "expected a list of steps").min(1, "expected at least one step");

const remedySchema = z.strictObject({
  title: prose,
  symptom: prose,
  rootCause: prose,
  impact: prose,
  notShown: z.array(prose, "expected a list of texts").min(1, "expected at least one text"),
  fix: steps,
  verify: steps,
  prevention: steps,
  dangerous: z.array(warning, "expected a list of { folk, why }").min(1, "expected at least one warning"),
  references: z.array(reference, "expected a list of { url, about }").min(1, "expected at least one reference"),
});

/**
 * Reads a remedy.yaml; pure.
 *
 * @throws ToolError `document` with every mistake at once, `file:line:column` each.
 */
export function loadRemedy(text: string, file: string): Remedy {
  const remedy = readDocument(text, file, remedySchema);
  const complete = (one: z.infer<typeof step>): RemedyStep => ({
    ...one,
    commands: one.commands ?? [],
    config: one.config ?? [],
    when: one.when ?? [],
  });
  return {
    ...remedy,
    fix: remedy.fix.map(complete),
    verify: remedy.verify.map(complete),
    prevention: remedy.prevention.map(complete),
    dangerous: remedy.dangerous.map((one) => ({ ...one, when: one.when ?? [] })),
  };
}
