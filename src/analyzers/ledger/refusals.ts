import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf } from "../../parsers/events.ts";
import { classifyReason } from "../../parsers/exim-reasons.ts";
import { earlier, keep } from "../evidence.ts";
import { isSampled } from "../sampling.ts";
import { shared } from "../shared.ts";
import { fitLedger } from "./lives.ts";
import type { LedgerState, Refusal } from "./state.ts";

/**
 * `1wZ4GW-000CqK-05 F=<ann@a.example> rejected by non-SMTP ACL: local policy`: what a program wanted to send. There is no
 * `<=` and no `**`; the bounce that Exim writes names the id all the same.
 */
export function observeRefusal(state: LedgerState, event: EventOf<"exim.reject-local">, line: LineRef): void {
  if (event.messageId === null || event.temporary === true || !isSampled(state.sampling, event.messageId)) return;
  const reason = event.reason === null ? null : classifyReason(null, null, event.reason);
  const by = `rejected by ${event.by}`;
  putRefusal(state, event.messageId, {
    words: shared(reason === null ? by : `${by}: ${reason.key}`),
    said: shared(reason === null ? by : `${by}: ${reason.said}`),
    line: keep(line, event.at),
  });
  if (state.refusals.size > state.sampling.limit) fitLedger(state);
}

/** mainlog and reject log hold the same line: the one that sorts first. */
export function putRefusal(state: LedgerState, id: string, refusal: Refusal): void {
  const held = state.refusals.get(id);
  if (held === undefined) state.refusals.set(own(id), refusal);
  else if (earlier(held.line, refusal.line) !== held.line) state.refusals.set(id, refusal);
}
