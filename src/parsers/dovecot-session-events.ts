import type { DovecotBase, LoginFields, LogoutCounters } from "./dovecot-terms.ts";

/** Who came, how, and how it ended: the login processes, the proxy and the mail sessions. */
export type DovecotSessionEvent =
  /** `Login: user=<…>, method=PLAIN, rip=…, lip=…, mpid=…, TLS, session=<…>`; `user` is the logged-in user. */
  | (DovecotBase & LoginFields & { readonly kind: "dovecot.login" })
  /**
   * End of a mail session (imap, pop3, managesieve, submission): `Disconnected: Logged out in=… out=…`. Byte counters;
   * null where not logged. `detail` is what the brackets say: "IDLE running for 0.001 + waiting input for 0.301 secs, 2 B
   * in + 10 B out, state=wait-input", "UID STORE finished 0.301 secs ago".
   */
  | (DovecotBase & {
      readonly kind: "dovecot.logout";
      readonly reason: string | null;
      readonly detail: string | null;
      readonly bytesIn: number | null;
      readonly bytesOut: number | null;
      readonly counters: LogoutCounters | null;
    })
  /**
   * End of a login process without a login: `Disconnected: Connection closed (auth failed, 3 attempts in 20 secs): user=<…>, …`.
   * `reason` is "Connection closed", `detail` what the brackets say: "auth failed", "no auth attempts", "proxy dest auth failed" …
   * `attempts` are those that failed; `seconds` is the time that they took, or that the client was waited for.
   */
  | (DovecotBase &
      LoginFields & {
        readonly kind: "dovecot.login-failed";
        readonly reason: string | null;
        readonly detail: string | null;
        readonly attempts: number | null;
        readonly seconds: number | null;
      })
  /**
   * `proxy(ann,198.51.100.9:143): Started proxying to remote host (0.042 secs): user=<…>, …`. `destination` is host and port
   * as logged; `reason` is why it ended or failed: "Disconnected by client (5s idle, in=345, out=6789)".
   */
  | (DovecotBase &
      LoginFields & {
        readonly kind: "dovecot.proxy";
        readonly outcome: "started" | "ended" | "failed";
        readonly destination: string | null;
        readonly reason: string | null;
      });
