/** The texts of the files that we propose, as templates in `files/`; nothing that a log says is ever filled in. */
import mustache from "mustache";
import { packageText } from "../../knowledge/package-text.ts";
import { refuseUnescaped, StrictContext } from "../template.ts";

const templates = new Map<string, string>();

/**
 * `files/<name>.mustache` filled with our own words: names of programs, paths, numbers, sizes.
 *
 * @throws Error when a value holds anything that a shell or a configuration file could take for more than a word.
 */
export function fileText(name: string, view: object): string {
  const template = templates.get(name) ?? packageText(`report/prevention/files/${name}.mustache`);
  templates.set(name, template);
  refuseUnescaped(template, name);
  return mustache.render(template, new StrictContext(view), {}, { escape: (value) => ours(String(value), name) });
}

function ours(value: string, name: string): string {
  if (!/^[\w@%+:,./=() -]*$/.test(value)) throw new Error(`${name}: a value that is not a plain word of ours`);
  return value;
}
