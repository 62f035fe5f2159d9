import { existsSync, readFileSync } from "node:fs";

/** One format string of Dovecot or Pigeonhole, as the catalogue lists it. */
export interface Format {
  readonly format: string;
  /** `lib-index/mail-cache.c:47 mail_cache_set_corrupted`. */
  readonly where: string;
  /** The functions that it is given to: `e_error,i_error`; "" for Pigeonhole, whose list does not say. */
  readonly call: string;
}

const catalogue = new URL("../../../shared/knowledge/dovecot-log.md", import.meta.url);

/** Part H of the catalogue of Dovecot's format strings, each once; undefined where it is not at hand. */
export function catalogueFormats(): readonly Format[] | undefined {
  if (!existsSync(catalogue)) return undefined;
  const text = readFileSync(catalogue, "utf8");
  const formats = new Map<string, Format>();
  for (const line of text.slice(text.indexOf("### H.1 ")).split("\n")) {
    const row =
      /^\| \S+ \| \S+ \| `(?<format>.*?)` \| (?<where>.*?) \| (?<call>.*?) \|\s*$/.exec(line) ??
      /^\| (?<where>[^|`]+?) \| `(?<format>.*?)` \|\s*$/.exec(line);
    const { format, where, call = "" } = row?.groups ?? {};
    if (format === undefined || where === undefined) continue;
    formats.set(`${format} ${call === "" ? "sieve" : ""}`, { format: format.replaceAll('\\"', '"'), where, call });
  }
  return [...formats.values()];
}

/** What stands for a conversion of printf: one set of values after the other, so that no rule fits one of them only. */
export interface Values {
  readonly text: readonly string[];
  readonly path: string;
  readonly number: string;
  readonly errno: string;
}

export const valueSets: readonly Values[] = [
  { text: ["imap", "ann@a.example", "x"], path: "/home/a/mail/dovecot.index", number: "7", errno: "Permission denied" },
  {
    text: ["Sent Items", "read(size=1024) failed: Connection reset by peer", "192.0.2.7"],
    path: "/srv/vmail/a.example/Old Mail/.Sent Items/dovecot.index.log",
    number: "1767880839",
    errno: "No space left on device",
  },
  {
    text: ["unix:/run/dovecot/auth-worker (pid=7,uid=0)", "é 'x', <y@b.example>: z", "[2001:db8::7]:4711"],
    path: "/var/vmail/b.example/u (old)/mdbox/storage/m.7",
    number: "0",
    errno: "Transport endpoint is not connected",
  },
];

const CONVERSION = /%(?:%|[-+0 #]*[\d.*]*(?:hh|h|ll|l|z|j|t)?(?<kind>[a-zA-Z])|(?=[^a-zA-Z]|$))/g;

/** The text that the format gives: `Index %s: Lost log for seq=%u` -> `Index /home/a/mail/dovecot.index: Lost log for seq=7`. */
export function instance({ format, where }: Format, values: Values): string {
  let texts = 0;
  return format.replace(CONVERSION, (conversion: string, kind: string | undefined, offset: number) => {
    if (conversion === "%%") return "%";
    if (kind === "m") return values.errno;
    if (kind === undefined || "diuxXoc".includes(kind)) return values.number;
    const text = texts++;
    // what stands before the text of a caller, where there is one
    if (offset === 0 && /^[A-Za-z]/.test(format.slice(conversion.length))) return "";
    const before = format.slice(0, offset);
    const known = KNOWN.find(
      ([file, end]) => where.startsWith(file) && (end === "" ? offset === 0 : before.endsWith(end)),
    );
    if (known !== undefined) return known[2] ?? values.path;
    return values.text[text % values.text.length] ?? "";
  });
}

/** File, what stands before the conversion ("" at the beginning), and what the value always is; null for a path of the file system. */
const KNOWN: readonly (readonly [string, string, string | null])[] = [
  ["", "msgid=", "<x@a.example>"],
  ["lib-smtp/", "", "lmtp"],
  ["lmtp/", "onnect from ", "192.0.2.7"],
  ["submission/", "onnect from ", "192.0.2.7"],
  ["master/service.c", "Sent ", "SIGKILL"],
  ["auth/auth-sasl.c", "", "PLAIN"],
  ["auth/auth-request.c", "", "allow_nets"],
  ["lib-regex/", "", "pcre2_match"],
  ["imap/", "FETCH ", "BODY[]"],
  ["submission/", "Disconnected: %s ", "in=1 out=2"],
  ["managesieve/", "Disconnected: %s ", "in=1 out=2"],
  ["auth/userdb-template.c", "", "static"],
  ["auth/db-checkpassword.c", "Child ", "4711"],
  ["master/service-monitor.c", "Process ", "4711"],
  ["master/service-monitor.c", "service(%s): ", "process_limit"],
  ["master/service-monitor.c", "", "process_limit"],
  ["lib-settings/", "mmap(", null],
  ["", "read(", null],
  ["", "write(", null],
  ["", "open(", null],
  ["", "close(", null],
  ["", "stat(", null],
  ["", "chown(", null],
  ["", "chmod(", null],
  ["", "access(", null],
  ["", "dlopen(", null],
  ["", "connect(", null],
  ["", "mmap(", null],
  ["", "fstat(", null],
  ["", "unlink(", null],
  ["", "abspath(", null],
  ["", "rename(", null],
  ["", "mkdir(", null],
  ["", "bind(", "cn=dovecot,dc=a,dc=example"],
  ["lib/", "(", null],
  ["lib-index/", "", null],
  ["lib-index/", "file ", null],
  ["lib-index/", "Index ", null],
  ["lib-storage/", "", null],
  ["lib-storage/", "dbox ", null],
  ["lib-storage/", "mbox ", null],
  ["lib-storage/", "mbox file ", null],
  ["lib-storage/", "map ", null],
  ["lib-storage/", "Maildir ", null],
  ["lib-storage/", "Scanning ", null],
  ["lib-storage/", "Locking ", null],
  ["lib-storage/", "file ", null],
  ["lib-storage/", "copy ", null],
  ["imap/imap-client-hibernate.c", "", null],
  ["auth/db-", "dap ", null],
  ["auth/db-", "DAP ", null],
  ["auth/db-", "dict ", null],
  ["auth/db-", "oauth2 ", null],
  ["auth/db-", "passwd-file ", null],
  ["plugins/quota/", "", null],
  ["lib-login/login-server-auth.c", "", null],
  ["lib-login/login-server.c", "", null],
  ["master/main.c", "", null],
  ["master/master-settings.c", "", null],
];
