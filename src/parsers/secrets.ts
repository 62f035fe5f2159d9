/**
 * What stands before a password in Dovecot's texts. `auth_verbose_passwords` writes `(given password: …)`, `auth_debug_passwords`
 * the rest, in texts that no grammar rule knows (auth/auth-request.c, auth-client-connection.c, password-scheme.c:
 * `SHA512-CRYPT(hunter2) != '$6$…'`); a database that fails quotes the query it was given.
 */
const MARKS = [
  ...["given password: ", "password(", "password=", "password = ", "passwd=", "pass=", "resp=", "CONT\t", "token="],
  ...["PLAIN(", "CLEARTEXT(", "CLEAR(", "CRYPT(", "MD5(", "SHA(", "SHA1(", "SHA256(", "SHA512(", "NTLM(", "LANMAN("],
  ...["ARGON2I(", "ARGON2ID(", "PBKDF2(", "SCRAM-SHA-1(", "SCRAM-SHA-256(", "OTP("],
] as const;

/**
 * Log text that may hold a password, without it. A password may hold anything, also what stands behind it in the
 * line, so everything from the first mark on is left out: `… (given password: hunter2)` becomes `… (given password: ***`.
 */
export function maskSecrets(line: string): string {
  const text = maskAuthentication(line);
  let cut = text.length;
  for (const mark of MARKS) {
    const at = text.indexOf(mark);
    if (at >= 0) cut = Math.min(cut, at + mark.length);
  }
  return cut === text.length ? text : `${text.slice(0, cut)}***`;
}

/** What stands in front of a client's command in Exim's texts; behind them it is quoted as it came. */
const COMMANDS = ['"auth ', "\\nauth ", " rejected auth "] as const;

/**
 * Log text without what a client sent behind `AUTH PLAIN`: its user name and password, Base64 or not (smtp_in.c, 4.50 on).
 * `SMTP protocol error in "AUTH PLAIN AGFubgBwYXNz" H=(x) [192.0.2.7] …` becomes `… in "AUTH PLAIN ***" H=(x) [192.0.2.7] …`.
 * A client may send anything: of a quoted command all is left out up to the peer that Exim put behind it, the last one.
 */
export function maskAuthentication(text: string): string {
  if (!text.includes('"') && !text.includes(" rejected ")) return text;
  const lower = text.toLowerCase();
  let at = -1;
  for (const mark of COMMANDS) {
    const found = lower.indexOf(mark);
    if (found >= 0 && (at < 0 || found + mark.length < at)) at = found + mark.length;
  }
  if (at < 0) return text;
  const quoted = lower[at - "auth ".length - 1] !== " ";
  const secret = endOfMechanism(text, at);
  const end = quoted ? endOfQuoted(text, secret) : endOfWord(text, secret);
  const masked = secret === end ? text : `${text.slice(0, secret)}***${text.slice(end)}`;
  // What the client sent behind its command, unasked: `… rejected "AUTH LOGIN" H=(x) [192.0.2.7] next input="Ym9i\r\n…"`.
  const more = masked.indexOf(NEXT_INPUT, secret);
  return more < 0 ? masked : `${masked.slice(0, more + NEXT_INPUT.length)}***`;
}

const NEXT_INPUT = ' next input="';
/** RFC 4422, 3.1: a mechanism's name is no longer. */
const LONGEST_MECHANISM = 20;
const NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE64 = `${NAME}+/=`;

function endOfMechanism(text: string, from: number): number {
  const end = behind(text, from, NAME);
  const isName = end - from <= LONGEST_MECHANISM && (end === text.length || !BASE64.includes(text[end] ?? ""));
  if (!isName) return from;
  return text[end] === " " ? end + 1 : end;
}

function endOfQuoted(text: string, from: number): number {
  if (text[from] === '"') return from;
  const peer = text.lastIndexOf('" H=');
  return peer < from ? text.length : peer;
}

/** `rejected AUTH PLAIN AGFubgBwYXNz: reason`: whatever is no Base64 may hold anything, the reason too. */
function endOfWord(text: string, from: number): number {
  const end = behind(text, from, BASE64);
  return end === text.length || text.startsWith(": ", end) ? end : text.length;
}

function behind(text: string, from: number, characters: string): number {
  let end = from;
  while (end < text.length && characters.includes(text[end] ?? "")) end++;
  return end;
}
