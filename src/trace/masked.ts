import { maskSecrets } from "../parsers/secrets.ts";
import type { TracedLine } from "./model.ts";

/** What is shown of a line that has no text of its own to be shown. */
const hidden = "***";

/**
 * The texts of lines without the passwords that Dovecot and clients' commands put into logs, by line. An envelope may
 * encode a text in any way, and syslog may cut it anywhere: where its decoded or joined form holds a password, nothing
 * is shown of the line as it stands, nor of further lines of its record.
 */
export function maskedTexts(lines: readonly TracedLine[]): ReadonlyMap<TracedLine, Pick<TracedLine, "text" | "said">> {
  const masked = new Map<TracedLine, Pick<TracedLine, "text" | "said">>();
  const secretRecords = new Set<string>();
  const key = (source: string, offset: number) => `${offset} ${source}`;
  for (const line of lines) {
    if (line.partOf !== null) continue;
    const said = line.said === null ? null : maskSecrets(line.said);
    const text = said === line.said ? maskSecrets(line.text) : hidden;
    if (text !== line.text) secretRecords.add(key(line.source, line.offset));
    masked.set(line, { text, said });
  }
  for (const line of lines) {
    if (line.partOf === null) continue;
    const isSecret = secretRecords.has(key(line.source, line.partOf));
    masked.set(line, { text: isSecret ? hidden : maskSecrets(line.text), said: null });
  }
  return masked;
}
