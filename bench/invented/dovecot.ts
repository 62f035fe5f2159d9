import type { Chance } from "../chance.ts";
import type { Schedule } from "./schedule.ts";

/** Schedules Dovecot 2.3's own log file: logins, LMTP deliveries through sieve, failed logins, logouts. */
export function dovecotTraffic(chance: Chance, schedule: Schedule) {
  const users = Array.from(
    { length: 300 },
    (_, at) => `${chance.word(6, "abcdefghijklmnoprstuvw")}@customer${at % 12}.example`,
  );
  const session = () => chance.word(16);
  const pid = () => 1_000 + chance.below(60_000);
  const ip = () => `198.51.100.${1 + chance.below(254)}`;

  return {
    /** One visit or one delivery. */
    visit(second: number) {
      const user = chance.pick(users);
      const kind = chance.below(100);
      if (kind < 45) login(second, user);
      else if (kind < 80) delivery(second, user);
      else failed(second, user);
    },
  };

  function login(second: number, user: string) {
    const process = pid();
    const id = session();
    const service = chance.happens(0.85) ? "imap" : "pop3";
    schedule.add(
      second,
      `${service}-login: Info: Login: user=<${user}>, method=PLAIN, rip=${ip()}, lip=192.0.2.10, mpid=${process}, TLS, session=<${id}>`,
    );
    const counts =
      service === "imap"
        ? `in=${chance.below(9_000)} out=${chance.below(900_000)} deleted=0 expunged=0 trashed=0 hdr_count=${chance.below(20)} hdr_bytes=${chance.below(9_000)} body_count=${chance.below(9)} body_bytes=${chance.below(90_000)}`
        : `top=0/0, retr=${chance.below(5)}/${chance.below(90_000)}, del=0/${chance.below(500)}, size=${chance.below(9_000_000)}`;
    schedule.add(
      second + 1 + chance.below(900),
      `${service}(${user})<${process}><${id}>: Info: Disconnected: Logged out ${counts}`,
    );
  }

  function delivery(second: number, user: string) {
    const process = pid();
    schedule.add(second, `lmtp(${process}): Info: Connect from local`);
    schedule.add(
      second,
      `lmtp(${user})<${process}><${chance.word(22)}>: Info: sieve: msgid=<${chance.word(18)}@domain${chance.below(400)}.example>: stored mail into mailbox '${chance.happens(0.9) ? "INBOX" : "Junk"}'`,
    );
    schedule.add(second, `lmtp(${process}): Info: Disconnect from local: Logged out (state=READY)`);
  }

  function failed(second: number, user: string) {
    const id = session();
    const from = ip();
    schedule.add(second, `auth: Info: passwd-file(${user},${from},<${id}>): Password mismatch`);
    schedule.add(
      second + 2,
      `imap-login: Info: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=${from}, lip=192.0.2.10, TLS, session=<${id}>`,
    );
  }
}
