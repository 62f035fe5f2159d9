import type { EventOf } from "../../parsers/events.ts";
import type { Ended } from "./observe-address.ts";

/** What is asked of a line that says why an address was not reached. */
export interface Unreached extends Ended {
  readonly messageId: string | null;
  readonly recipient: string;
  readonly original: string | null;
  /** Whether it names the other host (`H=`); that one's address. */
  readonly namesHost: boolean;
  readonly ip: string | null;
  /** Of a deferral. */
  readonly errno: number | null;
  readonly strerror: string | null;
  readonly reason: string | null;
}

export function unreachedBy(event: EventOf<"exim.deferral" | "exim.failure">): Unreached {
  const { at, messageId, recipient, original, peer, cipher, router, transport, reason } = event;
  const isDeferral = event.kind === "exim.deferral";
  return {
    at,
    messageId,
    recipient,
    original,
    host: peer === null ? null : peer.name,
    namesHost: peer !== null,
    ip: peer === null ? null : peer.ip,
    cipher,
    router,
    transport,
    errno: isDeferral ? event.errno : null,
    strerror: isDeferral ? event.strerror : null,
    reason,
  };
}
