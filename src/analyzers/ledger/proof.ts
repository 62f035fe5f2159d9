/** Deliveries to other hosts, as proofs that a transport works. */
import type { Instant } from "../../parsers/events.ts";

/** First and last proof of an hour. */
export interface ProofSpan {
  first: Instant;
  last: Instant;
}

export interface RecentProof {
  readonly transport: string;
  readonly domain: string;
  hour: number;
  span: ProofSpan | null;
}
