import { bytes, statedBytes } from "../../format.ts";
import { code, concat, Markdown, text } from "../../markdown.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { limited, type Section, where } from "../section.ts";

/** Cache files that the log names when they cannot be mapped, and those that the operator found. */
export const cacheFiles: Section = {
  id: "cache-files",
  view(report, { maxRows }) {
    const { intervention } = report;
    const stated = intervention?.cacheFiles ?? [];
    const logged = report.analysis.findings.flatMap((finding) =>
      finding.analyzer === "mmap-failure" && finding.facts.file !== null && finding.facts.size !== null
        ? [{ path: finding.facts.file, size: finding.facts.size, line: finding.evidence[0] ?? null }]
        : [],
    );
    if (stated.length === 0 && logged.length < 2) return null;
    const paths = [...new Set([...logged.map(({ path }) => path), ...stated.map(({ path }) => path)])];
    const { rows } = limited(paths, maxRows);
    return {
      rows: rows.map((path, at) => {
        const seen = logged.find((one) => one.path === path);
        const nth = stated.findIndex((one) => one.path === path);
        const said = stated[nth];
        const size = seen !== undefined ? bytes(seen.size) : said?.size == null ? null : statedBytes(said.size);
        return {
          first: at === 0,
          path: code(path),
          size: size === null ? new Markdown("–") : text(size),
          origin:
            seen !== undefined
              ? where(seen.line)
              : statedMark(intervention === null ? undefined : placeIn(intervention, `cacheFiles.${nth}`)),
          action: said?.action == null ? new Markdown("–") : concat([statedText(said.action), " (stated)"]),
        };
      }),
    };
  },
};
