/**
 * What stands before a password in Dovecot's texts. `auth_verbose_passwords` writes `(given password: …)`, `auth_debug_passwords`
 * the rest, in texts that no grammar rule knows (auth/auth-request.c, auth-client-connection.c).
 */
const MARKS = ["given password: ", "PLAIN(", "password(", "password=", "pass=", "resp="] as const;

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
