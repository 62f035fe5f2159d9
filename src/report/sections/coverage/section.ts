import { sampledText } from "../../../analyzers/sampled.ts";
import { accountText } from "../../account.ts";
import { cell, code, Markdown } from "../../markdown.ts";
import { limited, type Section, sourceName } from "../section.ts";

/** How much of the input was understood, so that a reader knows what the report cannot have seen. */
export const coverage: Section = {
  id: "coverage",
  view(report, { maxRows }) {
    const { coverage: read, sources, sampling } = report.analysis;
    // that is the first notice of the report
    const noticed = sampling === undefined ? null : sampledText(sampling);
    const files = limited(sources, maxRows);
    const shapes = limited(read.shapes, maxRows);
    const warnings = limited(
      read.warnings.filter((warning) => warning !== noticed),
      maxRows,
    );
    return {
      lines: cell(read.lines),
      recognised: cell(read.recognised),
      share: new Markdown(percent(read.recognised, read.lines - read.other - read.continuation)),
      continuation: cell(read.continuation),
      other: cell(read.other),
      unrecognised: cell(read.unrecognised),
      partial: cell(read.partial),
      account: accountText(read),
      continued: read.continuation > 0,
      files: files.rows.length > 0 && {
        rows: files.rows.map((source) => ({
          name: sourceName(source.name),
          dialect: cell(source.dialect),
          lines: source.lines,
          recognised: source.recognised,
        })),
        more: files.more,
      },
      shapes: shapes.rows.length > 0 && {
        rows: shapes.rows.map((one) => ({
          shape: code(one.shape, 120),
          count: one.count,
          sample: code(one.sample, 120),
        })),
        more: shapes.more,
      },
      warnings: warnings.rows.length > 0 && {
        rows: warnings.rows.map((warning) => ({ warning })),
        more: warnings.more,
      },
    };
  },
};

function percent(part: number, whole: number): string {
  if (whole <= 0) return "–";
  // never round up to 100 what is not all
  return part === whole ? "100 %" : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
}
