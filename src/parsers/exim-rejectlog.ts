/** The message that a reject log record shows behind its first line (grammars/exim-rejectlog.ne). */
import type { RejectedHeader, RejectedMessage } from "./events.ts";
import {
  anotherRecipient,
  cutOff,
  envelopeRecipient,
  envelopeSender,
  furtherLine,
  header,
  otherRecipients,
} from "./generated/exim-rejectlog.ts";
import type { RecordLines } from "./records.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What the grammar gives for a header's first line: a name that nothing follows has no value. */
type RawHeader = Omit<RejectedHeader, "value"> & { readonly value: string | null };

/**
 * Reads envelope and headers of the refused message, if they follow:
 *
 *     Envelope-from: <ann@a.example>
 *     Envelope-to: <bob@b.example>
 *     P Received: from mx.a.example by b.example
 *     	with esmtp (Exim 4.96)
 *     T To: bob@b.example
 *
 * @returns null when the next line begins no such record: `rejected_header` is off, or the refusal came before the data.
 */
export function readRejectedMessage(lines: RecordLines): RejectedMessage | null {
  const envelopeFrom = lines.take(envelopeSender) as string | undefined;
  const envelopeTo: string[] = [];
  let others: true | null = null;
  if (envelopeFrom !== undefined) {
    const first = lines.take(envelopeRecipient) as string | undefined;
    for (let to = first; to !== undefined; to = lines.take(anotherRecipient) as string | undefined) envelopeTo.push(to);
    if (first !== undefined) others = (lines.take(otherRecipients) as true | undefined) ?? null;
  }
  const headers = readHeaders(lines);
  if (envelopeFrom === undefined && headers.length === 0) return null;
  const truncated = (lines.take(cutOff) as true | undefined) ?? null;
  // Nothing follows what was cut off.
  if (truncated !== null) lines.close();
  return { envelopeFrom: envelopeFrom ?? null, envelopeTo, others, headers, truncated };
}

function readHeaders(lines: RecordLines): readonly RejectedHeader[] {
  const headers: RejectedHeader[] = [];
  let last: Writable<RejectedHeader> | undefined;
  for (;;) {
    const raw = lines.take(header) as RawHeader | undefined;
    const further =
      raw !== undefined || last === undefined ? undefined : (lines.take(furtherLine) as string | undefined);
    if (raw !== undefined) {
      last = { type: raw.type, name: raw.name, value: raw.value ?? "" };
      headers.push(last);
    } else if (last !== undefined && further !== undefined) last.value += `\n${further}`;
    else return headers;
  }
}
