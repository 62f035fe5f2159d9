/** Words that the events of both programs share. */

/** Milliseconds since the epoch, UTC. */
export type Instant = number;

/** An IP address with the port when `+incoming_port` or `+outgoing_port` logged it. */
export interface Endpoint {
  readonly ip: string;
  readonly port: number | null;
}

/** The other side of an incoming session, `H=name (helo) [ip]:port`. HELO is what a stranger said: hostile. */
export interface Peer {
  readonly name: string | null;
  readonly helo: string | null;
  readonly ip: string;
  readonly port: number | null;
}

/** The host that Exim delivered to, `H=relay.example [192.0.2.1]:587*`. `reused` is the `*` of a continued connection. */
export interface RemoteHost {
  readonly name: string;
  readonly dnssec: true | null;
  readonly ip: string | null;
  readonly port: number | null;
  readonly reused: true | null;
}
