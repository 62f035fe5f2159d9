import type { Endpoint, EximArrival, EximDelivery, EximEvent, Peer, RemoteHost } from "./events.ts";

/** What the start symbols of grammars/exim-mainlog.ne give where a line's parts must still be put together. */

type Writable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** An Exim event while its stamp is turned into an instant. */
export type EximDraft = Writable<EximEvent>;

/** `at` is the stamp as logged. */
interface RawBase {
  readonly at: string;
  readonly pid: number | null;
  readonly messageId: string | null;
}

export interface RawHost {
  readonly peer: RemoteHost;
  readonly proxy: Endpoint | null;
  readonly interface: Endpoint | null;
  readonly fastOpen: string | null;
  readonly sequence: string | null;
  readonly cipher: string | null;
  readonly verified: string | null;
}

/** How an attempt ended: the host, if one was reached, what was said there, and why. */
export interface RawEnd {
  readonly host: RawHost | null;
  readonly dn: string | null;
  readonly outgoing: {
    readonly auth: string | null;
    readonly pipelining: string | null;
    readonly prdr: true | null;
    readonly chunking: true | null;
  } | null;
  readonly deliveryTime: string | null;
  readonly reason: string | null;
}

interface RawAddressed extends RawBase {
  recipient: string;
  parents: string | null;
  readonly original: string | null;
  readonly sender: string | null;
  readonly queue: string | null;
  readonly returnPath: string | null;
}

export interface RawDeferral extends RawAddressed {
  readonly kind: "deferral";
  readonly router: string | null;
  readonly transport: string | null;
  readonly routing: true | null;
  readonly errno: number;
  readonly strerror: string | null;
  readonly by: RawEnd;
}

export interface RawFailure extends RawAddressed {
  readonly kind: "failure";
  readonly by: { readonly router: string | null; readonly transport: string | null; readonly at: RawEnd };
}

export interface RawSession extends RawBase {
  readonly kind: "session";
  readonly origin: { readonly peer: Peer | null; readonly user: string | null };
  readonly interface: Endpoint | null;
  readonly rest: {
    readonly ident: string | null;
    readonly connection: string | null;
    readonly cipher: string | null;
    readonly verified: string | null;
    readonly dn: string | null;
    readonly sni: string | null;
    readonly sender: string | null;
    readonly auth: string | null;
    readonly verdict: RawVerdict;
  };
}
/** `H=`, then what a HELO may have made up: `name` in front of the bracket, `text` behind it. */
export interface RawCrowded extends RawBase {
  readonly kind: "crowded";
  readonly name: string | null;
  /** The bracket is that of a HELO, `(`, not of the address. */
  readonly helo: true | null;
  readonly text: string;
}
/** `RCPT <bob@b.example>: no`; argument and reason in one as `partial` where the text does not say which is which. */
export interface RawRefusal {
  readonly verb: string;
  readonly argument: string | null;
  readonly reason: string | null;
  readonly partial: string | null;
}
export type RawVerdict =
  | {
      readonly kind: "exim.reject";
      readonly temporary: true | null;
      readonly what: RawRefusal;
    }
  | {
      readonly kind: "exim.sender-verify";
      readonly temporary: true | null;
      readonly address: string;
      readonly reason: string | null;
    }
  | {
      readonly kind: "exim.discarded";
      readonly recipient: string;
      readonly by: string;
      readonly reason: string | null;
    }
  | { readonly kind: "exim.warning"; readonly text: string };

/** A field of a line whose order or names no typed rule knows. A value is `null` for a flag. */
export interface RawField {
  readonly key: string;
  readonly value: string | Endpoint | Peer | RemoteHost | null;
}
export interface RawTolerated extends RawBase {
  readonly kind: "tolerated-arrival" | "tolerated-delivery";
  readonly fields: readonly RawField[];
}
export interface RawToleratedArrival extends RawTolerated {
  readonly kind: "tolerated-arrival";
  readonly fake: true | null;
  readonly sender: string | null;
  readonly rawSender: string | null;
  readonly recipients: readonly string[] | null;
}
export interface RawToleratedDelivery extends RawTolerated {
  readonly kind: "tolerated-delivery";
  readonly flag: EximDelivery["flag"];
  readonly recipient: string;
  readonly parents: string | null;
  readonly original: string | null;
}

/** Flag and address; `partial` is the rest of the line. */
export type RawCut = RawBase & { readonly partial: string | null } & (
    | ({ readonly kind: "cut-arrival" } & Pick<EximArrival, "fake" | "sender" | "parent" | "peer" | "interface">)
    | ({ readonly kind: "cut-delivery" } & Pick<
        EximDelivery,
        "flag" | "recipient" | "parents" | "original" | "router" | "transport"
      >)
    | { readonly kind: "cut-deferral" | "cut-failure"; readonly recipient: string }
  );

export type RawEvent =
  | EximDraft
  | RawDeferral
  | RawFailure
  | RawSession
  | RawCrowded
  | RawToleratedArrival
  | RawToleratedDelivery
  | RawCut;
