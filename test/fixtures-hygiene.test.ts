import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

/** Fixtures are made up: a real host or address in them would be somebody's. */
const looked = ["fixtures", "docs", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/** Names that nobody can own: RFC 2606 and 6761. */
const reserved = /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$/;
/** Documentation (RFC 5737), this host, no host. */
const ownAddress = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^127\.|^0\.0\.0\.0$/;

/** Words with a dot that are no domains. */
const allowed: readonly (readonly [RegExp, reason: string])[] = [
  [
    /\.(?:conf|cache|log|json|jsonl|txt|pem|key|crt|csr|pid|so|filter|once|new|gz|lua|ctl|eml|lockfile|old|pdf)$/,
    "a file's name",
  ],
  [/^\d+\.m\d+p\d+\.mx1$|^hdr\.indexid$/, "a mail's file name, a field of Dovecot's"],
  [/\.(?:ne|ts|mjs|md|py|sh|yaml|mustache|tgz|html)$/, "a file's name in a document"],
  [
    /^(?:exim|dovecot)\.[a-z-]+$|^dovecot\.(?:index|list|map|autoexpunge)\.|^exim4\.conf\./,
    "a kind of event, or files of the daemons",
  ],
  [/^[0-9a-f]{13}\.[a-z]+$/, "a submission's Message-ID as PHP's uniqid and a user name make it"],
  [/^(?:peer\.(?:ip|helo)|taint\.[a-z]+)$/, "a fact in the truth of a hostile line"],
  [
    /^(?:www\.exim\.org|github\.com|(?:doc|wiki2)\.dovecot\.org|keepachangelog\.com)$/,
    "the home of documentation that a document cites",
  ],
  [/^(?:facts|analysis|event|markdown|date|recordlines|json)\.[a-z]+$/, "an expression of our own in a document"],
  [
    /^ld\.so\.preload$|^(?:auth|cron|daemon|mail)\.info$|^hdr\.subject$|^mmap_istream\.(?:m(?:un)?map|madvise)$/,
    "the system's or a daemon's own word",
  ],
  [
    /^exim4\.service$|^fail2ban\.actions$|^cron\.daily$|^systemd\.journal-fields$/,
    "a unit, a logger, a folder and a manual page of the system",
  ],
  [
    /^(?:bzlib|bzip2|lzma|zlib|zstd)\.(?:read|write)$|^vnd\.dovecot(?:\.[a-z]+)?$|^ssl-parameters\.dat$/,
    "a function, an extension or a file of Dovecot",
  ],
  [/^(?:gpj|gnp)\.exe$/, "the end of a name written from right to left (a trap)"],
  [/^invoice\.exe$/, "an attachment that is refused"],
  [/^1\.m1$/, "the end of an escape sequence (a trap)"],
];

/** Runs of numbers that are no addresses of hosts. */
const allowedNumbers: ReadonlyMap<string, string> = new Map([
  ["2.3.19.1", "Dovecot's version"],
  ["7.2.0.192", "192.0.2.7 as a DNS list is asked for it"],
  ["10.0.0.1", "an address that a client claims in HELO (a trap)"],
]);

/** In programs every attribute has a dot: there, only words that end like an address people can register. */
const registrable = /\.(?:com|net|org|info|biz|eu|io|dev|app|de|be|fr|nl|uk|us|ch|at|it|es|pl|ru|cn)$/;

/** The foreign names and addresses of a text. */
function foreign(whole: string, file: string): readonly string[] {
  // A report may cut a sample in the middle of a name (the ellipsis, read as latin1).
  const text = whole.replace(/[\w.-]*\xe2\x80\xa6/g, " ");
  const words = text.match(/(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])/gi) ?? [];
  const program = /\.(?:py|sh)$/.test(file);
  const names = words
    .map((word) => word.toLowerCase())
    .filter((word) => !reserved.test(word) && (!program || registrable.test(word)))
    .filter((word) => !allowed.some(([pattern]) => pattern.test(word)));
  const numbers = text.match(/(?<![\w.])v?\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g) ?? [];
  const addresses = numbers
    .map((number) => number.replace(/^v/, ""))
    .filter((number) => !ownAddress.test(number) && !allowedNumbers.has(number));
  return [...new Set([...names, ...addresses])];
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1");
}

const files = looked.flatMap(filesUnder);

describe("fixtures and documents name nobody's hosts", () => {
  it.each(files)("%s", (file) => expect(foreign(textOf(file), file)).toEqual([]));
});

it("every exception is needed", () => {
  const all = files.map(textOf).join("\n").toLowerCase();
  const words = new Set(all.match(/[\w-]+(?:\.[\w-]+)+/g) ?? []);
  const needed = (pattern: RegExp) => [...words].some((word) => pattern.test(word));
  expect(allowed.filter(([pattern]) => !needed(pattern)).map(([, reason]) => reason)).toEqual([]);
  expect([...allowedNumbers.keys()].filter((number) => !all.includes(number))).toEqual([]);
});

describe("a planted name is found", () => {
  const rows: readonly (readonly [text: string, file: string, found: readonly string[]])[] = [
    ["<= ann@bank.co H=mx1.Provider.net [192.0.2.7]", "mainlog", ["bank.co", "mx1.provider.net"]],
    ["H=(customer.example) [8.8.4.4]:25", "mainlog", ["8.8.4.4"]],
    ["rip=10.1.2.3, lip=192.0.2.10, 127.0.0.1", "dovecot.log", ["10.1.2.3"]],
    ["see https://shop.example.org and notexample.com.", "README.md", ["notexample.com"]],
    ["user@fakeexample, user@myexample.testing", "mainlog", ["myexample.testing"]],
    ['self.sock.sendall(b"RCPT TO:<x@provider.net>")', "peers.py", ["provider.net"]],
    ["| `H=mx.provider.net (mx.cust\xe2\x80\xa6` |", "report.md", ["mx.provider.net"]],
    ["Exim 4.96 with Dovecot v2.3.19.1, exim4.conf", "README.md", []],
  ];
  it.each(rows)("%s", (text, file, found) => expect(foreign(text, file)).toEqual(found));
});
