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
export function maskSecrets(text: string): string {
  let cut = text.length;
  for (const mark of MARKS) {
    const at = text.indexOf(mark);
    if (at >= 0) cut = Math.min(cut, at + mark.length);
  }
  return cut === text.length ? text : `${text.slice(0, cut)}***`;
}
