import { truncateSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dovecotLimits } from "../../../src/report/prevention/dovecot-limits.ts";
import { cacheCheckFile } from "../../../src/report/prevention/files.ts";
import { mmapFinding } from "../sample-analysis.ts";
import { FakeHost } from "./fake-host.ts";

const script = cacheCheckFile(dovecotLimits([mmapFinding], "2.3.19.1"), "hestia", [1]).content;
const MIB = 2 ** 20;

// Knows one user: mailboxes by line of $MAILBOXES, "NAME<tab>DIRECTORY". A purge leaves $LEAVES bytes.
const DOVEADM = `
printf 'doveadm %s\\n' "$*" >>"$CALLS"
user=""
for ((at = 1; at < $#; at++)); do if [[ \${!at} == -u ]]; then next=$((at + 1)); user=\${!next}; fi; done
[[ $user == marie@acme.example ]] || { echo "Error: User doesn't exist" >&2; exit 67; }
name=\${!#}
case $2 in
  list) cut -f 1 "$MAILBOXES" ;;
  path) while IFS=$'\\t' read -r one dir; do if [[ $one == "$name" ]]; then echo "$dir"; fi; done <"$MAILBOXES" ;;
  cache)
    [[ -z \${REFUSES-} ]] || exit 75
    while IFS=$'\\t' read -r one dir; do if [[ $one == "$name" ]]; then truncate -s "$LEAVES" "$dir/dovecot.index.cache"; fi; done <"$MAILBOXES"
    ;;
esac
`;

let host: FakeHost;
let root: string;
beforeEach(() => {
  host = new FakeHost();
  host.program("doveadm", DOVEADM);
  for (const name of ["rm", "mv", "unlink", "shred"]) host.program(name, `echo "${name} $*" >>"$CALLS"`);
  root = join(host.folder, "home");
});
afterEach(() => host.end());

/** A sparse cache of `size` MiB in a folder of marie's, who has the others too. */
function cache(folder: string, size: number): string {
  const path = host.file(`home/acme/mail/acme.example/marie/${folder}/dovecot.index.cache`, "");
  truncateSync(path, size * MIB);
  return path;
}

function check(mailboxes: Readonly<Record<string, string>>, args: readonly string[] = [], env = {}, text = script) {
  const base = join(root, "acme/mail/acme.example/marie");
  const lines = Object.entries(mailboxes).map(([name, folder]) => `${name}\t${join(base, folder)}\n`);
  return host.run(text, args, {
    MAIL_ROOT: root,
    MAILBOXES: host.file("mailboxes", lines.join("")),
    LEAVES: "1188",
    ...env,
  });
}
const purges = () => host.calls().filter((call) => call.startsWith("doveadm mailbox cache purge"));

describe("dovecot-cache-check", () => {
  it("is silent when no cache is above the limit", () => {
    cache(".Logs", 160);
    expect(check({ Logs: ".Logs" })).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(host.calls()).toEqual([]);
  });

  it("has Dovecot purge what is above it, and takes no file away", () => {
    const path = cache(".Logs", 1330);
    cache(".Sent", 3);
    const { status, stdout, stderr } = check({ INBOX: "", Sent: ".Sent", Logs: ".Logs" });
    expect([status, stdout, stderr]).toEqual([0, `${path}, 1330 MB: purged, 0 MB are left\n`, ""]);
    expect(purges()).toEqual(["doveadm mailbox cache purge -u marie@acme.example -- Logs"]);
    expect(host.calls().filter((call) => /^(?:rm|mv|unlink|shred)/.test(call))).toEqual([]);
  });

  it.each([
    ["INBOX", ""],
    ["Gmail/All Mail", ".Gmail.All Mail"],
    ["Été 2025", ".&AMk-t&AOk- 2025"],
    ["-x; $(touch owned)", ".-x; $(touch owned)"],
  ])("purges the mailbox %s by the name that Dovecot gives it", (name, folder) => {
    cache(folder, 200);
    expect(check({ "Some other": ".Other", [name]: folder }).status).toBe(0);
    expect(purges()).toEqual([`doveadm mailbox cache purge -u marie@acme.example -- ${name}`]);
  });

  it("only says what it would do with --dry-run", () => {
    cache(".Logs", 200);
    const { status, stdout } = check({ Logs: ".Logs" }, ["--dry-run"]);
    expect([status, purges()]).toEqual([1, []]);
    expect(stdout).toContain("200 MB: would run doveadm mailbox cache purge -u marie@acme.example Logs");
  });

  it("reports a path whose owner Dovecot does not confirm, and shows no control characters of it", () => {
    const path = host.file("home/eve/x\u001b[31m/marie@acme.example/dovecot.index.cache", "");
    truncateSync(path, 200 * MIB);
    const { status, stdout } = check({ Logs: ".Logs" });
    expect([status, purges()]).toEqual([1, []]);
    expect(stdout).toContain("its user and mailbox are not known for sure");
    expect(stdout).not.toContain("\u001b");
  });

  it("purges nobody else's mailbox for a directory that imitates it", () => {
    const path = host.file("home/eve/acme.example/marie/.Logs/dovecot.index.cache", "");
    truncateSync(path, 200 * MIB);
    expect([check({ Logs: ".Logs" }).status, purges()]).toEqual([1, []]);
  });

  it.each([
    ["doveadm refuses", { REFUSES: "1" }, "doveadm could not purge it"],
    ["the cache stays large", { LEAVES: String(180 * MIB) }, "purged, but it still has 180 MB"],
  ])("fails when %s", (_, env, says) => {
    cache(".Logs", 200);
    const { status, stdout } = check({ Logs: ".Logs" }, [], env);
    expect([status, stdout.includes(says)]).toEqual([1, true]);
  });

  it("purges no more than MAX_PURGES in one run, 20 unless changed", () => {
    expect(script).toContain("\nMAX_PURGES=20 ");
    for (const folder of [".A", ".B"]) cache(folder, 200);
    const { status, stdout } = check({ A: ".A", B: ".B" }, [], {}, script.replace("MAX_PURGES=20", "MAX_PURGES=1"));
    expect([status, purges().length]).toEqual([1, 1]);
    expect(stdout.match(/not purged, this run has purged 1 already/g)).toHaveLength(1);
  });

  it("says so when there is nothing to look with or at", () => {
    expect(host.run(script, [], { MAIL_ROOT: "/nonexistent" })).toMatchObject({
      status: 1,
      stdout: "none of MAIL_ROOTS exists: nothing was looked at\n",
    });
    expect(check({}, ["--purge"])).toMatchObject({ status: 2, stderr: "usage: dovecot-cache-check [--dry-run]\n" });
  });

  it("holds no command that takes a file away", () => {
    const code = script.split("\n").filter((line) => !/^\s*#/.test(line));
    expect(code.filter((line) => /\b(?:rm|mv|unlink|truncate|shred)\b|-delete|dovecot\.index\.log/.test(line))).toEqual(
      [],
    );
  });
});
