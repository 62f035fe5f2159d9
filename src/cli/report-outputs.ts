/** Renders a report into the formats that were asked for, all of them before the first file is touched, and writes them. */
import { mkdir, stat } from "node:fs/promises";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { ToolError } from "../error.ts";
import type { Report } from "../report/model.ts";
import { type RenderOptions, renderMarkdown } from "../report/render.ts";
import { print } from "./console.ts";
import { checkTarget, writeOutput } from "./output.ts";

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
  if (assets === undefined) return;
  const found = await stat(assets).catch(() => undefined);
  if (found !== undefined && !found.isDirectory())
    throw new ToolError("usage", `--assets ${assets}: this is no folder; name one, it is made when it is not there`);
}

export interface Outputs extends Omit<RenderOptions, "charts"> {
  readonly outputs: readonly string[];
  /** Folder of the charts. */
  readonly assets: string | undefined;
}

/** @throws ToolError as rendering and writing do; nothing is written when rendering fails. */
export async function writeReport(report: Report, { outputs, assets, ...options }: Outputs): Promise<void> {
  const charts = assets === undefined ? undefined : await import("../report/charts/index.ts");
  const texts: (readonly [path: string, text: string])[] = [];
  for (const path of outputs) {
    const format = formatOf(path);
    if (format === ".json") texts.push([path, `${JSON.stringify(report, null, 2)}\n`]);
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
  if (charts !== undefined && assets !== undefined) await writeCharts(charts.chartFiles(report), assets);
  for (const [path, text] of texts) {
    if (path === "-") await print(text);
    else await writeOutput(path, text);
  }
}

async function writeCharts(files: readonly { readonly name: string; readonly svg: string }[], folder: string) {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new ToolError(
      "usage",
      `--assets ${folder}: cannot be made (${error instanceof Error ? error.message : error})`,
    );
  }
  for (const { name, svg } of files) await writeOutput(join(folder, name), svg);
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
