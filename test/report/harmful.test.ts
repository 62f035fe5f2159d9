import { describe, expect, it } from "vitest";
import { harmfulIn, harmfulInDiff } from "../../src/report/harmful/index.ts";
import { HARMFUL } from "../../src/report/harmful/list.ts";

const ids = (text: string) => harmfulIn(text).map((harm) => harm.id);

const CASES: Readonly<Record<string, { readonly bad: readonly string[]; readonly good: readonly string[] }>> = {
  "index-deleted": {
    bad: [
      'find /home -name "dovecot.index.cache" -size +100M -type f | while read -r f; do\n  rm -f "$f"\ndone',
      "find /home -name dovecot.index.log -delete",
      "Removed corrupted `dovecot.index.cache` and `dovecot.index.log` files",
      "rm -f /path/to/dovecot.index.cache",
    ],
    good: [
      "doveadm mailbox cache purge -u marie@acme.example Logs",
      "It never deletes dovecot.index.cache",
      "find /home -name dovecot.index.cache -size +50M -ls",
      "# rm dovecot.index.cache",
    ],
  },
  "default-vsz-limit": {
    bad: ["default_vsz_limit = 3G", "Raised default_vsz_limit to 3G"],
    good: ["service imap {\n  vsz_limit = 2048M\n}", "doveconf default_vsz_limit", "default_vsz_limit is not raised"],
  },
  "process-limit": {
    bad: ["service imap {\n  vsz_limit = 3G\n  process_limit = 256\n}", "service pop3 { process_limit = 1023 }"],
    good: [
      "service imap {\n  process_limit = 2048\n}",
      "service auth {\n  process_limit = 1\n}",
      "service imap {\n}\nservice lmtp {\n  process_limit = 5\n}",
    ],
  },
  "taint-allowed": {
    bad: [
      "allow_insecure_tainted_data = yes",
      ".ifdef _OPT_MAIN_ALLOW_INSECURE_TAINTED_DATA\nallow_insecure_tainted_data = true",
    ],
    good: ["allow_insecure_tainted_data = no", "never set allow_insecure_tainted_data"],
  },
  "world-writable": { bad: ["chmod 777 /etc/exim4/domains", "chmod -R 0777 /x"], good: ["chmod 640 /x", "size 777"] },
  "dkim-off": {
    bad: ["DKIM_FILE =", "DKIM_FILE=  \nOTHER = 1", "dkim_private_key = 0"],
    good: ["DKIM_FILE = /etc/exim4/domains/x/dkim.pem", "DKIM_FILE =\\\n  /x"],
  },
  "outgoing-ip-off": { bad: ["OUTGOING_IP ="], good: ["OUTGOING_IP = /etc/exim4/domains/x/ip"] },
  "relay-file-fixed": {
    bad: ["SMTP_RELAY_FILE = /etc/exim4/smtp_relay.conf"],
    good: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as Exim reads it
      "SMTP_RELAY_FILE = /etc/exim4/domains/${lookup{$sender_address_domain}dsearch{/etc/exim4/domains}}/smtp_relay.conf",
    ],
  },
  "force-all": {
    bad: ["exim4 -qff", "Ran `exim -qff` to flush the queue", "exim4 -qqff"],
    good: ["exim4 -qf", "exim4 -M 1vd7Tn-000CbC-2W", "do not run exim4 -qff"],
  },
  "frozen-deleted": {
    bad: ["exiqgrep -z -i | xargs exim -Mrm", "exim -Mrm $(exiqgrep -zi)"],
    good: ["exiqgrep -z -f '^<>$' -o 604800 -i | xargs -r exim4 -Mrm", "exim4 -Mrm 1vd7Tn-000CbC-2W"],
  },
  "retry-deleted": { bad: ["rm -f /var/spool/exim4/db/retry*"], good: ["exim_tidydb /var/spool/exim4 retry"] },
  "auto-thaw": { bad: ["auto_thaw = 1h"], good: ["auto_thaw = 0s", "auto_thaw = 0"] },
  "count-only": {
    bad: [
      'QUEUE_COUNT=$(exim4 -bpc)\nTHRESHOLD=50\nif [ "$QUEUE_COUNT" -gt "$THRESHOLD" ]; then\n  logger full\nfi',
      "Exim queue size > 50 messages",
    ],
    good: [
      "old=$(exiqgrep -x -o 3600 -c)\nif [ $(exim4 -bpc) -gt 50 ]; then :; fi",
      "exim4 -bpc",
      "Queue and paniclog watched: queue length over 50",
    ],
  },
  "password-rotation": {
    bad: ["Regular password rotation every 90 days", "Passwords expire every 90 days"],
    good: ["Passwords are long", "No forced password rotation: it is not advised", "Log rotation every 7 days"],
  },
};

describe("harmful measures", () => {
  it("have examples, each of them", () => {
    expect(HARMFUL.map((one) => one.id).sort()).toEqual(Object.keys(CASES).sort());
  });

  for (const [id, { bad, good }] of Object.entries(CASES)) {
    it.each(bad)(`${id}: found in %j`, (text) => expect(ids(text)).toContain(id));
    it.each(good)(`${id}: not in %j`, (text) => expect(ids(text)).not.toContain(id));
  }

  it("are named once each, in prose with a reason", () => {
    const harms = harmfulIn("exim4 -qff\nexim4 -qff\ndefault_vsz_limit = 3G");
    expect(harms.map((harm) => harm.id)).toEqual(["default-vsz-limit", "force-all"]);
    expect(harms.every((harm) => harm.what.length > 0 && harm.why.length > 0)).toBe(true);
  });

  it("are those that a diff adds", () => {
    const diff = "--- a\n+++ b\n-default_vsz_limit = 3G\n DKIM_FILE =\n+  OUTGOING_IP =\n";
    expect(harmfulInDiff(diff).map((harm) => harm.id)).toEqual(["outgoing-ip-off"]);
  });

  it("are looked for in bounded time", () => {
    const started = performance.now();
    for (const piece of ["rm ", "service imap { ", "exiqgrep ", "-bpc ", "password ", "dovecot.index ", "a\n"])
      harmfulIn(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
