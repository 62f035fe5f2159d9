import type { SettlingModule } from "../../engine/fold.ts";
import type { ProofSpan } from "./proof.ts";

/** What a ledger has in the module that settles lines (parsers/settle-layout.ts), while it is the module's owner. */
export interface Settling {
  readonly module: SettlingModule;
  /** By the module's places of proofs: where these count. */
  readonly spans: (ProofSpan | null)[];
  /** Logs by number. */
  readonly logs: string[];
}
