/** The templates that a report is printed with: a user's over ours. */
import { ToolError } from "../../error.ts";
import { builtInTemplate } from "../../knowledge/builtin.ts";
import { checkParsed } from "./check.ts";
import { fill, settle } from "./fill.ts";
import { didYouMean, parseTemplate, type Template } from "./parse.ts";
import { followPartials, type Partials, partialsWith } from "./partials.ts";
import { proveSafe } from "./probe.ts";
import { ViewScope } from "./scope.ts";

/** Templates of a user's own: mustache by section id and by name of a partial. */
export interface UserTemplates {
  readonly sections?: Readonly<Record<string, string>> | undefined;
  readonly partials?: Readonly<Record<string, string>> | undefined;
  /** Folder of `<section id>.mustache` and `partials/<name>.mustache`, as errors name it. */
  readonly folder?: string | undefined;
}

/** Prints a view with the template of its section, as Markdown. */
export type PrintSection = (id: string, view: object) => string;

/**
 * Checks a user's templates and gives what prints with them.
 *
 * @param ids of all sections.
 * @throws ToolError `document` for a template that checkTemplate refuses, or one of no section.
 * @returns prints a section; throws ToolError `document` for a name that the view does not have.
 */
export function sectionPrinter(user: UserTemplates, ids: readonly string[]): PrintSection {
  const file = (path: string) => (user.folder === undefined ? path : `${user.folder.replace(/\/+$/, "")}/${path}`);
  const theirs = user.partials ?? {};
  const partials = partialsWith(theirs, (name) => file(`partials/${name}.mustache`));
  for (const id of Object.keys(user.sections ?? {})) {
    if (ids.includes(id)) continue;
    throw new ToolError(
      "document",
      `there is no section "${id}"${didYouMean(id, ids)}; the sections are ${ids.join(", ")}`,
      { file: file(`${id}.mustache`) },
    );
  }
  const templates = new Map<string, { readonly template: Template; readonly ours: boolean }>();
  const templateOf = (id: string) => {
    const known = templates.get(id) ?? load(id, user, file, partials);
    templates.set(id, known);
    return known;
  };
  if (user.sections !== undefined || user.partials !== undefined) for (const id of ids) templateOf(id);
  for (const template of partials.values()) if (!template.own) followPartials(template, partials);
  return (id, view) => {
    const { template, ours } = templateOf(id);
    const pieces = fill(template, partials, new ViewScope(view));
    // what is left out here and what follows what is known only now; of ours a test has proven it
    if (!ours) proveSafe(template, pieces);
    return settle(pieces);
  };
}

function load(id: string, user: UserTemplates, file: (path: string) => string, partials: Partials) {
  const given = user.sections !== undefined && Object.hasOwn(user.sections, id) ? user.sections[id] : undefined;
  const parsed =
    given === undefined
      ? parseTemplate(builtInTemplate(id), `${id}/section.mustache`, true)
      : parseTemplate(given, file(`${id}.mustache`));
  const theirs = [...followPartials(parsed, partials)].map((name) => partials.get(name)).find((one) => !one?.own);
  const template = parsed.own ? { ...parsed, prints: theirs } : parsed;
  const ours = template.own && theirs === undefined;
  if (!ours) checkParsed(template, partials);
  return { template, ours };
}
