/** Renders a report into the formats that were asked for, all of them before the first file is touched, and writes them. */
import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { ToolError } from "../error.ts";
import type { Report } from "../report/model.ts";
import { type RenderOptions, renderMarkdown } from "../report/render.ts";
import { print } from "./console.ts";
import { jsonText } from "./json.ts";
import { checkTarget, type Output, writeOutputs } from "./output.ts";

const FORMATS = [".md", ".html", ".json"] as const;

/**
 * Refuses what cannot be written before hours of log are read for it.
 *
 * @throws ToolError `usage`.
 */
export async function checkOutputs(outputs: readonly string[], assets: string | undefined): Promise<void> {
  for (const path of outputs) {
    const isFile = path !== "-" && !path.startsWith("/dev/");
    if (isFile && formatOf(path) === undefined)
      throw new ToolError("usage", `-o ${path}: the ending picks the format; name it ${FORMATS.join(", ")}`);
    if (path !== "-") await checkTarget(path);
  }
  if (assets !== undefined) await checkAssets(assets);
}

/** A folder, or a name at which one can be made: the nearest of its parents that is there is a folder. */
async function checkAssets(assets: string): Promise<void> {
  for (let path = resolve(assets); ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined && path !== dirname(path)) continue;
    if (found?.isDirectory()) return;
    const what = path === resolve(assets) ? "this is no folder" : `${relative(process.cwd(), path)} is no folder`;
    throw new ToolError("usage", `--assets ${assets}: ${what}; name one, it is made when it is not there`);
  }
}

interface ChartFile {
  readonly name: string;
  readonly svg: string;
}

export interface Outputs extends Omit<RenderOptions, "charts"> {
  readonly outputs: readonly string[];
  /** Folder of the charts. */
  readonly assets: string | undefined;
}

/** @throws ToolError as rendering and writing do; when one of them fails nothing has been written. */
export async function writeReport(report: Report, { outputs, assets, ...options }: Outputs): Promise<void> {
  const charts = assets === undefined ? undefined : await import("../report/charts/index.ts");
  const texts: (readonly [path: string, text: string])[] = [];
  for (const path of outputs) {
    const format = formatOf(path);
    if (format === ".json") texts.push([path, `${jsonText(report, 2)}\n`]);
    else if (format === ".html") {
      const { renderHtml } = await import("../report/html/index.ts");
      texts.push([path, await renderHtml(report, options)]);
    } else {
      const pictures =
        charts === undefined || assets === undefined
          ? {}
          : { charts: charts.chartsMarkdown(charts.chartsOf(report), folderFrom(path, assets)) };
      texts.push([path, renderMarkdown(report, { ...options, ...pictures })]);
    }
  }
  const files = texts.filter(([path]) => path !== "-").map(([path, text]) => ({ path, text }));
  if (charts === undefined || assets === undefined) await writeOutputs(files);
  else await writeWithCharts(files, charts.chartFiles(report), assets);
  for (const [path, text] of texts) if (path === "-") await print(text);
}

/** A folder that was made for the charts goes again when something cannot be written. */
async function writeWithCharts(files: readonly Output[], charts: readonly ChartFile[], folder: string): Promise<void> {
  const made = await makeFolder(folder);
  const pictures = charts.map(({ name, svg }) => ({ path: join(folder, name), text: svg, option: "--assets" }));
  try {
    await writeOutputs([...pictures, ...files]);
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  }
}

/** The first folder that had to be made, if any. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new ToolError("usage", `--assets ${folder}: cannot be made (${reason})`);
  }
}

/** The charts' folder as a reader of the Markdown file reaches it. */
function folderFrom(markdown: string, assets: string): string {
  const from = markdown === "-" ? process.cwd() : dirname(resolve(markdown));
  return relative(from, resolve(assets)).split(sep).join("/");
}

function formatOf(path: string): (typeof FORMATS)[number] | undefined {
  const ending = extname(path).toLowerCase();
  return FORMATS.find((format) => format === ending);
}
