/** The envelopes of one text, by name. Every one says 2026-01-08 14:20:01 UTC. */

/** What programs write: Exim with its own stamp, Dovecot as it hands its text to syslog. */
export interface Said {
  readonly program: "exim" | "dovecot";
  readonly text: string;
}

type Wrap = (said: Said) => string;
type Envelopes = readonly (readonly [name: string, wrap: Wrap])[];

const time = "2026-01-08T14:20:01.000000Z";
const micros = String(Date.UTC(2026, 0, 8, 14, 20, 1) * 1000);

/** Those that name the program. */
export const tagged: Envelopes = [
  ["syslog", ({ program, text }) => `Jan  8 14:20:01 mx1 ${program}: ${text}`],
  ["syslog with priority", ({ program, text }) => `<22>Jan  8 14:20:01 mx1 ${program}: ${text}`],
  ["syslog of FreeBSD", ({ program, text }) => `Jan  8 14:20:01 <mail.info> mx1 ${program}: ${text}`],
  ["RFC 3339", ({ program, text }) => `2026-01-08T15:20:01.000000+01:00 mx1 ${program}: ${text}`],
  ["RFC 3339 with priority", ({ program, text }) => `<22>2026-01-08T14:20:01Z mx1 ${program}: ${text}`],
  ["RFC 5424", ({ program, text }) => `<22>1 ${time} mx1 ${program} - - - ${text}`],
  ["RFC 5424 of rsyslog", ({ program, text }) => `<22>1 ${time} mx1 ${program} - - -  ${text}`],
  ["RFC 5424 without priority", ({ program, text }) => `1 ${time} mx1 ${program} - mail - ${text}`],
  [
    "RFC 5424 with data and mark",
    ({ program, text }) => `<22>1 ${time} mx1 ${program} - - [o ip="192.0.2.1" x="a\\]b"][m] \ufeff${text}`,
  ],
  ["journal short-precise", ({ program, text }) => `Jan 08 14:20:01.000000 mx1 ${program}: ${text}`],
  ["journal short-iso", ({ program, text }) => `2026-01-08T15:20:01+0100 mx1 ${program}: ${text}`],
  ["journal short-full", ({ program, text }) => `Thu 2026-01-08 14:20:01 UTC mx1 ${program}: ${text}`],
  ["journal with-unit", ({ program, text }) => `Thu 2026-01-08 11:20:01 -03 mx1 ${program}.service: ${text}`],
  ["journal short-unix", ({ program, text }) => `1767882001.000000 mx1 ${program}: ${text}`],
  ["journal json", ({ program, text }) => JSON.stringify(journal(program, text))],
  ["journal json of bytes", ({ program, text }) => JSON.stringify(journal(program, [...Buffer.from(text)]))],
  ["journal json-seq", ({ program, text }) => `\x1e${JSON.stringify(journal(program, text))}`],
  ["journal json-sse", ({ program, text }) => `data: ${JSON.stringify(journal(program, text))}`],
  ["syslog in a container", ({ program, text }) => docker(`Jan  8 14:20:01 mx1 ${program}: ${text}\n`)],
];

/** Those that carry a line of the program's own log. */
export const carried: Envelopes = [
  ["Docker", ({ text }) => docker(`${text}\n`)],
  ["CRI", ({ text }) => `2026-01-08T14:20:01.000000000Z stdout F ${text}`],
  ["docker logs -t", ({ text }) => `2026-01-08T14:20:01.000000000Z ${text}`],
  ["docker compose logs", ({ text }) => `mail-1  | ${text}`],
  ["TAI64N", ({ text }) => `@40000000695fbd1b00000000 ${text}`],
];

export function journal(program: string, message: unknown): object {
  return { __REALTIME_TIMESTAMP: micros, _HOSTNAME: "mx1", SYSLOG_IDENTIFIER: program, MESSAGE: message };
}

export function docker(log: string): string {
  // As Go encodes it.
  const json = JSON.stringify({ log: log, stream: "stdout", time });
  return json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026");
}
