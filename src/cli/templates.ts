import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ToolError } from "../error.ts";
import { didYouMean } from "./usage.ts";

/** The templates of a folder, as `renderMarkdown` takes them. */
export interface FolderTemplates {
  /** By section id. */
  readonly sections: Readonly<Record<string, string>>;
  /** By name. */
  readonly partials: Readonly<Record<string, string>>;
  /** As named by the user; for the messages of errors. */
  readonly folder: string;
}

const ENDING = ".mustache";
const PARTIALS = "partials";
/** Backups and locks of editors, dotfiles, and what `template eject` writes beside the templates. */
const IGNORED = /^\.|~$|^#.*#$|^README\.md$/;
const LARGEST = 1 << 20;

/**
 * Reads and checks `DIR/<section id>.mustache` and `DIR/partials/<name>.mustache`. Nothing else may lie there: a
 * misspelt name would silently leave our template in place.
 *
 * @throws ToolError `usage` for the folder and its names, `document` with file:line:column for a template.
 */
export async function readTemplates(folder: string): Promise<FolderTemplates> {
  const [{ sections }, { sectionPrinter }] = await Promise.all([
    import("../report/sections/index.ts"),
    import("../report/templates/printer.ts"),
  ]);
  const ids = sections.map(({ id }) => id);
  const found = await listed(folder);
  const texts = new Map<string, string>();
  let partials = new Map<string, string>();
  for (const name of found) {
    const path = join(folder, name);
    if (name === PARTIALS && (await stat(path)).isDirectory()) {
      partials = await readPartials(path);
      continue;
    }
    const id = name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : name;
    if (id === name || !ids.includes(id)) throw unknownName(path, id, ids);
    texts.set(id, await readText(path));
  }
  if (texts.size + partials.size === 0)
    throw new ToolError(
      "usage",
      `${folder}: there is no template in this folder; "mailmortem template eject ${folder}" puts ours there`,
    );
  const given = { sections: Object.fromEntries(texts), partials: Object.fromEntries(partials), folder };
  sectionPrinter(given, ids);
  return given;
}

async function readPartials(folder: string): Promise<Map<string, string>> {
  const partials = new Map<string, string>();
  for (const name of await listed(folder)) {
    const path = join(folder, name);
    if (!/^[A-Za-z0-9][\w-]*\.mustache$/.test(name))
      throw new ToolError("usage", `${path}: a partial is a file NAME${ENDING}, its name of letters, digits, - and _`);
    partials.set(name.slice(0, -ENDING.length), await readText(path));
  }
  return partials;
}

function unknownName(path: string, id: string, ids: readonly string[]): ToolError {
  const names = ids.map((one) => `${one}${ENDING}`);
  return new ToolError(
    "usage",
    `${path}: there is no section of that name${didYouMean(`${id.replace(/\.[^.]*$/, "")}${ENDING}`, names)}; ` +
      `the sections are ${ids.join(", ")}; a template that others include goes into ${PARTIALS}/`,
  );
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !IGNORED.test(name)).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === "ENOENT"
        ? 'there is no such folder; "mailmortem template eject" makes one'
        : code === "ENOTDIR"
          ? "this is no folder; name the folder that holds the templates"
          : `cannot be read (${error instanceof Error ? error.message : error})`;
    throw new ToolError("usage", `${folder}: ${why}`);
  }
}

/** UTF-8 without a mark at its start, lines ended by LF. */
async function readText(path: string): Promise<string> {
  const { size, regular } = await stat(path).then(
    (found) => ({ size: found.size, regular: found.isFile() }),
    () => ({ size: 0, regular: false }),
  );
  if (!regular) throw new ToolError("usage", `${path}: this is no file; a template is one`);
  if (size > LARGEST) throw new ToolError("usage", `${path}: this template is larger than 1 MiB; make it smaller`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)).replace(/\r\n?/g, "\n");
  } catch (error) {
    const why = error instanceof TypeError ? "it is not UTF-8; save it as UTF-8" : (error as Error).message;
    throw new ToolError("document", `cannot be read: ${why}`, { file: path });
  }
}
