/** What of the mail is counted. */

export const MINUTE = 60_000;

/** What is counted by the minute. */
export interface Counts {
  arrived: number;
  delivered: number;
  /** Deliveries to another host, a part of `delivered`. */
  sent: number;
  deferrals: number;
  /** Deferrals without an attempt: "retry time not reached". */
  skipped: number;
  failed: number;
  logins: number;
  loginsFailed: number;
  /** Logins that Exim refused: `535 Incorrect authentication data`. */
  authFailed: number;
  /** First and last sign of life of each daemon in the minute, in ms of it; 60,000 and -1 where there is none. */
  eximFirst: number;
  eximLast: number;
  dovecotFirst: number;
  dovecotLast: number;
  /** Sum of short hashes of the ids counted: two logs with equal counts and prints in a minute hold the same lines. */
  print: number;
}

export const zero = (): Counts => ({
  arrived: 0,
  delivered: 0,
  sent: 0,
  deferrals: 0,
  skipped: 0,
  failed: 0,
  logins: 0,
  loginsFailed: 0,
  authFailed: 0,
  eximFirst: MINUTE,
  eximLast: -1,
  dovecotFirst: MINUTE,
  dovecotLast: -1,
  print: 0,
});

/** The sum of two. */
export function plus(a: Counts, b: Counts): Counts {
  return {
    arrived: a.arrived + b.arrived,
    delivered: a.delivered + b.delivered,
    sent: a.sent + b.sent,
    deferrals: a.deferrals + b.deferrals,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
    logins: a.logins + b.logins,
    loginsFailed: a.loginsFailed + b.loginsFailed,
    authFailed: a.authFailed + b.authFailed,
    eximFirst: Math.min(a.eximFirst, b.eximFirst),
    eximLast: Math.max(a.eximLast, b.eximLast),
    dovecotFirst: Math.min(a.dovecotFirst, b.dovecotFirst),
    dovecotLast: Math.max(a.dovecotLast, b.dovecotLast),
    print: (a.print + b.print) >>> 0,
  };
}

/** What a minute counts; the rest of it tells when. */
export const COUNTED = [
  "arrived",
  "delivered",
  "sent",
  "deferrals",
  "skipped",
  "failed",
  "logins",
  "loginsFailed",
  "authFailed",
] as const;

/** The larger of each figure: of two logs that hold the same lines, in part. */
export function largestOf(a: Counts, b: Counts): Counts {
  const both = plus(a, b);
  for (const key of COUNTED) both[key] = Math.max(a[key], b[key]);
  return both;
}
