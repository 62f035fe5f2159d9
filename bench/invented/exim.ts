import type { Chance } from "../chance.ts";
import type { Schedule } from "./schedule.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const cipher13 = "TLS1.3:ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM:256";
const cipher12 = "TLS1.2:ECDHE_X25519__RSA_SHA256__AES_256_GCM:256";
const tries = [300, 900, 1_800, 3_600, 7_200, 14_400];
const subjects = [
  "Invoice 2026-0117",
  "Re: meeting on Thursday",
  "Your order has shipped",
  "[list] weekly digest",
  "Offerte \\303\\251t\\303\\251",
  "Fwd: photos",
];
const reasons = [
  "SMTP error from remote mail server after RCPT TO:<%>: 450 4.2.0 <%>: Recipient address rejected: Greylisted, please try again later",
  "SMTP error from remote mail server after initial connection: 421 4.7.0 too many connections from your host",
  "SMTP error from remote mail server after pipelined end of data: 451 4.3.0 Error: queue file write error",
];
const refusals = [
  "relay not permitted",
  "Unrouteable address",
  "Rejected because % is in a black list at zen.rbl.example",
  "Sender verify failed",
];

/** The names that one host's traffic goes round. */
interface Population {
  readonly own: readonly string[];
  readonly users: readonly string[];
  readonly remote: readonly string[];
}

/** Schedules the mainlog of one busy host, message by message. */
export function eximTraffic(chance: Chance, schedule: Schedule) {
  const people: Population = {
    own: list(12, (at) => `customer${at}.example`),
    users: list(40, () => chance.word(6, "abcdefghijklmnoprstuvw")),
    remote: list(400, (at) => `domain${at}.example`),
  };
  const troubled = new Set(people.remote.slice(0, 6));
  let pid = 1_000;
  const nextPid = () => (pid = pid > 4_000_000 ? 1_000 : pid + 1 + chance.below(9));
  const address = (domains: readonly string[]) => `${chance.pick(people.users)}@${chance.pick(domains)}`;
  const ip = () => `198.51.100.${1 + chance.below(254)}`;
  const id = (second: number) => `${digits(second, 6)}-${digits(nextPid(), 6)}-${digits(chance.below(3_000), 2)}`;

  return {
    /** One message with everything that becomes of it. Returns how many lines it scheduled. */
    message(second: number): number {
      const message = id(second);
      const outgoing = chance.happens(0.4);
      const sender = address(outgoing ? people.own : people.remote);
      const recipients = list(chance.happens(0.12) ? 2 + chance.below(4) : 1, () =>
        address(outgoing ? people.remote : people.own),
      );
      schedule.add(second, arrival(message, sender, recipients, outgoing));
      const end = recipients.reduce(
        (latest, recipient) => Math.max(latest, deliver(message, second, sender, recipient, outgoing)),
        second,
      );
      schedule.add(end, `${message} Completed`);
      return recipients.length + 2;
    },
    /** What is not about one message: rejects, scans, failed logins, session notes. */
    session(second: number) {
      const from = ip();
      const helo = chance.pick(people.remote);
      const kind = chance.below(100);
      if (kind < 45)
        schedule.add(
          second,
          `H=(${helo}) [${from}] F=<${address(people.remote)}> rejected RCPT <${address(people.own)}>: ${chance.pick(refusals).replace("%", from)}`,
        );
      else if (kind < 65)
        schedule.add(
          second,
          `dovecot_login authenticator failed for (${helo}) [${from}]: 535 Incorrect authentication data (set_id=${address(people.own)})`,
        );
      else if (kind < 80) schedule.add(second, `no host name found for IP address ${from}`);
      else if (kind < 92)
        schedule.add(
          second,
          `SMTP connection from (${helo}) [${from}] lost D=${chance.below(30)}.${100 + chance.below(900)}s`,
        );
      else
        schedule.add(
          second,
          `TLS error on connection from (${helo}) [${from}] (gnutls_handshake): A packet with illegal or unsupported version was received.`,
        );
    },
    queueRun(second: number) {
      const process = nextPid();
      schedule.add(second, `Start queue run: pid=${process}`);
      schedule.add(second + 2, `End queue run: pid=${process}`);
    },
  };

  function arrival(message: string, sender: string, recipients: readonly string[], outgoing: boolean): string {
    const size = 900 + chance.below(90_000);
    const header = `id=${chance.word(20)}@${chance.pick(people.remote)}`;
    const subject = `T="${chance.pick(subjects)}"`;
    const rest = `S=${size} ${header} ${subject} from <${sender}> for ${recipients.join(" ")}`;
    if (!outgoing)
      return `${message} <= ${sender} H=mail.${chance.pick(people.remote)} [${ip()}] P=esmtps X=${cipher13} CV=no ${chance.happens(0.6) ? "K " : ""}${rest}`;
    if (chance.happens(0.3)) return `${message} <= ${sender} U=www-data P=local ${rest}`;
    return `${message} <= ${sender} H=(client.example) [${ip()}] P=esmtpsa X=${cipher12} CV=no A=dovecot_plain:${sender} ${rest}`;
  }

  /** Schedules one recipient's lines; returns when it was done with. */
  function deliver(message: string, second: number, sender: string, recipient: string, outgoing: boolean): number {
    if (!outgoing) {
      schedule.add(second, `${message} => ${recipient.split("@")[0]} <${recipient}> R=localuser T=local_delivery`);
      return second;
    }
    const domain = recipient.slice(recipient.indexOf("@") + 1);
    const host = `H=mx1.${domain} [203.0.113.${1 + chance.below(254)}]`;
    let at = second + chance.below(4);
    if (chance.happens(0.02)) {
      schedule.add(
        at,
        `${message} ** ${recipient} R=dnslookup T=remote_smtp ${host} X=${cipher13} CV=yes: SMTP error from remote mail server after RCPT TO:<${recipient}>: 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`,
      );
      bounce(message, at, sender);
      return at;
    }
    for (const wait of waits(domain)) {
      if (chance.happens(0.3)) schedule.add(at, `${message} ${host} Connection timed out`);
      schedule.add(at, deferral(message, recipient, domain, host));
      at += wait;
    }
    schedule.add(
      at,
      `${message} => ${recipient} R=dnslookup T=remote_smtp ${host} X=${cipher13} CV=yes K C="250 2.0.0 Ok: queued as ${chance.word(12)}"`,
    );
    return at;
  }

  /** A few destinations are in trouble and keep mail for hours; others greylist now and then, which is over soon. */
  function waits(domain: string): readonly number[] {
    if (troubled.has(domain)) return chance.happens(0.8) ? tries.slice(0, 2 + chance.below(tries.length - 1)) : [];
    return chance.happens(0.02) ? [300 + chance.below(600)] : [];
  }

  function deferral(message: string, recipient: string, domain: string, host: string): string {
    const start = `${message} == ${recipient} R=dnslookup T=remote_smtp defer`;
    if (troubled.has(domain) && chance.happens(0.5))
      return `${start} (-53): retry time not reached for any host for '${domain}'`;
    return `${start} (-44) ${host}: ${chance.pick(reasons).replaceAll("%", recipient)}`;
  }

  function bounce(parent: string, second: number, sender: string) {
    const message = id(second);
    schedule.add(
      second,
      `${message} <= <> R=${parent} U=Debian-exim P=local S=${1_500 + chance.below(900)} T="Mail delivery failed: returning message to sender" from <> for ${sender}`,
    );
    schedule.add(second, `${message} => ${sender.split("@")[0]} <${sender}> R=localuser T=local_delivery`);
    schedule.add(second, `${message} Completed`);
  }
}

function digits(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = (base62[rest % 62] ?? "0") + text;
  return text;
}

function list<T>(length: number, make: (at: number) => T): T[] {
  return Array.from({ length }, (_, at) => make(at));
}
