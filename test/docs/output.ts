/** What a page shows of an output, against what was printed. */

/**
 * The first line of `shown` that `printed` does not bear out; null when it bears out all. `…` stands for any text of a
 * line, and alone in a line for any number of lines.
 */
export function firstDifference(shown: string, printed: string): string | null {
  const wanted = linesOf(shown);
  const lines = linesOf(printed);
  let at = 0;
  let mayPass = false;
  for (const want of wanted) {
    if (want.trim() === "…") {
      mayPass = true;
      continue;
    }
    const pattern = new RegExp(`^${want.split("…").map(escaped).join(".*")}$`);
    const found = mayPass ? lines.findIndex((line, index) => index >= at && pattern.test(line)) : at;
    if (found === -1 || !pattern.test(lines[found] ?? "\n"))
      return `shown: ${want}\nprinted: ${lines[at] ?? "nothing"}`;
    at = found + 1;
    mayPass = false;
  }
  return mayPass || at >= lines.length ? null : `printed, and not shown: ${lines[at]}`;
}

function linesOf(text: string): readonly string[] {
  const lines = text.trimEnd().split("\n");
  return lines.length === 1 && lines[0] === "" ? [] : lines.map((line) => line.trimEnd());
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
