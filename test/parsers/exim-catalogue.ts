import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A format string of Exim's source, from the catalogue beside the repository (exim-log.md, part B). */
export interface Format {
  /** As in the source, with `%s` and C escapes. */
  readonly format: string;
  /** `deliver.c:2613 deliver_local` */
  readonly where: string;
  /** The log_write flags: `MAIN+PANIC`; empty where the text goes elsewhere. */
  readonly flags: string;
}

const catalogue = fileURLToPath(new URL("../../../shared/knowledge/exim-log.md", import.meta.url));

/** Each format once; empty on a machine without the catalogue. */
export function formats(): readonly Format[] {
  if (!existsSync(catalogue)) return [];
  const found = new Map<string, Format>();
  const text = readFileSync(catalogue, "utf8").replace(/ \\\n\s+/g, " ");
  for (const line of text.slice(text.indexOf("\n## B.")).split("\n")) {
    const [, format = "", where = "", flags = ""] =
      /^\| \S+ \| \S+ \| `(.*)` \| ([^|]+) \| ?(.*?) ?\|$/.exec(line) ?? [];
    const known = found.get(format);
    if (format !== "" && (known === undefined || known.flags === "")) found.set(format, { format, where, flags });
  }
  return [...found.values()];
}

/** What stands for the conversions of a format that a plain word does not fit; the first that matches the format. */
const VALUES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^%s (lost|closed|D=)/, ["SMTP connection from mx.a.example [192.0.2.7]", "1s", "by QUIT"]],
  [/^unexpected %s while reading SMTP/, ["disconnection", "(helo) [192.0.2.7]", "", "", "1s"]],
  [/^%s incomplete transaction/, ["H=(helo) [192.0.2.7]", "QUIT"]],
  [/^%s sender verify/, ["H=(helo) [192.0.2.7]", "fail", "ann@a.example", ": Unrouteable address"]],
  [/^%s F=<%s>.*discarded by/, ["H=(helo) [192.0.2.7]", "ann@a.example", "<bob@b.example>", "RCPT", ": ", "text"]],
  [/dropped by %s%s%s$/, ["H=(helo) [192.0.2.7]", "", "", "'connect' ACL", ": ", "text"]],
  [/^%s Warning: ACL/, ["H=(helo) [192.0.2.7]", "data"]],
  [/^%Y %srejected by local_scan/, ["F=<ann@a.example> H=mx.a.example [192.0.2.7] P=esmtp", "temporarily ", "text"]],
  [/^%srejected/, ["temporarily ", "EHLO", "x", "(helo) [192.0.2.7]"]],
  [/^%s authenticator failed for/, ["plain", "(helo) [192.0.2.7]", "535 Incorrect authentication data"]],
  [/^%s authenticator .* H=/, ["plain", "mx.b.example", "192.0.2.1", "535 no"]],
  [/^H=%s \[%s\] F=/, ["mx.a.example", "192.0.2.7", "ann@a.example"]],
  [/^H=\[%s\]/, ["192.0.2.7", "ann@a.example"]],
  [/^H=%s \[%s\]/, ["mx.b.example", "192.0.2.1"]],
  [/^\[%s\] %s Received/, ["192.0.2.7", "server", "CN=a.example"]],
  [/^\[%s\] %s verify denied/, ["192.0.2.7", "SSL"]],
  [/^\[%s\]/, ["192.0.2.7", ""]],
  [/^TLS %s error/, ["recv"]],
  [/^no host name found for/, ["192.0.2.7"]],
  [/^DKIM: %s$/, ["d=a.example s=sel c=simple/simple a=rsa-sha1 [verification succeeded]"]],
  [/^DKIM: %s%s/, ["d=", "a.example", "s=", "sel"]],
  [/^ARC: %s signing/, ["AMS"]],
  [/^%s .*(spamd|spool file)/, ["spam acl condition:"]],
  [/^%s:%d:%s: should not happen/, ["malware.c", "malware_internal"]],
  [/^(Start|End) '%s' queue run/, ["slow", "pid=4711"]],
  [/^Start %s'%s' queue run/, ["ODMR ", "slow", "pid=4711"]],
  [/^Start %squeue run/, ["ODMR ", "pid=4711"]],
  [/^(Start|End) queue run/, ["pid=4711"]],
  [/^Frozen%s/, [" (delivery error message)"]],
  [/^Spool%s%s file/, [" ", "slow"]],
  [/^Couldn't %s message log/, ["create"]],
  [/^Failed to %s directory/, ["set owner on"]],
  [/^Warning: %s$/, ["Tainted filename '/home/x'"]],
  [/^unknown named%s list/, [" domain"]],
  [/^%s %d: errno=/, ["Child mail process returned status"]],
  [/moan_to_sender/, ["Error while reading message with no usable sender address"]],
  [/^%s(?= %s)? ?found in headers/, ["no recipients"]],
  [/^%s %s found in headers/, ["1vdpup-000CfU-1V", "no recipients"]],
  [/^%s is not %s after expansion/, ["bounce_message_file", "absolute"]],
  [/^%s verify %s/, ["sender", "defer"]],
  [/^=> blackhole/, ["(DATA ACL discarded recipients)", ": text"]],
];

/**
 * The formats as Exim writes them: plausible values for the conversions, the lines behind the first apart.
 *
 *     `Failed to create spool file %s: %s`  →  "Failed to create spool file /var/spool/x: No such file or directory"
 */
export function written({ format, where }: Format): readonly string[] {
  const values = [...(VALUES.find(([pattern]) => pattern.test(format) || pattern.test(where))?.[1] ?? [])];
  const plain = format
    .replace(/\\"/g, '"')
    .replace(/\\n/g, "\n")
    .replace(/\\t/g, "\t")
    .replace(/%%/g, "\u0000")
    .replace(/%[-#0-9.*]*(?:l|ll|z)?[a-zA-Z]/g, (conversion) => instanceOf(conversion, values))
    .replace(/\u0000/g, "%");
  return plain.replace(/\n+$/, "").split("\n");
}

function instanceOf(conversion: string, values: string[]): string {
  switch (conversion.at(-1)) {
    case "d":
    case "u":
    case "c":
      return "4";
    case "f":
      return "9.50";
    case "x":
    case "o":
    case "p":
      return "ff";
    case "q":
      return '"x"';
    default:
      return values.shift() ?? "x";
  }
}
