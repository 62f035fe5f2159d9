import type { Reading } from "../engine/contract.ts";
import { openPasses, type Passes } from "../engine/passes.ts";
import type { Input } from "../engine/run.ts";
import { ToolError } from "../error.ts";
import type { Instant, MailEvent } from "../parsers/events.ts";
import { Collector } from "../trace/collect.ts";
import { joinLines, type Trace } from "../trace/join.ts";
import { parseQueries } from "../trace/query.ts";
import type { ReadOptions } from "./options.ts";
import { engineOptions } from "./read.ts";

/** What is to be traced, beside how lines are to be understood. */
export interface TraceOptions extends ReadOptions {
  /** Only lives and sessions that overlap these bounds. Ms since the epoch. */
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** What a trace found, and what the reading came to. */
export interface TraceResult extends Trace {
  readonly reading: Reading;
  /** How often the logs were read. */
  readonly passes: number;
}

/** Each reading finds what is at least one step further away; nothing that mail really does needs so many. */
const mostPasses = 16;
/** To search for more names takes longer than to read the lines. */
const mostSearched = 12;

/**
 * The whole life of every message that the query names, across Exim and Dovecot: its arrival, attempts and end, into
 * which mailbox it went, its bounces and what they report on, and what it was forwarded as. Lines about no message that
 * name the query (refused mail, logins) are sessions.
 *
 * The logs are read until a reading finds nothing new, mostly once or twice; memory goes with what is found, not with the logs.
 * A stream is copied to a temporary file while it is read first.
 *
 * @param query one or more of: a message id (`1vdpup-000CfU-1V`), a Message-ID (`<x@a.example>`), an address, an IP.
 * @throws ToolError `usage` for a query that is none of these or a zone that does not exist, `input` when not one input
 *   could be read or a stream not be copied; the signal's reason when aborted.
 * @example
 * const { messages } = await trace(["mainlog", "dovecot.log"], "ann@a.example");
 * for (const { messageId, verdict } of messages) console.log(messageId, verdict);
 */
export async function trace(
  inputs: readonly Input[],
  query: string | readonly string[],
  options: TraceOptions = {},
): Promise<TraceResult> {
  const queries = (typeof query === "string" ? [query] : query).flatMap(parseQueries);
  const collector = new Collector(queries);
  const passes = await openPasses<MailEvent>(inputs, engineOptions(options));
  try {
    let count = 0;
    let reading: Reading;
    do {
      collector.begin();
      reading = await passes.read(collector);
      count++;
    } while (count < mostPasses && (await mayHoldMore(passes, collector)));
    if (reading.sources.length === 0 && reading.problems.length > 0)
      throw new ToolError("input", reading.problems.map(({ message }) => message).join("\n"));
    return { ...joinLines(collector, queries, options), reading, passes: count };
  } finally {
    passes.close();
  }
}

/** Whether another reading can find what the last one could not know to belong to it. */
async function mayHoldMore(passes: Passes<MailEvent>, collector: Collector): Promise<boolean> {
  const names = [...collector.learnt];
  if (names.length === 0) return false;
  // An envelope (JSON) may write other characters in another way.
  const searchable = names.length <= mostSearched && names.every((name) => /^[-0-9A-Za-z.@_+:=$]{6,}$/.test(name));
  return !searchable || (await passes.isElsewhere(names, collector.keeps()));
}
